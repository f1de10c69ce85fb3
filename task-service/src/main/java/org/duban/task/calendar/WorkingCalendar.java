package org.duban.task.calendar;

import java.time.LocalDate;

/** Tells working days from rest days (R4), and counts in them. Days are days in Asia/Shanghai. */
public interface WorkingCalendar {
    boolean isWorkingDay(LocalDate day);

    /** False when the State Council has not published the year: its days are then counted by weekends only. */
    boolean isConfirmed(int year);

    /** Rises when any day changes; a plan that was made by an older version is made again. */
    default int version() {
        return 0;
    }

    /** The calendar as it is stored at this moment, the same for a whole computation. */
    default WorkingCalendar current() {
        return this;
    }

    /** The n-th working day after (n &gt; 0) or before (n &lt; 0) the day; the day itself when n is 0. */
    default LocalDate plusWorkingDays(LocalDate day, int n) {
        int step = Integer.signum(n);
        LocalDate at = day;
        for (int left = Math.abs(n); left > 0; ) {
            at = at.plusDays(step);
            if (isWorkingDay(at)) {
                left--;
            }
        }
        return at;
    }

    /**
     * Working days left from one day to another: those after {@code from} up to and including {@code to}; negative
     * when {@code to} has passed, then the working days after {@code to} up to and including {@code from}.
     */
    default int workingDaysBetween(LocalDate from, LocalDate to) {
        int sign = from.isAfter(to) ? -1 : 1;
        LocalDate first = sign > 0 ? from : to;
        LocalDate last = sign > 0 ? to : from;
        int count = 0;
        for (LocalDate day = first.plusDays(1); !day.isAfter(last); day = day.plusDays(1)) {
            if (isWorkingDay(day)) {
                count++;
            }
        }
        return sign * count;
    }
}
