package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Cause;
import org.duban.task.assignment.DeadlineEvents;
import org.duban.task.assignment.Deadlines;
import org.duban.task.assignment.DueRevision;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.event.Ids;
import org.duban.task.problem.ProblemException;
import org.duban.task.report.Submission.Decision;
import org.duban.task.report.Submission.Kind;
import org.duban.task.report.SubmissionResource.ReviewRequest;
import org.duban.task.report.SubmissionResource.SubmissionRequest;

/** Units report, reviewers answer. Each is one transaction with its audit entry and event. */
@ApplicationScoped
public class Reports {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Reports(Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param unit the caller's unit: another unit's assignment does not exist for it */
    @Transactional
    Submission submit(UUID assignmentId, SubmissionRequest request, String unit, String actor) {
        Assignment.ofUnit(assignmentId, unit);
        Deadlines.Locked locked = deadlines.lock(assignmentId, null);
        Filed filed = file(locked.assignment(), request, actor);
        deadlines.plan(locked);
        events.changed(locked.from().id, cause(request));
        audit.record(filed.entry);
        return filed.submission;
    }

    /** The same report for several assignments at once: all or none, and one event for each deadline. */
    @Transactional
    List<Submission> submitAll(List<UUID> assignmentIds, SubmissionRequest request, String unit, String actor) {
        if (Set.copyOf(assignmentIds).size() < assignmentIds.size()) {
            throw ProblemException.field("/assignments", "同一责任分工只能出现一次。", "An assignment may stand here once.");
        }
        Deadlines.LockedAll locked = deadlines.lockAll(assignmentIds, unit);
        List<Filed> filed = locked.assignments().stream().map(assignment -> file(assignment, request, actor)).toList();
        deadlines.plan(locked.deadlines());
        events.changed(locked.deadlines().stream().map(deadline -> deadline.id).toList(), cause(request));
        audit.record(filed.stream().map(Filed::entry).toList());
        return filed.stream().map(Filed::submission).toList();
    }

    /** A report and what the audit trail says of it. */
    private record Filed(Submission submission, Audit.Entry entry) {}

    private Filed file(Assignment assignment, SubmissionRequest request, String actor) {
        Instant now = clock.instant();
        AssignmentStatus before = assignment.status;
        assignment.submit(request.kind() == Kind.FINAL, now);
        Submission submission = new Submission(Ids.next(), assignment.id, request.kind(), now);
        submission.summary = request.summary().strip();
        submission.percent = request.percent();
        submission.problems = request.problems();
        submission.nextSteps = request.nextSteps();
        submission.persist();
        return new Filed(submission, new Audit.Entry(actor, "submission.filed", "assignment", assignment.id,
                Map.of("status", before),
                Map.of("status", assignment.status, "submission", submission.id, "kind", request.kind()), null));
    }

    private static Cause cause(SubmissionRequest request) {
        return request.kind() == Kind.FINAL ? Cause.SUBMITTED : Cause.INTERIM_SUBMITTED;
    }

    /**
     * Accepts or returns a final report.
     *
     * @param may tells whether the caller has a role
     */
    @Transactional
    Submission review(UUID submissionId, ReviewRequest request, Predicate<String> may, String actor) {
        Submission submission = Submission.<Submission>findByIdOptional(submissionId)
                .orElseThrow(() -> Submission.missing(submissionId));
        boolean back = request.decision() == Decision.RETURN;
        checkReview(request, back);
        Deadlines.Locked locked = deadlines.lock(submission.assignmentId, back ? request.newDue() : null);
        Assignment assignment = locked.assignment();
        Reviewers.refuseUnlessReviewer(assignment, may);
        Instant now = clock.instant();
        Map<String, Object> before = Map.of("status", assignment.status, "due", String.valueOf(assignment.due));
        LocalDate oldDue = assignment.due;
        submission.review(request.decision(), request.reason(), request.newDue(), now);
        if (back) {
            assignment.giveBack(request.reason(), locked.target(), now);
            if (locked.moves()) {
                new DueRevision(assignment.id, oldDue, assignment.due, request.reason(), actor, now).persist();
            }
        } else {
            assignment.accept(now);
        }
        deadlines.plan(locked);
        tell(submission, locked, back);
        audit.record(new Audit.Entry(actor, back ? "submission.returned" : "submission.accepted", "assignment",
                assignment.id, before, Map.of("status", assignment.status, "due", String.valueOf(assignment.due),
                "submission", submissionId), request.reason()));
        return submission;
    }

    private void tell(Submission submission, Deadlines.Locked locked, boolean back) {
        if (!back) {
            events.changed(locked.from().id, Cause.ACCEPTED);
            return;
        }
        if (locked.moves()) {
            events.changed(locked.from().id, Cause.MOVED_AWAY);
        }
        events.returned(locked.target().id, submission.id, submission.assignmentId, submission.reason, submission.newDue);
    }

    private void checkReview(ReviewRequest request, boolean back) {
        if (!back && request.newDue() != null) {
            throw ProblemException.field("/newDue", "办结时不能给出新的期限。", "An accepted report has no new day.");
        }
        if (back && (request.reason() == null || request.reason().isBlank())) {
            throw ProblemException.field("/reason", "退回必须说明理由。", "A return needs a reason.");
        }
        if (back && request.newDue() == null) {
            throw ProblemException.field("/newDue", "退回必须给出新的期限。", "A return needs a new day.");
        }
        if (back && request.newDue().isBefore(BusinessDays.today(clock))) {
            throw ProblemException.field("/newDue", "新的期限不能早于今天。", "The new day may not lie before today.");
        }
    }
}
