package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.report.DisputeResource.DisputeFiling;
import org.duban.task.report.DisputeResource.DisputeView;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A unit says that one of its assignments is not its business. */
@Path("/api/v1/assignments/{id}/disputes")
@Tag(name = "disputes")
public class DisputeFilingResource {
    private final Disputes disputes;
    private final Caller caller;

    DisputeFilingResource(Disputes disputes, Caller caller) {
        this.disputes = disputes;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "raiseDispute", summary = "提出异议：非本单位职责 (Dispute an assignment)",
            description = "由责任单位在尚未报送办结情况时提出，可建议承担单位；同一责任分工只能有一份待决定。等待决定期间期限照旧。"
                    + "(By the unit while it is owed; it may suggest another unit. One at a time; no clock stops meanwhile.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,units-unknown,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = DisputeView.class)))
    public RestResponse<DisputeView> raiseDispute(@PathParam("id") UUID id, @NotNull @Valid DisputeFiling body) {
        Dispute dispute = disputes.raise(id, body, caller.unit(), caller.actor());
        return RestResponse.ResponseBuilder.<DisputeView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/disputes/" + dispute.id)).entity(DisputeView.of(dispute)).build();
    }
}
