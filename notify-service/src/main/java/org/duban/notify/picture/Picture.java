package org.duban.notify.picture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The state of one deadline at one version.
 *
 * @param version rises with every change; the event's sequence
 * @param due null where the deadline has no day
 * @param workingDaysLeft on {@code day}; negative when late, null without a day
 * @param day the business day of the event
 */
public record Picture(
        UUID deadline,
        UUID notice,
        String unit,
        long version,
        LocalDate due,
        Integer workingDaysLeft,
        LocalDate day,
        Instant occurredAt,
        List<AssignmentFacts> assignments) {

    public Picture {
        Objects.requireNonNull(deadline, "deadline.id");
        Objects.requireNonNull(day, "day");
        assignments = List.copyOf(assignments);
    }
}
