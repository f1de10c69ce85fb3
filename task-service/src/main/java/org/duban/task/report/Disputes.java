package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.DeadlineEvents;
import org.duban.task.assignment.Deadlines;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.report.Dispute.Decision;
import org.duban.task.report.DisputeResource.DisputeDecisionRequest;
import org.duban.task.report.DisputeResource.DisputeFiling;

/** Units say "not ours", the office answers. Each is one transaction with its audit entry. */
@ApplicationScoped
public class Disputes {
    private final Rulings rulings;
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Disputes(Rulings rulings, Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.rulings = rulings;
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param unit the caller's unit: another unit's assignment does not exist for it */
    @Transactional
    public Dispute raise(UUID assignmentId, DisputeFiling filing, String unit, String actor) {
        Assignment assignment = Assignment.lockedOfUnit(assignmentId, unit);
        Deadlines.requireLive(Notice.byId(assignment.noticeId));
        if (!assignment.status.isOwed()) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("责任分工的状态为" + assignment.status.named() + "，不能提出异议。",
                    "The assignment is " + assignment.status + " and cannot be disputed."));
        }
        if (filing.suggestedUnit() != null) {
            Rulings.otherUnit(assignment, filing.suggestedUnit(), "/suggestedUnit");
        }
        if (Dispute.isPending(assignmentId)) {
            throw new ProblemException(ProblemCode.CONFLICT, Text.of("该责任分工已有一份异议待决定。",
                    "A dispute of the assignment waits for its decision."));
        }
        Dispute dispute = new Dispute(Ids.next(), assignmentId, filing.reason().strip(), filing.suggestedUnit(),
                clock.instant());
        dispute.persist();
        audit.record(new Audit.Entry(actor, "dispute.raised", "assignment", assignmentId, null,
                Map.of("dispute", dispute.id, "suggestedUnit", String.valueOf(dispute.suggestedUnit)), dispute.reason));
        return dispute;
    }

    /** Upheld: the assignment is terminated, or moved to another unit; else it stays as it is. */
    @Transactional
    public Dispute decide(UUID id, DisputeDecisionRequest answer, String actor) {
        Dispute dispute = Dispute.<Dispute>findByIdOptional(id).orElseThrow(() -> Dispute.missing(id));
        boolean uphold = answer.decision() == Decision.UPHOLD;
        if (!uphold && answer.moveTo() != null) {
            throw ProblemException.field("/moveTo", "异议不成立时不能改由其他单位承担。", "A rejected dispute moves nothing.");
        }
        dispute.decide(answer.decision(), answer.reason().strip(), clock.instant());
        Map<String, Object> after = new HashMap<>(Map.of("dispute", id, "decision", answer.decision()));
        if (uphold && answer.moveTo() == null) {
            rulings.terminate(dispute.assignmentId, dispute.decisionReason, actor);
        } else if (uphold) {
            dispute.movedTo = rulings.move(dispute.assignmentId, answer.moveTo(), "/moveTo", dispute.decisionReason, actor).id;
            after.put("movedTo", dispute.movedTo);
        } else {
            Deadlines.Locked locked = deadlines.lock(dispute.assignmentId, null);
            events.disputeRejected(locked.from().id, id, dispute.assignmentId, dispute.decisionReason);
        }
        audit.record(new Audit.Entry(actor, uphold ? "dispute.upheld" : "dispute.rejected", "assignment",
                dispute.assignmentId, null, after, dispute.decisionReason));
        return dispute;
    }
}
