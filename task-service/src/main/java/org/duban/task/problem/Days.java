package org.duban.task.problem;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Days as callers write them. Those of other centuries are slips of the pen, and counting to them would take for ever. */
public final class Days {
    private static final int FIRST = 1949;
    private static final int LAST = 2199;

    private Days() {}

    /** @throws DateTimeException when it is no day, or none of these centuries */
    public static LocalDate parse(String text) {
        LocalDate day = LocalDate.parse(text);
        if (day.getYear() < FIRST || day.getYear() > LAST) {
            throw new DateTimeException("not between " + FIRST + " and " + LAST);
        }
        return day;
    }

    /** @throws DateTimeException when it is no moment, or none of these centuries */
    static Instant moment(String text) {
        Instant moment = Instant.parse(text);
        int year = moment.atOffset(ZoneOffset.UTC).getYear();
        if (year < FIRST || year > LAST) {
            throw new DateTimeException("not between " + FIRST + " and " + LAST);
        }
        return moment;
    }
}
