package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.problem.Problems;
import org.duban.task.report.Submission.Decision;
import org.duban.task.report.Submission.Kind;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Reports to read, and their review. A report is filed under its assignment: {@link FilingResource}. */
@Path("/api/v1/submissions")
@Tag(name = "submissions")
public class SubmissionResource {
    /** A unit's own. */
    static final String OWN = "exists (select 1 from Assignment a where a.id = s.assignmentId and a.unitCode = :reader)";
    /** Of others, on tasks that it leads (R11). */
    static final String LED = "exists (select 1 from Assignment a, Assignment l where a.id = s.assignmentId and a.unitCode <> :reader"
            + " and l.taskId = a.taskId and l.unitCode = :reader and l.role = 'LEAD' and l.status <> 'TERMINATED')";

    private final Reports reports;
    private final Caller caller;
    private final Paging paging;

    SubmissionResource(Reports reports, Caller caller, Paging paging) {
        this.reports = reports;
        this.caller = caller;
        this.paging = paging;
    }

    /**
     * @param kind      INTERIM changes no status but implies the acknowledgement; FINAL asks for review
     * @param percent   0 to 100, or null
     * @param problems  what stands in the way, or null
     * @param nextSteps what comes next, or null
     */
    public record SubmissionRequest(
            @Schema(examples = "FINAL") @NotNull Kind kind,
            @Schema(examples = "已完成全州中小学防溺水专项排查，整改隐患23处。") @NotBlank @Size(max = 10000) String summary,
            @Schema(examples = "100") @Min(0) @Max(100) Integer percent,
            @Size(max = 10000) String problems,
            @Size(max = 10000) String nextSteps) {}

    /**
     * @param reason required when returned
     * @param newDue required when returned: the new day, inclusive, not before today; the day in force stays allowed
     */
    public record ReviewRequest(
            @Schema(examples = "RETURN") @NotNull Decision decision,
            @Schema(examples = "未附整改清单，请补充后重新报送。") @Size(max = 2000) String reason,
            @Schema(examples = "2023-08-10") LocalDate newDue) {}

    /**
     * A report as the API shows it.
     *
     * @param decision null while it is not reviewed, as are {@code reason}, {@code newDue} and {@code reviewedAt}; an interim one never is
     * @param newDue   the day by which it is asked for again; null unless it was returned
     */
    @Schema(name = "Submission", requiredProperties = {"id", "assignmentId", "kind", "summary", "submittedAt", "receipt", "attachments"})
    public record SubmissionView(UUID id, UUID assignmentId, Kind kind,
            @Schema(examples = "已完成专项排查。") String summary, Integer percent, String problems, String nextSteps,
            Instant submittedAt, @Schema(examples = "20230725-3F9A2C71B0", description = "回执编号 (number of the receipt)") String receipt,
            Decision decision, String reason, LocalDate newDue, Instant reviewedAt,
            List<Attachment.View> attachments) {

        static SubmissionView of(Submission s) {
            return of(s, Attachment.of(List.of(s.id)));
        }

        /** Just filed: it has no attachments yet. */
        static SubmissionView ofNew(Submission s) {
            return of(s, Map.of());
        }

        public static SubmissionView of(Submission s, Map<UUID, List<Attachment.View>> attachments) {
            return new SubmissionView(s.id, s.assignmentId, s.kind, s.summary, s.percent, s.problems, s.nextSteps,
                    s.submittedAt, s.receipt, s.decision, s.reason, s.newDue, s.reviewedAt,
                    attachments.getOrDefault(s.id, List.of()));
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listSubmissions", summary = "列出报送 (List reports)",
            description = "按报送先后排序。单位令牌看到本单位的，以及本单位牵头事项中其他单位的。"
                    + "(In order of time; a unit sees its own and those on tasks that it leads.)")
    @Transactional
    public Page<SubmissionView> list(@QueryParam("notice") UUID notice, @QueryParam("assignment") UUID assignment,
            @QueryParam("unit") String unit, @QueryParam("kind") Kind kind,
            @Parameter(description = "回执编号；一次报送多项的共用一个 (number of the receipt; what was filed together shares one)")
            @QueryParam("receipt") String receipt,
            @Parameter(description = "true：只要待审核的 (true: only those that wait for review)")
            @QueryParam("waiting") Boolean waiting,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = new Filter()
                .and("exists (select 1 from Assignment n where n.id = s.assignmentId and n.noticeId = :notice)", "notice", notice)
                .and("s.assignmentId = :assignment", "assignment", assignment)
                .and("exists (select 1 from Assignment u where u.id = s.assignmentId and u.unitCode = :unit)", "unit", unit)
                .and("s.kind = :kind", "kind", kind)
                .and("s.receipt = :receipt", "receipt", receipt);
        if (waiting != null) {
            filter.and((waiting ? "" : "not ") + "(s.kind = 'FINAL' and s.decision is null)");
        }
        Paging.Rows<Submission> rows = paging.read(source(parts(filter)), Order.byId(), after, limit);
        Map<UUID, List<Attachment.View>> attachments = Attachment.of(rows.rows().stream().map(s -> s.id).toList());
        return rows.map(submission -> SubmissionView.of(submission, attachments));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getSubmission", summary = "查看一份报送 (Read one report)",
            description = "含审核结果和附件。(With its review and attachments.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public SubmissionView get(@PathParam("id") UUID id) {
        return paging.one(source(parts(new Filter().and("s.id = :id", "id", id))))
                .map(SubmissionView::of).orElseThrow(() -> Submission.missing(id));
    }

    @POST
    @Path("/{id}/review")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Operation(operationId = "reviewSubmission", summary = "审核：办结或退回 (Review: accept or return)",
            description = "一般由督办办公室审核；报送受理单位自己的报送由督查室审核。退回须说明理由并给出新的期限，原期限保留。"
                    + "(By the office; what the report-to unit itself reports, by the inspectorate. "
                    + "A return needs a reason and a new day; the original day is kept.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public SubmissionView review(@PathParam("id") UUID id, @NotNull @Valid ReviewRequest body) {
        return SubmissionView.of(reports.review(id, body, caller::has, caller.actor()));
    }

    private static Paging.Source<Submission> source(List<Filter> parts) {
        return new Paging.Source<>(Submission.class, "s", parts, s -> s.id, UUID::fromString);
    }

    /** Of what the caller may read: all, or in two parts its own and what others report on tasks that it leads; each has an index. */
    private List<Filter> parts(Filter filter) {
        String reader = caller.onlyUnit();
        return reader == null ? List.of(filter)
                : Stream.of(OWN, LED).map(readable -> new Filter().and(filter).and(readable, "reader", reader)).toList();
    }
}
