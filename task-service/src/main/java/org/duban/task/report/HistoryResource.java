package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.assignment.Assignment;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Paging;
import org.duban.task.problem.Problems;
import org.duban.task.report.Submission.Kind;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What happened to an assignment: its part of the audit trail, the revisions of its day, and the reports themselves. */
@Path("/api/v1/assignments/{id}/history")
@Tag(name = "assignments")
public class HistoryResource {
    private final History history;
    private final Caller caller;
    private final Paging paging;

    HistoryResource(History history, Caller caller, Paging paging) {
        this.history = history;
        this.caller = caller;
        this.paging = paging;
    }

    /**
     * One thing that happened.
     *
     * @param actor      role, and subject where it differs; null for the dispatch itself
     * @param action     for example submission.filed, submission.returned, due.revised; more may come
     * @param before     what changed, as it was; null when it is new
     * @param after      what changed, as it became
     * @param submission the report that it is about, or null
     */
    @Schema(name = "HistoryEntry", requiredProperties = {"at", "action"})
    public record HistoryEntry(Instant at, @Schema(examples = "unit:532501") String actor,
            @Schema(examples = "submission.filed") String action, Map<String, Object> before, Map<String, Object> after,
            String reason, SubmissionRef submission) {}

    /** What a report said, beside what became of it. @param percent null: the unit gave none */
    @Schema(name = "HistorySubmission", requiredProperties = {"id", "kind", "summary"})
    public record SubmissionRef(UUID id, Kind kind, String summary, Integer percent) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getAssignmentHistory", summary = "责任分工的办理历程 (What happened to an assignment)",
            description = "从交办起的签收、报送、审核、改期与修改，先发生的在前。看得到该责任分工的都能查看。"
                    + "(Acknowledgement, reports, reviews, revisions of its day and amendments, oldest first; for whoever may "
                    + "read the assignment.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public List<HistoryEntry> get(@PathParam("id") UUID id) {
        Filter readable = new Filter().and(Assignment.readableBy("a"), "reader", caller.onlyUnit()).and("a.id = :id", "id", id);
        Assignment found = paging.one(new Paging.Source<>(Assignment.class, "a", readable, a -> a.id)).orElseThrow(() -> Assignment.missing(id));
        return history.read(id, !caller.isOnlyUnit() || found.unitCode.equals(caller.unit()));
    }
}
