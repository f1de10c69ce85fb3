package org.duban.task.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.DeadlineData.UnitRef;
import org.duban.task.ladder.Rung;
import org.duban.task.notice.NoticeRef;

/** The data of the events of a dispatch that are about the notice as a whole. */
final class DispatchEvents {
    static final String DISPATCHED_TYPE = "org.duban.notice.dispatched.v1";
    static final String MAILBOX_TYPE = "org.duban.notice.mailbox.v1";

    /**
     * The dispatch record (R8): who was told of how much, and which mails are planned.
     *
     * @param omitted by the name of a list, how many more it would have; null where both are whole
     */
    record Dispatched(String occasion, LocalDate day, NoticeRef notice, Counts counts, List<Share> units,
            List<PlannedRung> plan, Map<String, Integer> omitted) {}

    record Counts(int tasks, int units, int assignments, int deadlines) {}

    /** What one unit was given by one day. */
    record Share(UnitRef unit, LocalDate due, long assignments) {}

    /** A rung to come, for all deadlines of that day together. */
    record PlannedRung(String rung, Rung.Stage stage, LocalDate due, Instant at, long units) {}

    /** On the contacts topic: where the notice's office reads its mail. */
    record Mailbox(UUID notice, String mailbox) {}

    private DispatchEvents() {}
}
