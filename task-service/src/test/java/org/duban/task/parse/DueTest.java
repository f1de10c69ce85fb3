package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A due day crosses the wire as one string. */
class DueTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isADayOrOpenEndedInJson() throws Exception {
        assertEquals("\"2023-08-01\"", json.writeValueAsString(new Due(LocalDate.of(2023, 8, 1))));
        assertEquals("\"open-ended\"", json.writeValueAsString(Due.openEnded()));
    }

    @Test
    void isReadBackFromJson() throws Exception {
        assertEquals(new Due(LocalDate.of(2023, 8, 1)), json.readValue("\"2023-08-01\"", Due.class));
        assertEquals(Due.openEnded(), json.readValue("\"open-ended\"", Due.class));
    }
}
