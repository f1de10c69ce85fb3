package org.duban.task.report;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.duban.task.assignment.Assignment;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Cause;
import org.duban.task.assignment.DeadlineEvents;
import org.duban.task.assignment.Deadlines;
import org.duban.task.assignment.DueRevision;
import org.duban.task.assignment.Filings;
import org.duban.task.assignment.Receipt;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.event.Ids;
import org.duban.task.problem.ProblemException;
import org.duban.task.report.Submission.Decision;
import org.duban.task.report.Submission.Kind;
import org.duban.task.report.SubmissionResource.ReviewRequest;
import org.duban.task.report.SubmissionResource.SubmissionRequest;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

/** Units report, reviewers answer. Each is one transaction with its audit entry and event. */
@ApplicationScoped
public class Reports {
    private final DataSource database;
    private final Filings filings;
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Clock clock;

    Reports(DataSource database, Filings filings, Deadlines deadlines, DeadlineEvents events, Audit audit, Clock clock) {
        this.database = database;
        this.filings = filings;
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * The same report for any number of assignments: all or none, and one event for each deadline.
     *
     * @param unit the caller's unit: another unit's assignment does not exist for it
     */
    @Transactional
    public List<Submission> submit(List<UUID> assignmentIds, SubmissionRequest request, String unit, String actor) {
        if (Set.copyOf(assignmentIds).size() < assignmentIds.size()) {
            throw ProblemException.field("/assignments", "同一责任分工只能出现一次。", "An assignment may stand here once.");
        }
        Receipt receipt = Receipt.of(Ids.next(), request.kind() == Kind.FINAL, clock.instant(), assignmentIds);
        Trip writes = new Trip();
        Map<UUID, AssignmentStatus> before = filings.file(receipt, unit, writes);
        List<Submission> filed = assignmentIds.stream().map(id -> submission(id, request, receipt)).toList();
        writes.then(insert(filed));
        audit.record(filed.stream().map(submission -> entry(submission, before.get(submission.assignmentId), actor)).toList(), writes);
        try (Connection connection = database.getConnection()) {
            writes.send(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the reports could not be stored", e);
        }
        return filed;
    }

    private static Submission submission(UUID assignment, SubmissionRequest request, Receipt receipt) {
        Submission submission = new Submission(Ids.next(), assignment, request.kind(), receipt);
        submission.summary = request.summary().strip();
        submission.percent = request.percent();
        submission.problems = request.problems();
        submission.nextSteps = request.nextSteps();
        return submission;
    }

    /** What they all say is sent once. */
    private static Sql insert(List<Submission> filed) {
        Submission first = filed.get(0);
        return Sql.of("""
                insert into submission (id, assignment_id, kind, summary, percent, problems, next_steps, submitted_at, receipt)
                select id, assignment_id, ?, ?, ?, ?, ?, ?, ?
                from unnest(?::uuid[], ?::uuid[]) as filed(id, assignment_id)""",
                first.kind.name(), first.summary, first.percent, first.problems, first.nextSteps, first.submittedAt, first.receipt,
                Sql.column("uuid", filed, submission -> submission.id, UUID[]::new),
                Sql.column("uuid", filed, submission -> submission.assignmentId, UUID[]::new));
    }

    private static Audit.Entry entry(Submission filed, AssignmentStatus before, String actor) {
        return new Audit.Entry(actor, "submission.filed", "assignment", filed.assignmentId, Map.of("status", before),
                Map.of("status", Filings.after(filed.kind == Kind.FINAL), "submission", filed.id, "kind", filed.kind), null);
    }

    /**
     * Accepts or returns a final report.
     *
     * @param may tells whether the caller has a role
     */
    @Transactional
    public Submission review(UUID submissionId, ReviewRequest request, Predicate<String> may, String actor) {
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
