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
import org.duban.task.report.ExtensionRequestResource.ExtensionFiling;
import org.duban.task.report.ExtensionRequestResource.ExtensionRequestView;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** A unit files an extension request on one of its assignments. */
@Path("/api/v1/assignments/{id}/extension-requests")
@Tag(name = "extension-requests")
public class ExtensionFilingResource {
    private final Extensions extensions;
    private final Caller caller;

    ExtensionFilingResource(Extensions extensions, Caller caller) {
        this.extensions = extensions;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "requestExtension", summary = "申请延期 (Request an extension)",
            description = "由责任单位在期限当日或之前、尚未报送办结情况时提出；同一责任分工只能有一份待决定。等待决定期间期限照旧。"
                    + "(By the unit, on or before the due day and while it is owed; one at a time. No clock stops meanwhile.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ExtensionRequestView.class)))
    public RestResponse<ExtensionRequestView> requestExtension(@PathParam("id") UUID id,
            @NotNull @Valid ExtensionFiling body) {
        ExtensionRequest request = extensions.request(id, body, caller.unit(), caller.actor());
        return RestResponse.ResponseBuilder.<ExtensionRequestView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/extension-requests/" + request.id))
                .entity(ExtensionRequestView.of(request)).build();
    }
}
