package org.duban.task;

import com.tyme.holiday.LegalHoliday;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the ladder should do, told in the plainest way: a set of rest days and a walk from day to day over it, and
 * offsets written by hand. It shares no code with the product. The rest days of 2023 to 2025 are written by hand from
 * the State Council's notices, those of the other published years come from the library, all others are weekends.
 */
public final class DayWalk {
    private static final Set<LocalDate> REST = new HashSet<>();
    private static final Set<Integer> BY_HAND = Set.of(2023, 2024, 2025);

    static {
        for (LocalDate day = LocalDate.of(1984, 1, 1); day.getYear() < 2103; day = day.plusDays(1)) {
            LegalHoliday told = BY_HAND.contains(day.getYear()) ? null
                    : LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
            boolean weekend = day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
            if (told == null ? weekend : !told.isWork()) {
                REST.add(day);
            }
        }
        Stream.of("2023-01-01/01-02", "2023-01-21/01-27", "2023-04-05/04-05", "2023-04-29/05-03", "2023-06-22/06-24",
                "2023-09-29/10-06", "2024-01-01/01-01", "2024-02-10/02-17", "2024-04-04/04-06", "2024-05-01/05-05",
                "2024-06-10/06-10", "2024-09-15/09-17", "2024-10-01/10-07", "2025-01-01/01-01", "2025-01-28/02-04",
                "2025-04-04/04-06", "2025-05-01/05-05", "2025-05-31/06-02", "2025-10-01/10-08").forEach(span -> {
            LocalDate last = LocalDate.parse(span.substring(0, 5) + span.substring(11));
            for (LocalDate day = LocalDate.parse(span.substring(0, 10)); !day.isAfter(last); day = day.plusDays(1)) {
                REST.add(day);
            }
        });
        Stream.of("2023-01-28", "2023-01-29", "2023-04-23", "2023-05-06", "2023-06-25", "2023-10-07", "2023-10-08",
                "2024-02-04", "2024-02-18", "2024-04-07", "2024-04-28", "2024-05-11", "2024-09-14", "2024-09-29",
                "2024-10-12", "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11")
                .map(LocalDate::parse).forEach(REST::remove);
    }

    /** Summer time in China: from two o'clock of the first day to two o'clock of the second. */
    private static final Map<LocalDate, LocalDate> SUMMERS = Map.of(
            LocalDate.of(1986, 5, 4), LocalDate.of(1986, 9, 14), LocalDate.of(1987, 4, 12), LocalDate.of(1987, 9, 13),
            LocalDate.of(1988, 4, 17), LocalDate.of(1988, 9, 11), LocalDate.of(1989, 4, 16), LocalDate.of(1989, 9, 17),
            LocalDate.of(1990, 4, 15), LocalDate.of(1990, 9, 16), LocalDate.of(1991, 4, 14), LocalDate.of(1991, 9, 15));

    /** Minutes after midnight at which rungs and briefings come. */
    public static final int RUNG = 8 * 60 + 30;
    public static final int BRIEFING = 8 * 60 + 40;

    /** What an office has declared, true for worked. */
    private static final Map<LocalDate, Boolean> OWN = new HashMap<>();

    private DayWalk() {}

    public static boolean isRest(LocalDate day) {
        Boolean worked = OWN.get(day);
        return worked == null ? REST.contains(day) : !worked;
    }

    /** @param worked null: the day is again as published */
    public static void declare(LocalDate day, Boolean worked) {
        OWN.put(day, worked);
    }

    /** All days are as published. */
    public static void forget() {
        OWN.clear();
    }

    /** That minute of that day in Shanghai. */
    public static Instant at(LocalDate day, int minute) {
        boolean afterTwo = minute >= 120;
        boolean summer = SUMMERS.entrySet().stream().anyMatch(span ->
                (afterTwo ? !day.isBefore(span.getKey()) : day.isAfter(span.getKey()))
                && (afterTwo ? day.isBefore(span.getValue()) : !day.isAfter(span.getValue())));
        return Instant.ofEpochSecond(day.toEpochDay() * 86_400 + minute * 60L - (summer ? 9 : 8) * 3_600L);
    }

    /** The day in Shanghai of a moment: the one whose midnight has come and whose next has not. */
    public static LocalDate dayOf(Instant moment) {
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond() + 9 * 3_600, 86_400L));
        return at(day, 0).isAfter(moment) ? day.minusDays(1) : day;
    }

    /** The offsets of the default ladder. */
    public static final List<Integer> DEFAULT = List.of(-10, -3, -1, 0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60);

    /** The day of each rung of the default ladder by its offset, in the order of time. */
    public static Map<Integer, LocalDate> days(LocalDate due) {
        return days(due, DEFAULT, true);
    }

    /**
     * The day of each rung by its offset.
     *
     * @param working whether offsets count working days; else a rung of a rest day is moved away from the due day, and of
     *     two that meet the later one stays
     */
    public static Map<Integer, LocalDate> days(LocalDate due, List<Integer> offsets, boolean working) {
        Map<LocalDate, Integer> byDay = new TreeMap<>();
        for (int offset : offsets) {
            int step = Integer.signum(offset);
            LocalDate day = working ? due : due.plusDays(offset);
            for (int left = working ? Math.abs(offset) : 0; left > 0; ) {
                day = day.plusDays(step);
                left -= isRest(day) ? 0 : 1;
            }
            while (offset != 0 && isRest(day)) {
                day = day.plusDays(step);
            }
            byDay.put(day, offset);
        }
        Map<Integer, LocalDate> days = new LinkedHashMap<>();
        byDay.forEach((day, offset) -> days.put(offset, day));
        return days;
    }

    /** Whether a rung of that moment has been missed, and would now come before eight or after eighteen. */
    public static boolean isNight(Instant now, Instant rung) {
        LocalDate day = dayOf(now);
        boolean night = now.isBefore(at(day, 8 * 60)) || now.isAfter(at(day, 18 * 60));
        return night && now.getEpochSecond() - rung.getEpochSecond() >= 3_600;
    }

    /** The first working day on which that minute is still to come. */
    public static Instant nextWorking(Instant now, int minute) {
        LocalDate day = dayOf(now);
        while (isRest(day) || !at(day, minute).isAfter(now)) {
            day = day.plusDays(1);
        }
        return at(day, minute);
    }

    /** Working days after the first up to and including the last; negative the other way round. */
    public static int between(LocalDate from, LocalDate to) {
        int count = 0;
        if (from.isAfter(to)) {
            return -between(to, from);
        }
        for (LocalDate day = from; day.isBefore(to); ) {
            day = day.plusDays(1);
            count += isRest(day) ? 0 : 1;
        }
        return count;
    }

    /** The newest working day after a day whose briefing has come by that moment; null when there is none. */
    public static LocalDate newestBriefing(LocalDate after, Instant now) {
        for (LocalDate day = dayOf(now); day.isAfter(after); day = day.minusDays(1)) {
            if (!isRest(day) && !at(day, BRIEFING).isAfter(now)) {
                return day;
            }
        }
        return null;
    }
}
