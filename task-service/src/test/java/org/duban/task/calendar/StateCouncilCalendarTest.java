package org.duban.task.calendar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** R4. The list is that of 国务院办公厅关于2023年部分节假日安排的通知, written by hand. */
class StateCouncilCalendarTest {
    private static final int UNPUBLISHED = 2035;

    private final StateCouncilCalendar calendar = new StateCouncilCalendar();

    private static Stream<LocalDate> days(String first, String last) {
        return LocalDate.parse("2023-" + first).datesUntil(LocalDate.parse("2023-" + last).plusDays(1));
    }

    private static final Set<LocalDate> HOLIDAYS = Stream.of(days("01-01", "01-02"), days("01-21", "01-27"),
            days("04-05", "04-05"), days("04-29", "05-03"), days("06-22", "06-24"), days("09-29", "10-06"))
            .flatMap(days -> days).collect(Collectors.toSet());

    private static final Set<LocalDate> MAKE_UP_DAYS = Stream.of("01-28", "01-29", "04-23", "05-06", "06-25", "10-07", "10-08")
            .map(day -> LocalDate.parse("2023-" + day)).collect(Collectors.toSet());

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    private List<LocalDate> workingDaysOf(int year) {
        return allDays(year).filter(calendar::isWorkingDay).toList();
    }

    private static Stream<LocalDate> allDays(int year) {
        return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1));
    }

    @Test
    void everyDayOf2023IsAsTheStateCouncilPublishedIt() {
        List<LocalDate> published = allDays(2023)
                .filter(day -> MAKE_UP_DAYS.contains(day) || isWeekday(day) && !HOLIDAYS.contains(day)).toList();

        assertEquals(published, workingDaysOf(2023));
        assertTrue(calendar.isConfirmed(2023));
    }

    @Test
    void anUnpublishedYearIsSaidToBeUnconfirmedAndCountedByWeekends() {
        assertFalse(calendar.isConfirmed(UNPUBLISHED));
        assertEquals(allDays(UNPUBLISHED).filter(StateCouncilCalendarTest::isWeekday).toList(), workingDaysOf(UNPUBLISHED));
    }

    @Test
    void theLastDayOfALeapYearIsThere() {
        assertTrue(calendar.isWorkingDay(LocalDate.of(2024, 12, 31)));
    }
}
