package org.duban.notify.local;

import jakarta.annotation.security.PermitAll;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.duban.notify.inbox.Broker;
import org.duban.notify.mail.Mail;
import org.duban.notify.mail.MailStatus;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The door of local mode; outside it there is none. */
@Path("/local")
@Tag(name = "本机 Local")
public class LocalResource {

    private final LocalSettings settings;
    private final Broker broker;
    private final Clock business;

    LocalResource(LocalSettings settings, Broker broker, Clock business) {
        this.settings = settings;
        this.broker = broker;
        this.business = business;
    }

    /**
     * How far the service has come.
     *
     * @param lag records of Kafka that are not stored yet; -1 where the broker does not answer
     * @param unsent mails that could be sent now, or are being sent or tried again
     * @param waiting mails that wait for an address
     * @param now business time, in Asia/Shanghai
     */
    public record LocalStatus(
            @Schema(description = "尚未入库的消息数；-1 表示 Kafka 无应答。Records not stored yet; -1: no answer.", examples = "0")
            long lag,

            @Schema(description = "待发送、发送中或待重试的邮件数。Mails to send, being sent, or to be tried again.", examples = "0")
            long unsent,

            @Schema(description = "等待联系方式的邮件数。Mails waiting for an address.", examples = "0")
            long waiting,

            @Schema(description = "业务时间（北京时间）。Business time in Asia/Shanghai.", examples = "2023-07-19T08:00:00+08:00")
            OffsetDateTime now) {}

    /** Quiet means: lag 0 and unsent 0. The order matters: a record that is no longer lag is in the ledger already. */
    @GET
    @Path("/status")
    @PermitAll
    @Produces(MediaType.APPLICATION_JSON)
    @Transactional
    @SecurityRequirements
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "getLocalStatus",
            summary = "本机模式的处理进度 Progress in local mode",
            description = "仅在本机模式下存在，无需令牌；其他模式一律 404。lag 与 unsent 均为 0 时，已发布的事件都已处理、邮件都已发出。"
                    + " Exists in local mode only, without a token; 404 otherwise. When lag and unsent are both 0,"
                    + " every published event has been handled and every mail has gone.")
    @APIResponse(
            responseCode = "200",
            description = "处理进度 Progress",
            content =
                    @Content(
                            schema = @Schema(implementation = LocalStatus.class),
                            examples =
                                    @ExampleObject(
                                            name = "quiet",
                                            value =
                                                    "{\"lag\":0,\"unsent\":0,\"waiting\":0,\"now\":\"2023-07-19T08:00:00+08:00\"}")))
    public LocalStatus status() throws InterruptedException {
        if (!settings.enabled()) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        long lag = broker.lag();
        long unsent = Mail.countIn(List.of(MailStatus.PLANNED, MailStatus.SENDING, MailStatus.TEMPORARY_FAILURE));
        long waiting = Mail.countIn(List.of(MailStatus.WAITING_FOR_ADDRESS));
        return new LocalStatus(
                lag,
                unsent,
                waiting,
                business.instant().atZone(business.getZone()).toOffsetDateTime());
    }
}
