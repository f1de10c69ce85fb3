package org.duban.task.assignment;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.problem.Text;

/** 亮灯: computed when asked for, stored nowhere. */
public enum Light {
    /** Owed and past its day. */
    RED("红灯", "red"),
    /** Owed, and three working days or fewer are left, or it was returned. */
    YELLOW("黄灯", "yellow"),
    /** Neither, finished ones included. */
    GREEN("绿灯", "green");

    private static final int SOON = 3;

    private final Text word;

    Light(String zh, String en) {
        word = new Text(zh, en);
    }

    /** What people read. */
    public String word(boolean english) {
        return word.in(english);
    }

    /** The last day that is three working days or fewer ahead. */
    public static LocalDate soonUntil(LocalDate today, WorkingCalendar calendar) {
        return calendar.plusWorkingDays(today, SOON + 1).minusDays(1);
    }

    /** The first day on which a day is three working days or fewer ahead; null for none. */
    static LocalDate soonFrom(LocalDate due, WorkingCalendar calendar) {
        return due == null ? null : calendar.plusWorkingDays(due.plusDays(1), -SOON - 1);
    }

    /**
     * The same rules in SQL, of an assignment {@code a}.
     *
     * @param soon {@link #soonUntil} that day
     */
    public static String sql(String today, String soon) {
        return """
                case when a.status not in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS') then 'GREEN'
                     when a.due < %s then 'RED'
                     when a.due <= %s or a.returned_at is not null then 'YELLOW' else 'GREEN' end""".formatted(today, soon);
    }

    /** Leaves what has this light today: the same rules in HQL. */
    Filter narrow(Filter filter, String alias, LocalDate today, WorkingCalendar calendar) {
        String owed = alias + ".status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')";
        List<Filter> ranges = ofOwed(alias, today, calendar);
        String ofOwed = owed + " and (" + ranges.stream().map(Filter::where).collect(Collectors.joining(" or ")) + ")";
        filter.and(this == GREEN ? "not (" + owed + ") or " + ofOwed : ofOwed);
        ranges.forEach(range -> range.values().forEach(filter::bind));
        return filter;
    }

    /** What is owed has this light where one of these holds, each a range of days; no two leave the same row. */
    List<Filter> ofOwed(String alias, LocalDate today, WorkingCalendar calendar) {
        String day = Order.day(alias + ".due");
        LocalDate soon = soonUntil(today, calendar);
        Filter later = new Filter().starting(day + " >= :later", "later", soon.plusDays(1));
        return switch (this) {
            case RED -> List.of(new Filter().ending(day + " <= :yesterday", "yesterday", today.minusDays(1)));
            case YELLOW -> List.of(
                    new Filter().starting(day + " >= :today", "today", today).ending(day + " <= :soon", "soon", soon),
                    later.and(alias + ".returnedAt is not null"));
            case GREEN -> List.of(later.and(alias + ".returnedAt is null"));
        };
    }

    public static Light of(AssignmentStatus status, LocalDate due, boolean returned, LocalDate today,
            WorkingCalendar calendar) {
        if (!status.isOwed()) {
            return GREEN;
        }
        if (BusinessDays.isPast(due, today)) {
            return RED;
        }
        boolean soon = due != null && !due.isAfter(soonUntil(today, calendar));
        return soon || returned ? YELLOW : GREEN;
    }
}
