package org.duban.notify.upkeep;

import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.duban.notify.hold.Hold;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Audit;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
import org.duban.notify.problem.StatedReason;
import org.duban.notify.problem.StrictJson;
import org.duban.notify.security.Caller;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The hold after a restore over REST; docs/backup.md says what to look at before it is released. */
@Path("/api/v1/hold")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER})
@Tag(name = "暂停 Hold")
public class HoldResource {

    private static final String RELEASE = """
            {"skipUntil":"2023-07-28T10:00:00+08:00","reason":"已核对恢复后的数据"}""";

    private final Hold hold;
    private final Caller caller;
    private final Clock business;
    private final Clock machine;

    HoldResource(Hold hold, Caller caller, Clock business, @Machine Clock machine) {
        this.hold = hold;
        this.caller = caller;
        this.business = business;
        this.machine = machine;
    }

    @Schema(description = "放行的要求。What is asked for.")
    public record ReleaseRequest(
            @Schema(
                    description = "业务时间在此时刻及以前的事件不再发信，即使之后才到达；RFC 3339，不得晚于现在。缺省则照常发送，备份之后已经发过的会以相同的 Message-ID 重复。"
                            + "Of events up to then no mail is sent, though they come later; not later than now. Without it all goes, and what went"
                            + " after the back-up goes again under the same Message-ID.",
                    format = "date-time",
                    examples = "2023-07-28T10:00:00+08:00")
            String skipUntil,

            @Schema(
                    description = "为什么可以放行，1 至 500 个字符，记入审计。Why; kept in the audit trail.",
                    required = true,
                    minLength = 1,
                    maxLength = StatedReason.LONGEST,
                    examples = "已核对恢复后的数据")
            String reason) {}

    /** Whether the system is held. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "getHold",
            summary = "系统是否暂停 Whether the system is held",
            description = "恢复备份之后系统处于暂停状态：照常答复请求、接收事件，但不发送邮件，直到办公室放行。单位不能查看。"
                    + " A restored system is held: it answers requests and takes events, but sends nothing until the office releases it."
                    + " Units may not see it.")
    @APIResponse(
            responseCode = "200",
            description = "是否暂停。Whether it is held.",
            content =
                    @Content(
                            schema = @Schema(implementation = HoldView.class),
                            examples = @ExampleObject(name = "held", value = HoldView.HELD)))
    public HoldView get() {
        return HoldView.of(hold);
    }

    /** Lets a restored system go on. */
    @POST
    @Path("/release")
    @RolesAllowed(Roles.OFFICE)
    @Transactional
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "conflict"),
            operationId = "releaseHold",
            summary = "放行恢复后的系统 Release a restored system",
            description = "仅限办公室。先放行任务服务，再放行本服务，skipUntil 应当相同。没有暂停时为 409。"
                    + " Office only. Release task-service first, then this one, with the same skipUntil. 409 when it is not held.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReleaseRequest.class),
                            examples = @ExampleObject(name = "release", value = RELEASE)))
    @APIResponse(
            responseCode = "200",
            description = "已放行。It goes on.",
            content =
                    @Content(
                            schema = @Schema(implementation = HoldView.class),
                            examples = @ExampleObject(name = "released", value = HoldView.RELEASED)))
    public HoldView release(byte[] body) {
        ReleaseRequest request = StrictJson.read(body, ReleaseRequest.class);
        String reason = StatedReason.of(request.reason());
        Instant skipUntil = moment(request.skipUntil());
        if (!hold.release(caller.actor(), reason, skipUntil)) {
            throw new ProblemException(ProblemCode.CONFLICT);
        }
        Audit.note(
                Audit.Action.RELEASE_HOLD,
                skipUntil == null ? "hold" : "hold, skipped until " + skipUntil,
                caller.actor(),
                reason,
                machine.instant());
        return HoldView.of(hold);
    }

    private Instant moment(String text) {
        if (text == null) {
            return null;
        }
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant();
            if (!moment.isAfter(business.instant())) {
                return moment;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw ProblemException.field(
                "/skipUntil", "应为 RFC 3339 的时刻，且不晚于现在", "must be a moment as in RFC 3339, and not later than now");
    }
}
