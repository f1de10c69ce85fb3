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
import java.util.UUID;
import org.duban.task.listing.Filter;
import org.duban.task.listing.Order;
import org.duban.task.listing.Page;
import org.duban.task.listing.Paging;
import org.duban.task.problem.Problems;
import org.duban.task.report.Dispute.Decision;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 异议 to read and to decide. One is filed under its assignment: {@link DisputeFilingResource}. */
@Path("/api/v1/disputes")
@Tag(name = "disputes")
public class DisputeResource {
    private final Disputes disputes;
    private final Caller caller;
    private final Paging paging;

    DisputeResource(Disputes disputes, Caller caller, Paging paging) {
        this.disputes = disputes;
        this.caller = caller;
        this.paging = paging;
    }

    /** @param suggestedUnit code of the unit that is responsible instead, or null */
    public record DisputeFiling(
            @Schema(examples = "校园周边食品流通监管不属我局职责。") @NotBlank @Size(max = 2000) String reason,
            @Schema(examples = "532500-09") String suggestedUnit) {}

    /** @param moveTo only when upheld: code of the unit that takes it over; null: it is terminated */
    public record DisputeDecisionRequest(
            @Schema(examples = "UPHOLD") @NotNull Decision decision,
            @Schema(examples = "经核实，该事项由市场监管部门承担。") @NotBlank @Size(max = 2000) String reason,
            @Schema(examples = "532500-09") String moveTo) {}

    /**
     * A dispute as the API shows it.
     *
     * @param movedTo the other unit's new assignment, when it was moved
     */
    @Schema(name = "Dispute", requiredProperties = {"id", "assignmentId", "reason", "raisedAt"})
    public record DisputeView(UUID id, UUID assignmentId,
            @Schema(examples = "校园周边食品流通监管不属我局职责。") String reason,
            @Schema(examples = "532500-09") String suggestedUnit, Instant raisedAt, Decision decision,
            String decisionReason, UUID movedTo, Instant decidedAt) {

        public static DisputeView of(Dispute d) {
            return new DisputeView(d.id, d.assignmentId, d.reason, d.suggestedUnit, d.raisedAt, d.decision,
                    d.decisionReason, d.movedTo, d.decidedAt);
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "listDisputes", summary = "列出异议 (List disputes)",
            description = "按提出先后排序。单位令牌只看到本单位的。(In order of time; a unit sees its own.)")
    @Transactional
    public Page<DisputeView> list(@QueryParam("notice") UUID notice, @QueryParam("unit") String unit,
            @QueryParam("assignment") UUID assignment,
            @Parameter(description = "false：只要待决定的；true：只要已决定的 (false: only those that wait for a decision)")
            @QueryParam("decided") Boolean decided,
            @Parameter(description = "上一页的 next (next of the page before)") @QueryParam("after") String after,
            @QueryParam("limit") @DefaultValue(Page.DEFAULT_LIMIT) @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        Filter filter = OfAssignment.filter("d", caller.onlyUnit(), notice, unit, assignment, decided);
        return paging.read(source(filter), Order.byId(), after, limit).map(DisputeView::of);
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getDispute", summary = "查看一份异议 (Read one dispute)",
            description = "含决定。(With its decision.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public DisputeView get(@PathParam("id") UUID id) {
        return paging.one(source(OfAssignment.filter("d", caller.onlyUnit()).and("d.id = :id", "id", id)))
                .map(DisputeView::of).orElseThrow(() -> Dispute.missing(id));
    }

    @POST
    @Path("/{id}/decision")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "decideDispute", summary = "认定或驳回异议 (Uphold or reject a dispute)",
            description = "由督办办公室决定，须说明理由。异议成立的，该责任分工撤销；给出 moveTo 的，改由该单位承担同一事项，期限不变。"
                    + "(By the office, with a reason. Upheld: the assignment is terminated; with moveTo, that unit gets the "
                    + "same part of the task by the same day.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,units-unknown,conflict")
    public DisputeView decide(@PathParam("id") UUID id, @NotNull @Valid DisputeDecisionRequest body) {
        return DisputeView.of(disputes.decide(id, body, caller.actor()));
    }

    private static Paging.Source<Dispute> source(Filter filter) {
        return new Paging.Source<>(Dispute.class, "d", filter, d -> d.id);
    }
}
