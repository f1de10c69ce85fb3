package org.duban.task.notice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.task.parse.Finding;
import org.duban.task.parse.ParsedNotice;
import org.duban.task.parse.ParsedTask;
import org.duban.task.parse.Severity;
import org.duban.task.parse.Span;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;
import org.duban.task.unit.UnitReading.Named;

/** What the office has to look at in the units of a reading, each at the first place that prints its name. */
final class UnitFindings {
    private static final int MOST = 200;

    private final String text;
    private final Map<String, Span> places;

    private UnitFindings(String text, Map<String, Span> places) {
        this.text = text;
        this.places = places;
    }

    /** The findings of the text and those of its units, in the order of their places. */
    static List<Finding> with(ParsedNotice read, List<UnitReading> units, String text) {
        UnitFindings findings = new UnitFindings(text, first(read));
        List<Finding> all = new ArrayList<>(read.findings());
        units.stream().filter(unit -> unit.code() == null || unit.by().isAssumed()).limit(MOST).map(findings::finding).forEach(all::add);
        all.sort(Comparator.comparingInt(finding -> finding.place().start()));
        return all;
    }

    /** Where each name is printed first. */
    private static Map<String, Span> first(ParsedNotice read) {
        Map<String, Span> first = new HashMap<>();
        for (int i = 0; i < read.tasks().size(); i++) {
            ParsedTask task = read.tasks().get(i);
            String pointer = "/tasks/" + i;
            add(first, read, pointer + "/lead/", task.lead());
            add(first, read, pointer + "/responsible/", task.responsible());
            add(first, read, pointer + "/assisting/", task.assisting());
        }
        if (read.reportTo() != null && read.places().containsKey("/reportTo")) {
            first.putIfAbsent(read.reportTo(), read.places().get("/reportTo"));
        }
        return first;
    }

    private static void add(Map<String, Span> first, ParsedNotice read, String pointer, List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            Span place = read.places().get(pointer + i);
            if (place != null) {
                first.putIfAbsent(names.get(i), place);
            }
        }
    }

    private Finding finding(UnitReading unit) {
        boolean known = unit.code() != null;
        String message;
        if (known) {
            message = unit.by() == UnitReading.By.PREFIX ? "“%s”省去了级别，按前后文读作代码为 %s 的单位，请确认。".formatted(unit.name(), unit.code())
                    : "名录中没有“%s”，按级别读作代码为 %s 的单位，请确认。".formatted(unit.name(), unit.code());
        } else {
            String what = NameMatching.isCollective(unit.name()) ? "单位组“%s”尚未建立".formatted(unit.name()) : "单位名录中没有“%s”".formatted(unit.name());
            message = what + (unit.nearest().isEmpty() ? "。" : "，最接近的是%s。".formatted(
                    unit.nearest().stream().map(Named::name).collect(Collectors.joining("、")))) + "未自动建立，请确认。";
        }
        Span place = places.getOrDefault(unit.name(), new Span(0, 0, 1));
        return new Finding(known ? "unit-assumed" : "unit-unknown", Severity.WARNING, place, text.substring(place.start(), place.end()), message);
    }
}
