package org.duban.task.unit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.duban.task.unit.UnitReading.By;
import org.duban.task.unit.UnitReading.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameMatchingTest {
    private final NameMatching directory = new NameMatching().add("1", "州财政局", By.NAME).add("2", "州发展和改革委员会", By.NAME).add("2", "州发改委", By.ALIAS)
            .add("3", "某哈尼族自治州教育体育局", By.NAME).add("4", "个旧市人民政府", By.NAME).add("5", "蒙自市财政局", By.NAME).add("6", "开远市财政局", By.NAME)
            .add("7", "州市场监管局", By.NAME).add("G", "各县市人民政府", By.GROUP);

    @ParameterizedTest
    @CsvSource({"州财政局,,1,NAME", "州 财政局,,1,NAME", "州发改委,,2,ALIAS", "各县市人民政府,,G,GROUP", "发改委,州,2,PREFIX", "发改委,某州,2,PREFIX", "财政局,州,1,PREFIX",
        "市场监管局,州,7,PREFIX", "教育体育局,州,3,PREFIX", "州教育体育局,,3,LEVEL", "红河州财政局,,1,LEVEL", "个旧市,,4,LEVEL", "个旧市政府,,4,LEVEL"})
    void isFound(String printed, String level, String code, By by) {
        assertEquals(new UnitReading(printed, code, by, List.of()), directory.read(printed, level));
    }

    @ParameterizedTest
    @CsvSource({"州农业农村局,", "农业农村局,州", "市财政局,", "发改委,", "发改委,县", "有关部门,州", "各部门,"})
    void isNotGuessed(String printed, String level) {
        assertNull(directory.read(printed, level).code());
    }

    @Test
    void theNearestAreNamedTheLikestFirst() {
        assertEquals(List.of(new Named("2", "州发展和改革委员会")), directory.read("州发展改革委", null).nearest());
        assertEquals("1", directory.read("州财政", null).nearest().get(0).code());
        assertEquals(List.of(), directory.read("武警支队", null).nearest());
        assertTrue(NameMatching.likeness("发改委", "州发展和改革委员会") > NameMatching.likeness("发改委", "州财政局"));
    }

    @ParameterizedTest
    @CsvSource({"州财政局,州", "红河州财政局,红河州", "市市场监管局,市", "市政府办公室,市", "蒙自市教育局,蒙自市", "屏边苗族自治县财政局,屏边苗族自治县"})
    void aNameSaysItsLevel(String name, String level) {
        assertEquals(level, NameMatching.level(name));
    }

    @ParameterizedTest
    @CsvSource({"市场监管局", "市政管理局", "城市管理局", "住房城乡建设局", "人力资源社会保障局", "各县市人民政府", "教育局", "县域经济办"})
    void orDoesNot(String name) {
        assertNull(NameMatching.level(name));
    }
}
