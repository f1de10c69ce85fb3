package org.duban.task.report;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.problem.Problems;
import org.duban.task.report.Submission.Kind;
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

/** 合并报送: one report for several assignments of a unit. */
@Path("/api/v1/submissions")
@Tag(name = "submissions")
public class BatchFilingResource {
    private static final int MOST = 500;

    private final Reports reports;
    private final Caller caller;

    BatchFilingResource(Reports reports, Caller caller) {
        this.reports = reports;
        this.caller = caller;
    }

    /** @param assignments the unit's own, each once, at most 500; the other fields as for a single report */
    public record BatchSubmissionRequest(
            @NotNull @Size(min = 1, max = MOST) List<@NotNull UUID> assignments,
            @Schema(examples = "FINAL") @NotNull Kind kind,
            @Schema(examples = "已完成专项排查。") @NotBlank @Size(max = 10000) String summary,
            @Schema(examples = "100") @Min(0) @Max(100) Integer percent,
            @Size(max = 10000) String problems,
            @Size(max = 10000) String nextSteps) {

        SubmissionRequest report() {
            return new SubmissionRequest(kind, summary, percent, problems, nextSteps);
        }
    }

    /** What was filed, one for each assignment, in the order of the request. */
    @Schema(name = "BatchSubmission", requiredProperties = {"submissions"})
    public record BatchSubmissionView(List<SubmissionView> submissions) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.UNIT)
    @Operation(operationId = "submitReports", summary = "合并报送 (One report for several assignments)",
            description = "由责任单位把同一内容一次报送到多个责任分工，最多 500 个：全部成功，或全部不生效。规则与逐项报送相同。"
                    + "(All or nothing, at most 500; the rules are those of a single report.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = BatchSubmissionView.class)))
    public RestResponse<BatchSubmissionView> submitReports(@NotNull @Valid BatchSubmissionRequest body) {
        List<Submission> submissions = reports.submit(body.assignments(), body.report(), caller.unit(), caller.actor());
        return RestResponse.status(RestResponse.Status.CREATED,
                new BatchSubmissionView(submissions.stream().map(SubmissionView::ofNew).toList()));
    }
}
