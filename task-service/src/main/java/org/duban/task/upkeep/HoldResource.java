package org.duban.task.upkeep;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.duban.task.hold.Hold;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hold after a restore over REST; docs/backup.md says what to look at before it is released. */
@Path("/api/v1/hold")
@Tag(name = "hold")
public class HoldResource {
    private final Hold hold;
    private final Release release;
    private final Caller caller;

    HoldResource(Hold hold, Release release, Caller caller) {
        this.hold = hold;
        this.release = release;
        this.caller = caller;
    }

    /**
     * @param held       nothing is fired or published
     * @param backupAt   how far the back-up of the last restore knows; null where there was none, as all that follows
     * @param since      when it was restored
     * @param releasedAt null while it is held, as releasedBy and reason
     * @param skipUntil  what was due up to then counts as seen to; null: nothing was skipped
     */
    @Schema(name = "Hold", requiredProperties = {"held"})
    public record HoldView(boolean held, Instant backupAt, Instant since, Instant releasedAt,
            @Schema(examples = "office") String releasedBy, String reason, Instant skipUntil) {

        static HoldView of(Hold hold) {
            return hold.last().map(last -> new HoldView(last.releasedAt() == null, last.backupAt(), last.since(), last.releasedAt(),
                    last.releasedBy(), last.reason(), last.skipUntil()))
                    .orElse(new HoldView(false, null, null, null, null, null, null));
        }
    }

    /**
     * @param skipUntil reminders and briefings due up to this moment are not sent; null: they are
     * @param reason    why it may go on; kept in the audit trail
     */
    public record ReleaseRequest(
            @Schema(description = "至此时刻为止到期的提醒和通报不再发出，视为已处理；不得晚于现在。缺省则补发，每个时限只发最近的一个节点。"
                    + "(Reminders and briefings due up to then are not sent; not later than now. Without it they are, of each "
                    + "deadline the newest.)", examples = "2023-07-28T10:00:00+08:00") Instant skipUntil,
            @Schema(examples = "已核对恢复后的数据。") @NotBlank @Size(max = 2000) String reason) {}

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
    @Operation(operationId = "getHold", summary = "查看系统是否暂停 (Read whether the system is held)",
            description = "恢复备份之后系统处于暂停状态：照常答复请求，但不催办、不发布事件，直到办公室放行。"
                    + "(A restored system is held: it answers requests, but fires and publishes nothing until the office releases it.)")
    public HoldView get() {
        return HoldView.of(hold);
    }

    @POST
    @Path("/release")
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "releaseHold", summary = "放行恢复后的系统 (Release a restored system)",
            description = "先核对数据，再放行任务服务，然后放行通知服务。放行时重新发布全部联络方式。没有暂停时答 409。"
                    + "(Look at the data first; release task-service, then notify-service. All contacts are published anew. 409 when it is not held.)")
    @Extension(name = Problems.NAME, value = "illegal-move")
    public HoldView release(@NotNull @Valid ReleaseRequest body) {
        release.release(body.skipUntil(), body.reason().strip(), caller.actor());
        return HoldView.of(hold);
    }
}
