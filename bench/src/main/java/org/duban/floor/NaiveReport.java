package org.duban.floor;

import jakarta.transaction.Transactional;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.UUID;
import org.duban.floor.Tables.Assignment;
import org.duban.floor.Tables.AuditEntry;
import org.duban.floor.Tables.OutboxRow;
import org.duban.floor.Tables.Submission;

/** A report as one writes it first: entities found, changed and persisted one by one. */
@Path("/naive/assignments/{id}/submissions")
public class NaiveReport {
    /** What is sent. */
    public record Report(String kind, String summary, Integer percent, String problems, String nextSteps) {}

    /** What is answered. */
    public record Filed(UUID id, UUID assignmentId, String kind, String summary, Integer percent, Instant submittedAt) {}

    @POST
    @Transactional
    public Filed submit(@PathParam("id") UUID id, Report report) {
        Instant now = Instant.now();
        Assignment assignment = Assignment.findById(id);
        assignment.status = report.kind.equals("FINAL") ? "SUBMITTED" : "IN_PROGRESS";
        assignment.acknowledgedAt = now;
        assignment.submittedAt = report.kind.equals("FINAL") ? now : assignment.submittedAt;
        assignment.changedAt = now;
        Submission submission = new Submission();
        submission.id = UUID.randomUUID();
        submission.assignmentId = id;
        submission.kind = report.kind;
        submission.summary = report.summary;
        submission.percent = report.percent;
        submission.problems = report.problems;
        submission.nextSteps = report.nextSteps;
        submission.submittedAt = now;
        submission.receipt = submission.id.toString();
        submission.persist();
        new AuditEntry(now, "unit:" + assignment.unitCode, "submission.filed", id,
                "{\"status\":\"%s\",\"submission\":\"%s\"}".formatted(assignment.status, submission.id)).persist();
        new OutboxRow(UUID.randomUUID(), assignment.unitCode, assignment.deadlineId, now, Tables.PAYLOAD).persist();
        return new Filed(submission.id, id, report.kind, report.summary, report.percent, now);
    }
}
