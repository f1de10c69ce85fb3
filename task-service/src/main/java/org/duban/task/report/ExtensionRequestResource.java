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
import java.util.UUID;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.problem.Problems;
import org.duban.task.report.ExtensionRequest.Decision;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 延期申请 to read and to decide. One is filed under its assignment: {@link ExtensionFilingResource}. */
@Path("/api/v1/extension-requests")
@Tag(name = "extension-requests")
public class ExtensionRequestResource {
    private final Extensions extensions;
    private final Caller caller;
    private final Paging paging;

    ExtensionRequestResource(Extensions extensions, Caller caller, Paging paging) {
        this.extensions = extensions;
        this.caller = caller;
        this.paging = paging;
    }

    /** @param wantedDue after the day in force, inclusive */
    public record ExtensionFiling(
            @Schema(examples = "汛期水域管控任务重，专项排查需延后完成。") @NotBlank @Size(max = 2000) String reason,
            @Schema(examples = "2023-08-15") @NotNull LocalDate wantedDue) {}

    /**
     * @param reason required when refused
     * @param newDue only when granted: another day than the unit wanted; after the day in force and not before today
     */
    public record ExtensionDecisionRequest(
            @Schema(examples = "GRANT") @NotNull Decision decision,
            @Schema(examples = "情况属实，同意延期。") @Size(max = 2000) String reason,
            @Schema(examples = "2023-08-10") LocalDate newDue) {}

    /**
     * An extension request as the API shows it.
     *
     * @param due    the day in force when it was filed
     * @param newDue the day that was granted; null: refused, or not decided
     */
    @Schema(name = "ExtensionRequest", requiredProperties = {"id", "assignmentId", "reason", "due", "wantedDue", "requestedAt"})
    public record ExtensionRequestView(UUID id, UUID assignmentId,
            @Schema(examples = "汛期水域管控任务重，专项排查需延后完成。") String reason,
            @Schema(examples = "2023-08-01") LocalDate due, @Schema(examples = "2023-08-15") LocalDate wantedDue,
            Instant requestedAt, Decision decision, String decisionReason, LocalDate newDue, Instant decidedAt) {

        public static ExtensionRequestView of(ExtensionRequest r) {
            return new ExtensionRequestView(r.id, r.assignmentId, r.reason, r.due, r.wantedDue, r.requestedAt, r.decision,
                    r.decisionReason, r.newDue, r.decidedAt);
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listExtensionRequests", summary = "列出延期申请 (List extension requests)",
            description = "按提出先后排序。单位令牌只看到本单位的。(In order of time; a unit sees its own.)")
    @Transactional
    public Page<ExtensionRequestView> list(@QueryParam("notice") UUID notice, @QueryParam("unit") String unit,
            @QueryParam("assignment") UUID assignment,
            @Parameter(description = "false：只要待决定的；true：只要已决定的 (false: only those that wait for a decision)")
            @QueryParam("decided") Boolean decided,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = OfAssignment.filter("r", caller.onlyUnit(), notice, unit, assignment, decided);
        return paging.read(source(filter), Order.byId(), after, limit).map(ExtensionRequestView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getExtensionRequest", summary = "查看一份延期申请 (Read one extension request)",
            description = "含决定。(With its decision.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public ExtensionRequestView get(@PathParam("id") UUID id) {
        return paging.one(source(OfAssignment.filter("r", caller.onlyUnit()).and("r.id = :id", "id", id)))
                .map(ExtensionRequestView::of).orElseThrow(() -> ExtensionRequest.missing(id));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE})
    @Operation(operationId = "decideExtensionRequest", summary = "同意或不予延期 (Grant or refuse an extension)",
            description = "一般由督办办公室决定；报送受理单位自己的申请由督查室决定。同意后期限改为申请的日期或 newDue，原期限保留；"
                    + "结果以邮件告知单位。(By the office; the report-to unit's own by the inspectorate. When granted, the day "
                    + "becomes the wanted one or newDue; the original day is kept. The unit is told by mail.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public ExtensionRequestView decide(@PathParam("id") UUID id, @NotNull @Valid ExtensionDecisionRequest body) {
        return ExtensionRequestView.of(extensions.decide(id, body, caller::has, caller.actor()));
    }

    private static Paging.Source<ExtensionRequest> source(Filter filter) {
        return new Paging.Source<>(ExtensionRequest.class, "r", filter, r -> r.id);
    }
}
