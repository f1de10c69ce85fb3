package org.duban.floor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.floor.Tables.Assignment;
import org.duban.floor.Tables.AuditEntry;
import org.duban.floor.Tables.Deadline;
import org.duban.floor.Tables.Notice;
import org.duban.floor.Tables.OutboxRow;
import org.duban.floor.Tables.Submission;
import org.duban.floor.Tables.Task;
import org.duban.floor.Tables.Unit;

/**
 * A report as one writes it first: entities found, changed and persisted one by one. The same work as the product's: the
 * deadline's version is raised, and the event tells of all that stands under it.
 */
@Path("/naive/assignments/{id}/submissions")
public class NaiveReport {
    private final ObjectMapper json;

    NaiveReport(ObjectMapper json) {
        this.json = json;
    }

    /** What is sent. */
    public record Report(String kind, String summary, Integer percent, String problems, String nextSteps) {}

    /** What is answered. */
    public record Filed(UUID id, UUID assignmentId, String kind, String summary, Integer percent, Instant submittedAt) {}

    /** What the event tells. */
    public record Told(Deadline deadline, Unit unit, Notice notice, List<Owed> assignments) {}

    /** One assignment under the deadline, with its task. */
    public record Owed(Assignment assignment, Task task) {}

    @POST
    @Transactional
    public Filed submit(@PathParam("id") UUID id, Report report) throws JsonProcessingException {
        Instant now = Instant.now();
        Assignment assignment = Assignment.findById(id);
        Deadline deadline = Deadline.findById(assignment.deadlineId, LockModeType.PESSIMISTIC_WRITE);
        Notice notice = Notice.findById(deadline.noticeId);
        if (!notice.status.equals("DISPATCHED")) {
            throw new ClientErrorException(409);
        }
        deadline.version++;
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
        List<Owed> owed = Assignment.<Assignment>list("deadlineId", deadline.id).stream()
                .map(each -> new Owed(each, Task.findById(each.taskId))).toList();
        String data = json.writeValueAsString(new Told(deadline, Unit.findById(assignment.unitCode), notice, owed));
        new OutboxRow(UUID.randomUUID(), assignment.unitCode, assignment.deadlineId, now, data).persist();
        return new Filed(submission.id, id, report.kind, report.summary, report.percent, now);
    }
}
