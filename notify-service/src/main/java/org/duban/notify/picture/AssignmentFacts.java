package org.duban.notify.picture;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;

/**
 * One assignment of a deadline, as an event shows it.
 *
 * @param number the notice's own numbering for sorting, as 4.3
 * @param label the numbering as printed, as (四)-3
 * @param heading the heading it stands under, verbatim
 * @param text the measure, verbatim
 * @param due null where there is no day
 * @param soonFrom the first day on which three working days or fewer are left; null where it is not said
 * @param returned the last return of a report for it; null where there was none
 */
public record AssignmentFacts(
        UUID id,
        String ref,
        String number,
        String label,
        String heading,
        String text,
        Role role,
        Status status,
        LocalDate originalDue,
        LocalDate due,
        LocalDate soonFrom,
        Returned returned) {

    public AssignmentFacts {
        Objects.requireNonNull(id, "assignments.id");
        Objects.requireNonNull(number, "assignments.number");
        Objects.requireNonNull(label, "assignments.label");
        Objects.requireNonNull(text, "assignments.text");
        Objects.requireNonNull(role, "assignments.role");
        Objects.requireNonNull(status, "assignments.status");
        heading = heading == null ? "" : heading;
    }

    /** What the unit has to do with the task. */
    public enum Role {
        LEAD("牵头"),
        RESPONSIBLE("责任"),
        ASSISTING("配合");

        private final String words;

        Role(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    /** Where the assignment stands, in the words of task-service's pages. */
    public enum Status {
        AWAITING_ACKNOWLEDGEMENT("待签收"),
        IN_PROGRESS("办理中"),
        SUBMITTED("待审核"),
        COMPLETED("已办结"),
        TERMINATED("已撤销");

        private final String words;

        Status(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }

        /** The unit still has to report. */
        public boolean isOwed() {
            return this == AWAITING_ACKNOWLEDGEMENT || this == IN_PROGRESS;
        }
    }

    /** A report that was sent back, and why. */
    public record Returned(String reason, Instant at) {}
}
