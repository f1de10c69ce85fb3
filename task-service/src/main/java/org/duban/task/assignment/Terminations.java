package org.duban.task.assignment;

import java.time.Instant;
import java.util.Map;
import org.duban.task.audit.Audit;

/** 撤销 of assignments, with what the trail says of it. */
public final class Terminations {
    private Terminations() {}

    /** @return the entry that the caller records with those of the same change */
    public static Audit.Entry terminate(Assignment assignment, String reason, String actor, Instant now) {
        AssignmentStatus before = assignment.status;
        assignment.terminate(now);
        return new Audit.Entry(actor, "assignment.terminated", "assignment", assignment.id, Map.of("status", before),
                Map.of("status", assignment.status), reason);
    }
}
