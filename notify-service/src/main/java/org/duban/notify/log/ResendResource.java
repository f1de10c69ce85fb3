package org.duban.notify.log;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.duban.notify.idempotency.Idempotency;
import org.duban.notify.log.MailViews.ResendView;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.Resend;
import org.duban.notify.mail.Sender;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Has a mail sent again: the office's remedy where one did not arrive. */
@Path("/api/v1/mails/{id}/resend")
@RolesAllowed(Roles.OFFICE)
@Tag(name = "邮件 Mails")
public class ResendResource {

    private final Idempotency idempotency;
    private final Caller caller;
    private final Sender sender;
    private final Clock machine;

    ResendResource(Idempotency idempotency, Caller caller, Sender sender, @Machine Clock machine) {
        this.idempotency = idempotency;
        this.caller = caller;
        this.sender = sender;
        this.machine = machine;
    }

    @Schema(description = "重发的要求。What is asked for.")
    public record ResendRequest(
            @Schema(
                    description = "为什么重发，1 至 500 个字符，记入台账。Why; kept in the ledger.",
                    required = true,
                    minLength = 1,
                    maxLength = StatedReason.LONGEST,
                    examples = "单位来电说没有收到")
            String reason) {}

    /** Only what was delivered, failed or dropped. It is judged again when it is sent: nothing owed, nothing sent (R7). */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found, conflict, key-in-flight, key-reused"),
            operationId = "resendMail",
            summary = "重发一封邮件 Send a mail again",
            description = "仅限办公室；只能重发已送达、发送失败或未发送的邮件。重发使用新的 Message-ID，发送前照常核对办理状态，已无待报送事项的不再发送。"
                    + "可带 Idempotency-Key：同键同内容得到同样的答复，保留 24 小时。"
                    + " Office only; a mail that was delivered, failed or dropped. It goes under a new Message-ID and is"
                    + " judged again: what is no longer owed is not chased. With an Idempotency-Key the same request"
                    + " gets the same answer for 24 hours.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ResendRequest.class),
                            examples = @ExampleObject(name = "resend", value = Examples.RESEND_REQUEST)))
    @APIResponse(
            responseCode = "202",
            description = "已列入待发送。It is planned.",
            content =
                    @Content(
                            schema = @Schema(implementation = ResendView.class),
                            examples = @ExampleObject(name = "resend", value = Examples.RESEND)))
    public ResendView resend(
            @PathParam("id") @Parameter(description = "邮件的 id。The mail's id.") UUID id,
            @HeaderParam("Idempotency-Key")
                    @Parameter(description = "1 至 255 个字符，每次要求各用一个。1 to 255 characters, one for each request.")
                    String key,
            byte[] body) {
        ResendRequest request = StrictJson.read(body, ResendRequest.class);
        String reason = StatedReason.of(request.reason());
        ResendView answer = QuarkusTransaction.joiningExisting()
                .call(() -> idempotency.once(
                        key, List.of("resend", id, request), ResendView.class, () -> ask(id, reason)));
        // After the commit: what is not there yet cannot be found.
        sender.wake();
        return answer;
    }

    private ResendView ask(UUID id, String reason) {
        Mail mail = Mail.<Mail>findByIdOptional(id).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        return Resend.ask(mail, caller.actor(), reason, machine.instant())
                .map(ResendView::of)
                .orElseThrow(() -> new ProblemException(ProblemCode.CONFLICT));
    }
}
