package org.duban.task.ladder;

import java.time.LocalDate;
import org.duban.task.calendar.WorkingCalendar;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a ladder's offsets count. Either way a rung stands on a working day, or on the due day itself. */
@Schema(name = "LadderDays")
public enum Days {
    /** Working days (R4). */
    WORKING,
    /** Days of the calendar; where that is a rest day, the working day before it, after the due day the one after it. */
    CALENDAR;

    LocalDate from(LocalDate due, int offset, WorkingCalendar calendar) {
        if (this == WORKING) {
            return calendar.plusWorkingDays(due, offset);
        }
        LocalDate day = due.plusDays(offset);
        return calendar.isWorkingDay(day) ? day : calendar.plusWorkingDays(day, Integer.signum(offset));
    }
}
