package org.duban.task.assignment;

import java.time.LocalDate;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;

/** 亮灯: computed when asked for, stored nowhere. */
public enum Light {
    /** Owed and past its day. */
    RED,
    /** Owed, and three working days or fewer are left, or it was returned. */
    YELLOW,
    /** Neither, finished ones included. */
    GREEN;

    private static final int SOON = 3;

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
