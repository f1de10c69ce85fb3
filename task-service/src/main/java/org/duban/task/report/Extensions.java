package org.duban.task.report;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.Cause;
import org.duban.task.assignment.DeadlineEvents;
import org.duban.task.assignment.Deadlines;
import org.duban.task.assignment.DueRevision;
import org.duban.task.assignment.ExtensionAnswer;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.report.ExtensionRequest.Decision;
import org.duban.task.report.ExtensionRequestResource.ExtensionDecisionRequest;
import org.duban.task.report.ExtensionRequestResource.ExtensionFiling;

/** Units ask for a later day, reviewers answer. Each is one transaction with its audit entry; the answer is an event. */
@ApplicationScoped
public class Extensions {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Extensions(Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param unit the caller's unit: another unit's assignment does not exist for it */
    @Transactional
    public ExtensionRequest request(UUID assignmentId, ExtensionFiling filing, String unit, String actor) {
        Assignment assignment = Assignment.lockedOfUnit(assignmentId, unit);
        Deadlines.requireLive(Notice.byId(assignment.noticeId));
        assignment.require(Move.EXTEND);
        Instant now = clock.instant();
        if (assignment.due == null || BusinessDays.isPast(assignment.due, BusinessDays.dayOf(now))) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("延期申请须在期限当日或之前提出。",
                    "An extension is asked for on or before the due day."));
        }
        if (!filing.wantedDue().isAfter(assignment.due)) {
            throw ProblemException.field("/wantedDue", "应晚于现行期限。", "It must lie after the day in force.");
        }
        if (ExtensionRequest.isPending(assignmentId)) {
            throw new ProblemException(ProblemCode.CONFLICT, Text.of("该责任分工已有一份延期申请待决定。",
                    "An extension request of the assignment waits for its decision."));
        }
        ExtensionRequest request = new ExtensionRequest(Ids.next(), assignmentId, filing.reason().strip(), assignment.due,
                filing.wantedDue(), now);
        request.persist();
        audit.record(new Audit.Entry(actor, "extension.requested", "assignment", assignmentId, null,
                Map.of("extensionRequest", request.id, "due", request.due, "wantedDue", request.wantedDue), request.reason));
        return request;
    }

    /**
     * Grants or refuses. A granted day moves the assignment to the deadline of that day.
     *
     * @param may tells whether the caller has a role
     */
    @Transactional
    public ExtensionRequest decide(UUID id, ExtensionDecisionRequest answer, Predicate<String> may, String actor) {
        ExtensionRequest request = ExtensionRequest.<ExtensionRequest>findByIdOptional(id)
                .orElseThrow(() -> ExtensionRequest.missing(id));
        boolean grant = answer.decision() == Decision.GRANT;
        LocalDate newDue = !grant ? null : answer.newDue() == null ? request.wantedDue : answer.newDue();
        check(answer, newDue);
        Deadlines.Locked locked = deadlines.lock(request.assignmentId, newDue);
        // Read before the lock, it may have been decided since; the day in force would be its own then.
        Panache.getEntityManager().refresh(request);
        Assignment assignment = locked.assignment();
        Reviewers.refuseUnlessReviewer(assignment, may);
        Instant now = clock.instant();
        LocalDate oldDue = assignment.due;
        request.decide(answer.decision(), answer.reason(), newDue, now);
        if (grant) {
            if (oldDue != null && !newDue.isAfter(oldDue)) {
                throw ProblemException.field("/newDue", "新的期限应晚于现行期限。", "The new day must lie after the day in force.");
            }
            assignment.extend(locked.target(), now);
            new DueRevision(assignment.id, oldDue, newDue, answer.reason() == null ? request.reason : answer.reason(),
                    actor, now).persist();
        }
        deadlines.plan(locked);
        if (locked.moves()) {
            events.changed(locked.from().id, Cause.MOVED_AWAY);
        }
        events.extension(locked.target().id, grant, new ExtensionAnswer(id, assignment.id, request.wantedDue,
                assignment.due, answer.reason()));
        audit.record(new Audit.Entry(actor, grant ? "extension.granted" : "extension.refused", "assignment", assignment.id,
                Map.of("due", String.valueOf(oldDue)),
                Map.of("due", String.valueOf(assignment.due), "extensionRequest", id), answer.reason()));
        return request;
    }

    private void check(ExtensionDecisionRequest answer, LocalDate newDue) {
        boolean silent = answer.reason() == null || answer.reason().isBlank();
        if (answer.decision() == Decision.REFUSE && silent) {
            throw ProblemException.field("/reason", "不予延期必须说明理由。", "A refusal needs a reason.");
        }
        if (answer.decision() == Decision.REFUSE && answer.newDue() != null) {
            throw ProblemException.field("/newDue", "不予延期时不能给出新的期限。", "A refused request has no new day.");
        }
        if (newDue != null && newDue.isBefore(BusinessDays.today(clock))) {
            throw ProblemException.field("/newDue", "新的期限不能早于今天。", "The new day may not lie before today.");
        }
    }
}
