package org.duban.task.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R8: every working day at 08:40 in Shanghai, from the day after dispatch. */
class BriefingHoursTest {
    private static final WorkingCalendar CALENDAR = new StateCouncilCalendar();

    @ParameterizedTest
    @CsvSource({
        "2023-07-19, 2023-07-20T00:40:00Z",
        "2023-07-21, 2023-07-24T00:40:00Z",
        "2023-09-28, 2023-10-07T00:40:00Z",
    })
    void theFirstIsOnTheWorkingDayAfterTheDispatch(LocalDate dispatched, Instant first) {
        assertEquals(first, BriefingHours.firstAfter(dispatched, CALENDAR));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-20T00:40:00Z, 2023-07-20",
        "2023-07-21T00:39:59Z, 2023-07-20",
        "2023-07-21T00:40:00Z, 2023-07-21",
        // Sunday: the newest was on Friday.
        "2023-07-23T12:00:00Z, 2023-07-21",
        "2023-08-08T03:00:00Z, 2023-08-08",
    })
    void ofThoseMissedOnlyTheNewestIsHeld(Instant now, LocalDate day) {
        assertEquals(day, BriefingHours.newestDue(Instant.parse("2023-07-20T00:40:00Z"), now, CALENDAR));
    }

    @Test
    void onDaysThatAreAllOffNoneIsHeld() {
        // Planned for a Saturday that was worked when it was planned.
        assertNull(BriefingHours.newestDue(Instant.parse("2023-07-22T00:40:00Z"), Instant.parse("2023-07-23T12:00:00Z"), CALENDAR));
    }

    @ParameterizedTest
    @CsvSource({
        // Dispatched or briefed on the Wednesday; asked before and after the moment of the next.
        "2023-07-19, 2023-07-19T01:00:00Z, 2023-07-20T00:40:00Z",
        "2023-07-19, 2023-07-20T00:39:59Z, 2023-07-20T00:40:00Z",
        "2023-07-19, 2023-07-20T00:40:00Z, 2023-07-21T00:40:00Z",
        "2023-07-19, 2023-07-22T00:00:00Z, 2023-07-24T00:40:00Z",
    })
    void theFirstAfterADayAndAMoment(LocalDate day, Instant moment, Instant next) {
        assertEquals(next, BriefingHours.firstAfter(day, moment, CALENDAR));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-08-08T00:30:00Z, 2023-08-08T00:40:00Z",
        "2023-08-08T01:00:00Z, 2023-08-09T00:40:00Z",
        "2023-08-12T00:30:00Z, 2023-08-14T00:40:00Z",
    })
    void theFirstAtOrAfterAMoment(Instant moment, Instant next) {
        assertEquals(next, BriefingHours.from(moment, CALENDAR));
    }

    @Test
    void itComesTenMinutesAfterTheRungs() {
        assertEquals("08:40", BriefingHours.HOUR.toString());
    }
}
