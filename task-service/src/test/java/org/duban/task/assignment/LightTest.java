package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.duban.task.calendar.StateCouncilCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LightTest {
    @ParameterizedTest(name = "{0} by {1}, returned: {2}, on {3}: {4}")
    @CsvSource({
        "IN_PROGRESS,              2023-08-01, false, 2023-07-26, GREEN",
        "IN_PROGRESS,              2023-08-01, false, 2023-07-27, YELLOW",
        "AWAITING_ACKNOWLEDGEMENT, 2023-08-01, false, 2023-08-01, YELLOW",
        "IN_PROGRESS,              2023-08-01, false, 2023-08-02, RED",
        // Past its day on a Saturday: no working day late, and red all the same.
        "IN_PROGRESS,              2023-07-28, false, 2023-07-29, RED",
        "IN_PROGRESS,              2023-08-31, true,  2023-07-26, YELLOW",
        "IN_PROGRESS,              2023-08-01, true,  2023-08-02, RED",
        "IN_PROGRESS,                        , false, 2023-08-02, GREEN",
        "IN_PROGRESS,                        , true,  2023-08-02, YELLOW",
        "SUBMITTED,                2023-08-01, true,  2023-08-02, GREEN",
        "COMPLETED,                2023-08-01, true,  2023-08-02, GREEN",
        "TERMINATED,               2023-08-01, true,  2023-08-02, GREEN",
    })
    void tellsHowItStands(AssignmentStatus status, LocalDate due, boolean returned, LocalDate today, Light light) {
        assertEquals(light, Light.of(status, due, returned, today, new StateCouncilCalendar()));
    }

    /** Said ahead, it is the first day on which the light above turns yellow. */
    @ParameterizedTest
    @CsvSource({"2023-08-01, 2023-07-27", "2023-07-29, 2023-07-25", "2023-10-08, 2023-09-27", "2023-10-07, 2023-09-26"})
    void turnsYellowOn(LocalDate due, LocalDate first) {
        StateCouncilCalendar calendar = new StateCouncilCalendar();

        assertEquals(first, Light.soonFrom(due, calendar));
        assertEquals(Light.YELLOW, Light.of(AssignmentStatus.IN_PROGRESS, due, false, first, calendar));
        assertEquals(Light.GREEN, Light.of(AssignmentStatus.IN_PROGRESS, due, false, first.minusDays(1), calendar));
    }
}
