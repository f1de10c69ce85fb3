package org.duban.stack.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void whatIsWrittenReadsBack() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("文字", "引号\" 反斜杠\\ 换行\r\n\t \u0001 𠮷");
        value.put("numbers", List.of(0L, -12L, 1.5, 2e30));
        value.put("words", Arrays.asList(true, false, null));
        value.put("empty", List.of(Map.of(), List.of(), ""));

        assertEquals(value, Json.parse(Json.write(value)));
    }

    @Test
    void readsSpacesAndEveryEscape() {
        assertEquals(
                Map.of("a", List.of("\"\\/\b\f\n\r\té")),
                Json.parse(" { \"a\" :\n[ \"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\" ] } "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1", "[1,]", "\"open", "\"\\u12", "nul", "1 2", "{\"a\" 1}", "-"})
    void refusesWhatIsTorn(String text) {
        assertThrows(IllegalArgumentException.class, () -> Json.parse(text));
    }
}
