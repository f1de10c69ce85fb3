package org.duban.task.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;

/** When the mailbox is briefed (R8): every working day at 08:40, from the day after dispatch. */
public final class BriefingHours {
    /** Ten minutes after the rungs, so that it lists what they did. */
    public static final LocalTime HOUR = LocalTime.of(8, 40);

    private BriefingHours() {}

    /** The first briefing on a working day after that day. */
    public static Instant firstAfter(LocalDate day, WorkingCalendar calendar) {
        return BusinessDays.at(calendar.plusWorkingDays(day, 1), HOUR);
    }

    /** The same, and after that moment too. */
    public static Instant firstAfter(LocalDate day, Instant moment, WorkingCalendar calendar) {
        LocalDate today = BusinessDays.dayOf(moment);
        LocalDate over = BusinessDays.at(today, HOUR).isAfter(moment) ? today.minusDays(1) : today;
        return firstAfter(day.isAfter(over) ? day : over, calendar);
    }

    /** The first briefing at or after that moment. */
    public static Instant from(Instant moment, WorkingCalendar calendar) {
        LocalDate day = BusinessDays.dayOf(moment);
        Instant at = BusinessDays.at(day, HOUR);
        return calendar.isWorkingDay(day) && !at.isBefore(moment) ? at : firstAfter(day, calendar);
    }

    /**
     * The newest briefing moment that has come: of those missed by a downtime only this one is held.
     *
     * @param planned the oldest that is not held yet, not after {@code now}
     * @return null when that day, and every day since, has been declared off
     */
    public static LocalDate newestDue(Instant planned, Instant now, WorkingCalendar calendar) {
        LocalDate first = BusinessDays.dayOf(planned);
        LocalDate today = BusinessDays.dayOf(now);
        LocalDate last = BusinessDays.at(today, HOUR).isAfter(now) ? today.minusDays(1) : today;
        LocalDate newest = calendar.isWorkingDay(last) ? last : calendar.plusWorkingDays(last, -1);
        return newest.isBefore(first) ? null : newest;
    }
}
