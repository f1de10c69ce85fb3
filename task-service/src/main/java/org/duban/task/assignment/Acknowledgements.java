package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.duban.task.audit.Audit;

/** 签收. */
@ApplicationScoped
public class Acknowledgements {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Acknowledgements(Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The unit confirms receipt. Nothing changes when it had done so.
     *
     * @param unit the caller's unit: another unit's assignment does not exist for it
     */
    @Transactional
    public Assignment acknowledge(UUID id, String unit, String actor) {
        Assignment seen = Assignment.ofUnit(id, unit);
        if (isAcknowledged(seen)) {
            return seen;
        }
        Deadlines.Locked locked = deadlines.lock(id, null);
        if (isAcknowledged(locked.assignment())) {
            // By a twin of this request, between our look and the lock.
            return locked.assignment();
        }
        AssignmentStatus before = locked.assignment().status;
        locked.assignment().acknowledge(clock.instant());
        deadlines.plan(locked);
        events.changed(locked.from().id, Cause.ACKNOWLEDGED);
        audit.record(new Audit.Entry(actor, "assignment.acknowledged", "assignment", id, Map.of("status", before),
                Map.of("status", locked.assignment().status), null));
        return locked.assignment();
    }

    private static boolean isAcknowledged(Assignment assignment) {
        return assignment.acknowledgedAt != null && assignment.status != AssignmentStatus.TERMINATED;
    }
}
