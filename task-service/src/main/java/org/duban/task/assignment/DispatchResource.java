package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 交办 over REST. */
@Path("/api/v1/notices/{id}/dispatch")
@Tag(name = "notices")
public class DispatchResource {
    private final Dispatch dispatch;
    private final Caller caller;

    DispatchResource(Dispatch dispatch, Caller caller) {
        this.dispatch = dispatch;
        this.caller = caller;
    }

    /**
     * @param due    the day to report by, inclusive; null: as the notice says
     * @param ladder in place of the notice's; null: the notice's, which is DEFAULT unless it was given another
     */
    public record DispatchRequest(@Schema(examples = "2023-08-01") LocalDate due,
            @Schema(examples = "DEFAULT") LadderChoice ladder) {}

    /** What the dispatch made. */
    @Schema(requiredProperties = {"notice", "status", "tasks", "units", "assignments", "deadlines"})
    public record DispatchResult(UUID notice, Notice.Status status, @Schema(examples = "24") int tasks,
            @Schema(examples = "32") int units, @Schema(examples = "124") int assignments,
            @Schema(examples = "32") int deadlines) {}

    @POST
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "dispatchNotice", summary = "交办通知 (Dispatch a notice)",
            description = "展开单位组、建立责任分工与完成时限，并向各单位发出交办邮件。正文可为空对象。"
                    + "草稿只能交办一次。(Groups expand, assignments open, the first mails go out; once only.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,units-unknown,no-mailbox,no-day")
    public DispatchResult dispatch(@PathParam("id") UUID id, @RequestBody(required = false) DispatchRequest body) {
        Dispatch.Result result = dispatch.dispatch(id, body == null ? null : body.due(), body == null ? null : body.ladder(),
                caller.actor());
        return new DispatchResult(id, result.notice().status, result.tasks(), result.units(), result.assignments(),
                result.deadlines());
    }
}
