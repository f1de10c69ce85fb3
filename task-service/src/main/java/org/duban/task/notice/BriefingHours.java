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

    /**
     * The newest briefing moment that has come: of those missed by a downtime only this one is held.
     *
     * @param planned the oldest that is not held yet, not after {@code now}
     */
    public static LocalDate newestDue(Instant planned, Instant now, WorkingCalendar calendar) {
        LocalDate newest = BusinessDays.dayOf(planned);
        for (LocalDate day = calendar.plusWorkingDays(newest, 1); !BusinessDays.at(day, HOUR).isAfter(now);
                day = calendar.plusWorkingDays(day, 1)) {
            newest = day;
        }
        return newest;
    }
}
