package org.duban.task.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
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
    private static final String HISTORY = """
            select h.at, h.actor, h.action, h.before, h.after, h.reason, s.id, s.kind, s.summary, s.percent
            from (
                select created_at as at, 0 as source, 0 as id, null as actor, 'assignment.opened' as action,
                       null::jsonb as before, jsonb_build_object('due', original_due) as after, null as reason
                from assignment a where id = ? and not exists (
                    select 1 from audit where entity = 'assignment' and entity_id = ? and action = 'assignment.opened')
                union all
                select at, 1, id, actor, action, before, after, reason from audit
                where entity = 'assignment' and entity_id = ?
                union all
                select at, 2, id, actor, 'due.revised', jsonb_build_object('due', from_due),
                       jsonb_build_object('due', to_due), reason
                from due_revision where assignment_id = ?) h
            left join submission s on s.assignment_id = ? and s.id::text = h.after ->> 'submission'
            order by h.at, h.source, h.id""";

    private final DataSource database;
    private final ObjectMapper json;
    private final Caller caller;
    private final Paging paging;

    HistoryResource(DataSource database, ObjectMapper json, Caller caller, Paging paging) {
        this.database = database;
        this.json = json;
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
    public List<HistoryEntry> get(@PathParam("id") UUID id) throws SQLException {
        Filter readable = new Filter().and(Assignment.readableBy("a"), "reader", caller.onlyUnit()).and("a.id = :id", "id", id);
        paging.one(new Paging.Source<>(Assignment.class, "a", readable, a -> a.id)).orElseThrow(() -> Assignment.missing(id));
        List<HistoryEntry> history = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HISTORY)) {
            select.setObject(1, id);
            select.setString(2, id.toString());
            select.setString(3, id.toString());
            select.setObject(4, id);
            select.setObject(5, id);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    history.add(entry(row));
                }
            }
        }
        return history;
    }

    private HistoryEntry entry(ResultSet row) throws SQLException {
        SubmissionRef submission = row.getString(7) == null ? null : new SubmissionRef(row.getObject(7, UUID.class),
                Kind.valueOf(row.getString(8)), row.getString(9), row.getObject(10, Integer.class));
        return new HistoryEntry(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3),
                state(row.getString(4)), state(row.getString(5)), row.getString(6), submission);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> state(String stored) {
        try {
            return stored == null ? null : json.readValue(stored, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the audit trail cannot be read", e);
        }
    }
}
