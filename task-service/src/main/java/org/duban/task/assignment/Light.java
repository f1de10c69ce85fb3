package org.duban.task.assignment;

import java.time.LocalDate;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;

/** 亮灯: computed when asked for, stored nowhere. */
public enum Light {
    /** Owed and past its day. */
    RED,
    /** Owed, and three working days or fewer are left, or it was returned. */
    YELLOW,
    /** Neither, finished ones included. */
    GREEN;

    private static final int SOON = 3;
    private static final String OWED = "%1$s.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')";
    private static final String DAY = Order.day("%1$s.due");
    static final String LATE = OWED + " and " + DAY + " < :today";
    private static final String NEAR =
            OWED + " and " + DAY + " >= :today and (" + DAY + " <= :soon or %1$s.returnedAt is not null)";
    private static final String CALM = "%1$s.status not in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')"
            + " or %1$s.returnedAt is null and " + DAY + " > :soon";

    /** The last day that is three working days or fewer ahead. */
    static LocalDate soonUntil(LocalDate today, WorkingCalendar calendar) {
        return calendar.plusWorkingDays(today, SOON + 1).minusDays(1);
    }

    /** The first day on which a day is three working days or fewer ahead; null for none. */
    static LocalDate soonFrom(LocalDate due, WorkingCalendar calendar) {
        return due == null ? null : calendar.plusWorkingDays(due.plusDays(1), -SOON - 1);
    }

    /** Leaves what has this light today: the same rules in HQL. */
    void narrow(Filter filter, String alias, LocalDate today, WorkingCalendar calendar) {
        switch (this) {
            case RED -> filter.and(LATE.formatted(alias), "today", today);
            case YELLOW -> filter.and(NEAR.formatted(alias), "today", today).bind("soon", soonUntil(today, calendar));
            case GREEN -> filter.and(CALM.formatted(alias), "soon", soonUntil(today, calendar));
        }
    }

    static Light of(AssignmentStatus status, LocalDate due, boolean returned, LocalDate today,
            WorkingCalendar calendar) {
        if (!status.isOwed()) {
            return GREEN;
        }
        if (BusinessDays.isPast(due, today)) {
            return RED;
        }
        boolean soon = due != null && calendar.workingDaysBetween(today, due) <= SOON;
        return soon || returned ? YELLOW : GREEN;
    }
}
