package org.duban.task.clerk;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The office ends links to the reporting page over REST. */
@Path("/api/v1/notices/{id}/report-links/revocations")
@Tag(name = "notices")
public class RevocationResource {
    private final Revocations revocations;
    private final Caller caller;

    RevocationResource(Revocations revocations, Caller caller) {
        this.revocations = revocations;
        this.caller = caller;
    }

    /** @param unit null: the links of all units */
    public record RevocationRequest(
            @Schema(examples = "532500-12", description = "单位代码；缺省：所有单位 (code of the unit; absent: all units)") String unit,
            @Schema(examples = "邮件被误转发给其他单位。") @NotBlank @Size(max = 2000) String reason) {}

    /**
     * What was ended.
     *
     * @param revokedAt links that were issued up to this moment are good no longer; the time of the machine
     */
    @Schema(name = "ReportLinkRevocation", requiredProperties = {"noticeId", "revokedAt", "reason"})
    public record RevocationView(UUID noticeId, @Schema(examples = "532500-12") String unit, Instant revokedAt,
            @Schema(examples = "邮件被误转发给其他单位。") String reason) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "revokeReportLinks", summary = "停用报送链接 (Revoke the links to report by)",
            description = "此前随邮件发给各单位（或一个单位）的报送链接立即失效，须说明理由；之后的邮件带有新的链接。"
                    + "(The links that mails to all units, or one, have brought so far are good no longer, with a reason. "
                    + "Later mails bring new ones.)")
    @Extension(name = Problems.NAME, value = "not-found,units-unknown,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已停用 (Revoked)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RevocationView.class)))
    public RestResponse<RevocationView> revoke(@PathParam("id") UUID id, @NotNull @Valid RevocationRequest body) {
        Instant at = revocations.revoke(id, body.unit(), body.reason(), caller.actor());
        return RestResponse.status(RestResponse.Status.CREATED, new RevocationView(id, body.unit(), at, body.reason()));
    }
}
