package org.duban.notify.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.duban.notify.simulation.Said.Shown;

/** What one unit owes by one day, on the office's side. */
final class Deadline {

    /** One task of the unit. */
    static final class Assignment {
        final UUID id;
        final int number;
        String status = "AWAITING_ACKNOWLEDGEMENT";

        Assignment(UUID id, int number) {
            this.id = id;
            this.number = number;
        }

        private boolean isOwed() {
            return List.of("AWAITING_ACKNOWLEDGEMENT", "IN_PROGRESS").contains(status);
        }
    }

    final UUID id;
    final String unit;
    final LocalDate due;
    final List<Assignment> assignments = new ArrayList<>();
    long version;
    /** The offset of the last rung that fired. */
    int fired = Integer.MIN_VALUE;

    Deadline(UUID id, String unit, LocalDate due) {
        this.id = id;
        this.unit = unit;
        this.due = due;
    }

    boolean isOwed() {
        return assignments.stream().anyMatch(Assignment::isOwed);
    }

    /** The whole of it, as an event of the present version shows it. */
    Shown shown() {
        return new Shown(
                id, version, which(Assignment::isOwed), which(each -> each.status.equals("SUBMITTED")), which(each -> true));
    }

    private Set<UUID> which(Predicate<Assignment> wanted) {
        return assignments.stream().filter(wanted).map(each -> each.id).collect(Collectors.toUnmodifiableSet());
    }
}
