package org.duban.task.assignment;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.UUID;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.precondition.Preconditions;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.security.Caller;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** 催办阶梯 of one notice over REST. */
@Path("/api/v1/notices/{id}/ladder")
@Tag(name = "notices")
public class LadderResource {
    private final LadderChange change;
    private final Caller caller;
    private final Preconditions preconditions;

    LadderResource(LadderChange change, Caller caller, Preconditions preconditions) {
        this.change = change;
        this.caller = caller;
        this.preconditions = preconditions;
    }

    /** @param ladder the one in force, spelled out for DEFAULT too; null for NONE */
    @Schema(name = "NoticeLadder", requiredProperties = {"notice", "choice"})
    public record LadderView(UUID notice, LadderChoice choice, LadderForm ladder) {
        static LadderView of(Notice notice) {
            Ladder inForce = notice.ladderInForce();
            return new LadderView(notice.id, notice.ladder, inForce == null ? null : LadderForm.of(inForce));
        }
    }

    /**
     * @param choice null: OWN when a ladder is given, else DEFAULT
     * @param ladder only with OWN
     */
    public record LadderRequest(@Schema(examples = "时间紧，须每日催办。") @NotBlank @Size(max = 2000) String reason,
            LadderChoice choice, @Valid LadderForm ladder) {

        private LadderChoice effective() {
            return choice != null ? choice : ladder == null ? LadderChoice.DEFAULT : LadderChoice.OWN;
        }
    }

    @GET
    @RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
    @Operation(operationId = "getLadder", summary = "查看催办阶梯 (Read the ladder)",
            description = "何时提醒、催办、督办，抄送谁。默认的也逐个列出，便于修改后提交。"
                    + "(When the units are reminded, chased and escalated, and who gets a copy; the default one is spelled out too.)")
    @Extension(name = Problems.NAME, value = "not-found")
    @Transactional
    public LadderView get(@PathParam("id") UUID id) {
        Notice notice = Notice.byId(id);
        String unit = caller.onlyUnit();
        if (unit != null && Assignment.count("noticeId = ?1 and unitCode = ?2", id, unit) == 0) {
            throw Notice.missing(id);
        }
        return LadderView.of(notice);
    }

    @PUT
    @RolesAllowed(Roles.OFFICE)
    @Operation(operationId = "putLadder", summary = "更改催办阶梯 (Change the ladder)",
            description = "草稿与已交办的通知都可以，须提供 If-Match。offset 从期限当日起算，按 days 计工作日或自然日；时刻在 08:00 至 18:00；"
                    + "除期限当日外不在休息日发送：自然日遇休息日的，提醒提前、催办顺延到工作日。已交办的，未办结的完成时限当即按新阶梯重新安排，"
                    + "原阶梯应发而未发的照发，更改之前的其他节点不再补发；已发过的不再发。不带 ladder 恢复默认，choice=NONE 不再催办。"
                    + "(Of a draft or a live notice; needs If-Match. Offsets count from the due day in working or calendar days; "
                    + "nothing is sent on rest days but on the due day itself: in calendar days a reminder then comes earlier, a "
                    + "chase later. What is open is planned anew at once; what the old ladder had still to send is sent, no "
                    + "other rung before the change is, and what has fired never fires again. Without a ladder: the default; NONE: no reminders.)")
    @Extension(name = Problems.NAME, value = "not-found,illegal-move,conflict,precondition-required,precondition-failed")
    public LadderView put(@PathParam("id") UUID id, @NotNull @Valid LadderRequest body) {
        LadderChoice choice = body.effective();
        if (choice == LadderChoice.OWN != (body.ladder() != null)) {
            throw ProblemException.field("/ladder", "choice 为 OWN 时须提供，其他情况不得提供。",
                    "It is given with OWN and only with OWN.");
        }
        Ladder own = body.ladder() == null ? null : body.ladder().ladder("/ladder");
        return LadderView.of(change.change(id, choice, own, body.reason(), caller.actor(),
                notice -> preconditions.require(LadderView.of(notice))));
    }
}
