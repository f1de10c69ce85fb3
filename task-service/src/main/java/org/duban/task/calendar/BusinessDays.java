package org.duban.task.calendar;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Days and moments in the zone of the notices (R2). Its offset is +08:00 but in the summers of 1986 to 1991, when it was
 * +09:00; no hour that the product uses was ever skipped or came twice.
 */
public final class BusinessDays {
    /** The zone of every day in this product. */
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BusinessDays() {}

    public static LocalDate today(Clock clock) {
        return dayOf(clock.instant());
    }

    public static LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, ZONE);
    }

    public static Instant at(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant();
    }

    /** The midnight at the end of that day. */
    public static Instant overdueFrom(LocalDate due) {
        return at(due.plusDays(1), LocalTime.MIDNIGHT);
    }

    /** A day includes itself: it is overdue from the next midnight in Shanghai (R2). A deadline without a day never is. */
    public static boolean isPast(LocalDate due, LocalDate today) {
        return due != null && today.isAfter(due);
    }
}
