package org.duban.task.ladder;

import java.time.LocalDate;
import org.duban.task.calendar.WorkingCalendar;

/**
 * A rung's place, and its name: T-3, T, T+5 in working days, T-3d in calendar days. The day itself is T in both. What is
 * stored of a rung is this name: it says what was counted, though the ladder has been changed since.
 */
public record Mark(int offset, Days days) {

    public String name() {
        return offset == 0 ? "T" : (offset > 0 ? "T+" : "T") + offset + (days == Days.CALENDAR ? "d" : "");
    }

    /** @param name null: none, and null is the answer */
    public static Mark of(String name) {
        if (name == null) {
            return null;
        }
        Days days = name.endsWith("d") ? Days.CALENDAR : Days.WORKING;
        String offset = name.substring(1, name.length() - (days == Days.CALENDAR ? 1 : 0));
        return new Mark(offset.isEmpty() ? 0 : Integer.parseInt(offset), days);
    }

    LocalDate day(LocalDate due, WorkingCalendar calendar) {
        return days.from(due, offset, calendar);
    }
}
