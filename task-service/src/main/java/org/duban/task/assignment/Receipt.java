package org.duban.task.assignment;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.duban.task.calendar.BusinessDays;

/**
 * 回执: what a unit gets for a report, as its event tells it.
 *
 * @param number      as people say it on the telephone; one for all that was filed together
 * @param last        whether it was a final report
 * @param at          when it was filed, business time
 * @param assignments those that it was filed for; in an event, those of its deadline
 */
public record Receipt(String number, boolean last, Instant at, List<UUID> assignments) {

    private static final int DIGITS = 10;

    /** The number is the day and as much of the filing's id as tells a nation's filings of one day apart. */
    public static Receipt of(UUID filing, boolean last, Instant at, List<UUID> assignments) {
        String digits = filing.toString().replace("-", "");
        return new Receipt(BusinessDays.dayOf(at).toString().replace("-", "") + "-"
                + digits.substring(digits.length() - DIGITS).toUpperCase(Locale.ROOT), last, at, assignments);
    }

    /** The part of it that belongs to one deadline. */
    Receipt within(DeadlinePicture deadline) {
        List<UUID> there = deadline.assignments().stream().map(assignment -> assignment.id()).toList();
        return new Receipt(number, last, at, assignments.stream().filter(there::contains).toList());
    }
}
