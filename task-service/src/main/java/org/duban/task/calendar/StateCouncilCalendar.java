package org.duban.task.calendar;

import com.tyme.holiday.LegalHoliday;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.BitSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The working days that the State Council publishes each year (国务院办公厅关于部分节假日安排的通知): weekends,
 * statutory holidays and make-up days. The data are those of the tyme4j library; each year is read once.
 */
public class StateCouncilCalendar implements WorkingCalendar {
    /** The library writes each day with so many characters. */
    private static final int ENTRY = 13;

    private record Year(BitSet workingDays, BitSet named, boolean confirmed) {}

    private final Map<Integer, Year> years = new ConcurrentHashMap<>();

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return year(day.getYear()).workingDays.get(day.getDayOfYear());
    }

    @Override
    public boolean isConfirmed(int year) {
        return year(year).confirmed;
    }

    /** Whether a published notice names the day, as a holiday or as a make-up day. */
    boolean isNamed(LocalDate day) {
        return year(day.getYear()).named.get(day.getDayOfYear());
    }

    /** How many days the published notices name, all years together; a newer program never knows fewer. */
    int published() {
        return LegalHoliday.DATA.length() / ENTRY;
    }

    /** The same for the same published days. */
    String fingerprint() {
        return UUID.nameUUIDFromBytes(LegalHoliday.DATA.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private Year year(int year) {
        return years.computeIfAbsent(year, StateCouncilCalendar::read);
    }

    private static Year read(int year) {
        BitSet working = new BitSet(367);
        BitSet named = new BitSet(367);
        boolean confirmed = false;
        for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
            LegalHoliday holiday = LegalHoliday.fromYmd(year, day.getMonthValue(), day.getDayOfMonth());
            // The new year's days of an unpublished year may stand in the old year's notice, so one month is not proof.
            confirmed |= holiday != null && day.getMonthValue() >= 4;
            named.set(day.getDayOfYear(), holiday != null);
            working.set(day.getDayOfYear(), holiday != null ? holiday.isWork() : !isWeekend(day));
        }
        return new Year(working, named, confirmed);
    }

    static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
