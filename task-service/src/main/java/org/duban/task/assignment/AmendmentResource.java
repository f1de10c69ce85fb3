package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.duban.task.assignment.TaskResource.TaskView;
import org.duban.task.idempotency.Idempotent;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.Task;
import org.duban.task.precondition.Preconditions;
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

/** Amendments of a dispatched notice over REST: its tasks, one at a time, each with a reason. */
@Path("/api/v1/notices/{id}/tasks")
@Tag(name = "notices")
public class AmendmentResource {
    private final Amendments amendments;
    private final Caller caller;
    private final Preconditions preconditions;

    AmendmentResource(Amendments amendments, Caller caller, Preconditions preconditions) {
        this.amendments = amendments;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    /**
     * @param reason why, for the audit trail and for revisions of days
     * @param task   the whole task as it is to be
     */
    public record AmendmentRequest(@Schema(examples = "州领导批示新增。") @NotBlank @Size(max = 2000) String reason,
            @NotNull @Valid TaskDraft task) {}

    @POST
    @Idempotent
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "addTask", summary = "交办后新增事项 (Add a task after dispatch)",
            description = "建立责任分工与完成时限，只通知该事项的责任单位。草稿请用 PUT /notices/{id}。"
                    + "(Its units, and only they, are told. A draft is replaced as a whole instead.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,units-unknown,conflict,key-in-flight,key-reused")
    @APIResponse(responseCode = "201", description = "已建立 (Created)", content = @Content(
            mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = TaskView.class)))
    public RestResponse<TaskView> add(@PathParam("id") UUID id, @NotNull @Valid AmendmentRequest body) {
        Task task = amendments.add(id, body.task(), body.reason(), caller.actor());
        return RestResponse.ResponseBuilder.<TaskView>create(RestResponse.Status.CREATED)
                .location(URI.create("/api/v1/tasks/" + task.id)).entity(TaskView.of(task)).build();
    }

    @PUT
    @Path("/{taskId}")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "changeTask", summary = "交办后修改事项 (Change a task after dispatch)",
            description = "可改内容、责任单位与期限，须提供 GET /tasks/{id} 的 ETag 作为 If-Match。不再列出的单位，其未办结的责任分工撤销；"
                    + "新列出的单位建立责任分工；期限改变的移到新的完成时限，最初的期限保留。"
                    + "因退回等另有期限的单位，其期限不变。新列出的，以及尚待报送而内容、分工或期限有变的单位，收到邮件。"
                    + "(Text, units or day; If-Match is the ETag of GET /tasks/{id}. Units not listed any more are relieved, new "
                    + "ones are made responsible; a changed day moves them to another deadline and is kept as a revision. A unit "
                    + "that was given a day of its own keeps it. New units are told, and those that still owe a report and whose "
                    + "text, role or day is another.)")
    @Extension(name = Problems.NAME,
            value = "not-found,illegal-move,units-unknown,conflict,precondition-required,precondition-failed")
    public TaskView change(@PathParam("id") UUID id, @PathParam("taskId") UUID taskId, @NotNull @Valid AmendmentRequest body) {
        return TaskView.of(amendments.change(id, taskId, body.task(), body.reason(), caller.actor(),
                task -> preconditions.require(TaskView.of(task))));
    }

    @POST
    @Path("/{taskId}/withdraw")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "withdrawTask", summary = "交办后撤回事项 (Withdraw a task after dispatch)",
            description = "该事项未办结的责任分工撤销，不再提醒。可重复调用。(What is open of it is terminated. Safe to repeat.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public TaskView withdraw(@PathParam("id") UUID id, @PathParam("taskId") UUID taskId,
            @NotNull @Valid WithdrawRequest body) {
        return TaskView.of(amendments.withdraw(id, taskId, body.reason(), caller.actor()));
    }
}
