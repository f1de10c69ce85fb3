package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.report.SubmissionResource.SubmissionRequest;
import org.duban.task.report.SubmissionResource.SubmissionView;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** 报送: a unit files a report on one of its assignments. */
@Path("/api/v1/assignments/{id}/submissions")
@Tag(name = "submissions")
public class FilingResource {
    private final Reports reports;
    private final Caller caller;

    FilingResource(Reports reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "submitReport", summary = "报送进展或办结情况 (Report)",
            description = "由责任单位报送。未签收的视为同时签收。待审核期间不能再次报送办结情况。"
                    + "(By the unit; implies the acknowledgement. No second final report while one waits for review.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = SubmissionView.class)))
    public RestResponse<SubmissionView> submit(@PathParam("id") UUID id, @NotNull @Valid SubmissionRequest body) {
        Submission submission = reports.submit(List.of(id), body, caller.unit(), caller.actor()).get(0);
        return RestResponse.ResponseBuilder.<SubmissionView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/submissions/" + submission.id))
                .entity(SubmissionView.ofNew(submission)).build();
    }
}
