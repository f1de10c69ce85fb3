package org.duban.task.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** R2: a day is a day in Shanghai, whatever the machine thinks. */
class BusinessDaysTest {
    private static final LocalDate DUE = LocalDate.of(2023, 8, 1);
    private static final Instant LAST_MOMENT = Instant.parse("2023-08-01T15:59:59.999Z");
    private static final Instant NEXT_MIDNIGHT = Instant.parse("2023-08-01T16:00:00Z");

    private final TimeZone zone = TimeZone.getDefault();

    @AfterEach
    void restoreTheZone() {
        TimeZone.setDefault(zone);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "UTC", "America/Los_Angeles", "Pacific/Kiritimati"})
    void overdueBeginsTheNextMidnightInShanghaiWhereverTheMachineStands(String zone) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        ZoneId elsewhere = ZoneId.of(zone);

        assertFalse(BusinessDays.isPast(DUE, BusinessDays.today(Clock.fixed(LAST_MOMENT, elsewhere))));
        assertTrue(BusinessDays.isPast(DUE, BusinessDays.today(Clock.fixed(NEXT_MIDNIGHT, elsewhere))));
    }

    @Test
    void aDeadlineWithoutADayIsNeverPast() {
        assertFalse(BusinessDays.isPast(null, LocalDate.MAX));
    }

    @Test
    void halfPastEightInShanghaiIsHalfPastMidnightInGreenwich() {
        Instant moment = BusinessDays.at(DUE, LocalTime.of(8, 30));

        assertEquals(LocalTime.of(0, 30), LocalTime.ofInstant(moment, ZoneOffset.UTC));
    }

    /** Summer time came at two in the morning and went at two: no midnight and no hour of a rung was skipped or came twice. */
    @ParameterizedTest
    @CsvSource({
        "1988-06-30, 1988-06-29T23:30:00Z, 1988-06-30T15:00:00Z",
        // The first and the last day of it.
        "1986-05-03, 1986-05-03T00:30:00Z, 1986-05-03T16:00:00Z",
        "1986-05-04, 1986-05-03T23:30:00Z, 1986-05-04T15:00:00Z",
        "1991-09-14, 1991-09-13T23:30:00Z, 1991-09-14T15:00:00Z",
        "1991-09-15, 1991-09-15T00:30:00Z, 1991-09-15T16:00:00Z",
    })
    void theSummersWithTheirOwnOffsetAreRight(LocalDate day, Instant halfPastEight, Instant overdue) {
        assertEquals(halfPastEight, BusinessDays.at(day, LocalTime.of(8, 30)));
        assertEquals(overdue, BusinessDays.overdueFrom(day));
        assertEquals(day, BusinessDays.dayOf(overdue.minusNanos(1)));
        assertEquals(day.plusDays(1), BusinessDays.dayOf(overdue));
    }
}
