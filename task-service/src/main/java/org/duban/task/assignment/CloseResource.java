package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
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
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 办结 of a notice over REST. */
@Path("/api/v1/notices/{id}/close")
@Tag(name = "notices")
public class CloseResource {
    private final Ending ending;
    private final Caller caller;

    CloseResource(Ending ending, Caller caller) {
        this.ending = ending;
        this.caller = caller;
    }

    /** @param reason kept in the audit trail; null: none */
    public record CloseRequest(@Schema(examples = "工作已全部落实。") @Size(max = 2000) String reason) {}

    @POST
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "closeNotice", summary = "办结通知 (Close a notice)",
            description = "此后不再发送任何邮件，未发出的取消；未办结的责任分工保持原状，不再接受更改。可重复调用。正文可为空对象。"
                    + "(Nothing is sent any more, unsent mail is cancelled; open assignments stay as they are and take no "
                    + "more changes. Safe to repeat.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict")
    public NoticeView close(@PathParam("id") UUID id, @RequestBody(required = false) @Valid CloseRequest body) {
        return NoticeView.of(ending.close(id, body == null ? null : body.reason(), caller.actor()), true);
    }
}
