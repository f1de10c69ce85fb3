package org.duban.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.sample.Sample.Unit;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Pattern RESPONSIBLE = Pattern.compile("\\(责任单位:([^)]*)\\)");

    private final List<Unit> units = Sample.units();

    @Test
    void prefectureUnitsStandInTheOrderOfTheNotice() {
        Set<String> named = new LinkedHashSet<>();
        Matcher responsible = RESPONSIBLE.matcher(Sample.notice());
        while (responsible.find()) {
            named.addAll(List.of(responsible.group(1).split("[、,]")));
        }
        assertTrue(named.remove(Sample.group().name()));

        assertEquals(19, named.size());
        assertEquals(List.copyOf(named), units.subList(0, 19).stream().map(Unit::name).toList());
        for (int i = 0; i < 19; i++) {
            assertEquals("532500-%02d".formatted(i + 1), units.get(i).code());
        }
    }

    @Test
    void groupHoldsTheThirteenCounties() {
        List<Unit> counties = units.subList(19, units.size());

        assertEquals(13, counties.size());
        assertEquals(Sample.group().memberCodes(), counties.stream().map(Unit::code).toList());
        assertTrue(counties.stream().allMatch(county -> county.name().endsWith("人民政府")));
    }

    @Test
    void eachUnitHasALiaisonAndALeaderWithAMailboxOfTheirOwn() {
        for (Unit unit : units) {
            assertEquals(List.of("LIAISON", "LEADER"), unit.contacts().stream().map(Sample.Contact::role).toList());
            assertEquals(unit.code() + ".lianluo@honghe.example", unit.contacts().get(0).email());
            assertEquals(unit.code() + ".lingdao@honghe.example", unit.contacts().get(1).email());
        }
        assertEquals(64, new HashSet<>(Sample.mailboxNames().keySet()).size());
        assertEquals("州教育体育局 办公室联络员", Sample.mailboxNames().get("532500-02.lianluo@honghe.example"));
    }
}
