package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a notice stands, in numbers. */
@Path("/api/v1/notices/{id}/summary")
@Tag(name = "notices")
public class SummaryResource {
    private final SummaryQuery query;
    private final Caller caller;
    private final Clock clock;

    SummaryResource(SummaryQuery query, Caller caller, Clock clock) {
        this.query = query;
        this.caller = caller;
        this.clock = clock;
    }

    /**
     * @param asOf     the business day that lights and overdue are computed for
     * @param tasksDone tasks of which every assignment that is neither assisting nor terminated is completed
     */
    @Schema(name = "NoticeSummary",
            requiredProperties = {"notice", "status", "asOf", "tasks", "tasksDone", "total", "units", "sections"})
    public record Summary(UUID notice, Notice.Status status, LocalDate asOf, int tasks, int tasksDone, Counts total,
            List<OfUnit> units, List<OfSection> sections) {}

    /** Of one unit. */
    @Schema(name = "UnitSummary", requiredProperties = {"code", "name", "counts"})
    public record OfUnit(@Schema(examples = "532500-12") String code, @Schema(examples = "州水利局") String name, Counts counts) {}

    /** @param ref the printed numbers over the task's own; null for tasks under no heading */
    @Schema(name = "SectionSummary", requiredProperties = {"counts"})
    public record OfSection(@Schema(examples = "二/(四)") String ref, String heading, Counts counts) {}

    /**
     * Counts of assignments: the five states add up to all, and so do the three lights.
     *
     * @param completion percent of those not terminated that are completed, rounded down
     */
    @Schema(requiredProperties = {"assignments", "awaitingAcknowledgement", "inProgress", "submitted", "completed", "terminated", "overdue", "red", "yellow", "green", "completion"})
    public record Counts(int assignments, int awaitingAcknowledgement, int inProgress, int submitted, int completed,
            int terminated, int overdue, int red, int yellow, int green, int completion) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getNoticeSummary", summary = "通知的办理汇总 (How a notice stands)",
            description = "按单位、标题、状态与亮灯计数，及办结率。单位令牌只计本单位的。草稿各项为零。"
                    + "(Counts by unit, section, status and light, and completion. A unit gets its own only; a draft has none.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public Summary get(@PathParam("id") UUID id) throws SQLException {
        Notice notice = Notice.byId(id);
        Summary summary = query.read(notice, caller.onlyUnit(), BusinessDays.today(clock));
        if (caller.isOnlyUnit() && summary.tasks() == 0) {
            throw Notice.missing(id);
        }
        return summary;
    }
}
