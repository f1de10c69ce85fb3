package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.Cause;
import org.duban.task.assignment.DeadlineEvents;
import org.duban.task.assignment.Deadlines;
import org.duban.task.assignment.DueRevision;
import org.duban.task.assignment.Terminations;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Task;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.Unit;

/** What the office does to an assignment of its own accord: reopen, terminate, hand to another unit. */
@ApplicationScoped
public class Rulings {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Rulings(Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** 重新办理: the unit is told, and reminded anew by the new day. */
    @Transactional
    Assignment reopen(UUID id, String reason, LocalDate newDue, String actor) {
        if (newDue.isBefore(BusinessDays.today(clock))) {
            throw ProblemException.field("/newDue", "新的期限不能早于今天。", "The new day may not lie before today.");
        }
        Deadlines.Locked locked = deadlines.lock(id, newDue);
        Assignment assignment = locked.assignment();
        Instant now = clock.instant();
        LocalDate oldDue = assignment.due;
        if (Task.byId(assignment.taskId).withdrawnAt != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE,
                    Text.of("该事项已撤回，不能重新办理。", "The task was withdrawn; no part of it is reopened."));
        }
        assignment.reopen(reason, locked.target(), now);
        if (locked.moves()) {
            new DueRevision(id, oldDue, newDue, reason, actor, now).persist();
        }
        deadlines.plan(locked);
        if (locked.moves()) {
            events.changed(locked.from().id, Cause.MOVED_AWAY);
        }
        events.reopened(locked.target().id, id, reason, newDue);
        audit.record(new Audit.Entry(actor, "assignment.reopened", "assignment", id,
                Map.of("status", AssignmentStatus.COMPLETED, "due", String.valueOf(oldDue)),
                Map.of("status", assignment.status, "due", newDue), reason));
        return assignment;
    }

    /** 撤销: nothing more is asked for; the unit is told, and then no mail goes for it any more. */
    @Transactional
    Assignment terminate(UUID id, String reason, String actor) {
        Deadlines.Locked locked = deadlines.lock(id, null);
        Audit.Entry entry = Terminations.terminate(locked.assignment(), reason, actor, clock.instant());
        deadlines.plan(locked);
        events.relieved(locked.from().id, id, reason, Cause.TERMINATED);
        audit.record(entry);
        return locked.assignment();
    }

    /**
     * Hands the part to another unit: this assignment is terminated, and the unit gets a new one by the day in force.
     * Both are told.
     *
     * @param pointer where the request names the unit
     * @return the other unit's assignment
     */
    @Transactional
    Assignment move(UUID id, String unit, String pointer, String reason, String actor) {
        Assignment seen = Assignment.<Assignment>findByIdOptional(id).orElseThrow(() -> Assignment.missing(id));
        otherUnit(seen, unit, pointer);
        seen.require(Move.TERMINATE);
        Deadlines.Locked locked = deadlines.lockFor(id, unit);
        Assignment old = locked.assignment();
        if (Assignment.count("taskId = ?1 and unitCode = ?2 and status <> 'TERMINATED'", old.taskId, unit) > 0) {
            throw new ProblemException(ProblemCode.CONFLICT, Text.of("单位 %s 已承担该事项。",
                    "The unit %s has a part in the task already.", unit));
        }
        AssignmentStatus before = old.status;
        Instant now = clock.instant();
        old.terminate(now);
        Assignment passed = old.passOn(locked.target(), now);
        passed.persist();
        deadlines.plan(locked);
        events.relieved(locked.from().id, id, reason, Cause.TERMINATED);
        events.handedOver(locked.target().id, passed.id);
        audit.record(List.of(
                new Audit.Entry(actor, "assignment.moved", "assignment", id, Map.of("status", before, "unit", old.unitCode),
                        Map.of("status", old.status, "unit", unit, "movedTo", passed.id), reason),
                new Audit.Entry(actor, "assignment.opened", "assignment", passed.id, null, Map.of("status", passed.status,
                        "unit", unit, "due", String.valueOf(passed.due), "movedFrom", id), reason)));
        return passed;
    }

    /** @throws ProblemException 400 when it is the same; 409 when the directory does not have it */
    static void otherUnit(Assignment assignment, String unit, String pointer) {
        if (unit.equals(assignment.unitCode)) {
            throw ProblemException.field(pointer, "应为另一单位。", "It must be another unit.");
        }
        if (Unit.byCode(unit).isEmpty()) {
            Text what = Text.of("名录中没有代码为 %s 的单位。", "The directory has no unit %s.", unit);
            throw new ProblemException(ProblemCode.UNITS_UNKNOWN, what).at(pointer, what);
        }
    }
}
