package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.duban.task.notice.NoticeResource.NoticeView;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 撤回 of a notice over REST. */
@Path("/api/v1/notices/{id}/withdraw")
@Tag(name = "notices")
public class WithdrawalResource {
    private final Ending ending;
    private final Caller caller;

    WithdrawalResource(Ending ending, Caller caller) {
        this.ending = ending;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "withdrawNotice", summary = "撤回通知 (Withdraw a notice)",
            description = "草稿或已交办的通知可以撤回，须说明理由。未办结的责任分工随之撤销，未发出的邮件取消。可重复调用。"
                    + "(A draft or a dispatched notice, with a reason. What is open is terminated, unsent mail is cancelled. "
                    + "Safe to repeat.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public NoticeView withdraw(@PathParam("id") UUID id, @NotNull @Valid WithdrawRequest body) {
        return NoticeView.of(ending.withdraw(id, body.reason(), caller.actor()), true);
    }
}
