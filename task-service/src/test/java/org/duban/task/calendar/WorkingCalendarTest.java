package org.duban.task.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {
    private final WorkingCalendar calendar = new StateCouncilCalendar();

    @ParameterizedTest
    @CsvSource({
        "2023-07-19, 2023-08-01,   9",
        "2023-08-01, 2023-08-01,   0",
        "2023-07-31, 2023-08-01,   1",
        "2023-08-02, 2023-08-01,  -1",
        "2023-08-08, 2023-08-01,  -5",
        // A weekend is no working day, on whichever side it lies.
        "2023-07-28, 2023-07-29,   0",
        "2023-07-30, 2023-07-29,   0",
        "2023-07-31, 2023-07-29,  -1",
        // National Day: Friday 29 September to Friday 6 October off, Saturday and Sunday after it worked.
        "2023-09-28, 2023-10-08,   2",
    })
    void countsTheWorkingDaysLeftAndThoseLate(LocalDate from, LocalDate to, int days) {
        assertEquals(days, calendar.workingDaysBetween(from, to));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-08-01,   0, 2023-08-01",
        "2023-08-01, -10, 2023-07-18",
        "2023-08-01,   5, 2023-08-08",
        "2023-07-29,   0, 2023-07-29",
        "2023-07-29,  -1, 2023-07-28",
        "2023-07-29,   1, 2023-07-31",
        "2023-09-28,   1, 2023-10-07",
    })
    void findsTheNthWorkingDayFromADay(LocalDate from, int n, LocalDate day) {
        assertEquals(day, calendar.plusWorkingDays(from, n));
    }

    @Test
    void aDayAndItsNthWorkingDayAreNWorkingDaysApart() {
        LocalDate.of(2023, 1, 1).datesUntil(LocalDate.of(2024, 1, 1)).forEach(day -> {
            assertEquals(12, calendar.workingDaysBetween(day, calendar.plusWorkingDays(day, 12)), () -> "from " + day);
            assertEquals(-12, calendar.workingDaysBetween(calendar.plusWorkingDays(day, 12), day), () -> "back to " + day);
        });
    }
}
