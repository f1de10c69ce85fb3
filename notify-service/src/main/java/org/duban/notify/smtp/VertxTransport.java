package org.duban.notify.smtp;

import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;
import jakarta.annotation.PreDestroy;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.duban.notify.attachment.Attachment;

/**
 * SMTP over the mail client of Quarkus Mailer.
 *
 * <p>The client is built here and not injected, because the extension's settings know no idle time-out: without one, a
 * server that takes connections and then goes silent keeps the pool's connections for ever.
 */
@ApplicationScoped
class VertxTransport implements Transport {

    private static final String NAME = "督办系统";
    /** One plain address: no names, comments, quotes or literals. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private final MailClient client;
    /**
     * The one event loop of all sends. From other threads the client may set its reader only after a quick server's
     * greeting has come, and then waits for it in vain.
     */
    private final Context loop;
    private final AllowList allowList;
    private final String from;
    private final long timeoutMillis;

    VertxTransport(Vertx vertx, SmtpSettings smtp, SenderSettings mail) {
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
        this.client = MailClient.create(vertx, config(smtp, mail.senders()));
        this.allowList = new AllowList(mail.allow().orElse(List.of()));
        this.from = mail.from();
        this.timeoutMillis = smtp.sendTimeout().toMillis();
    }

    /** A password must not go in clear, and a setting that would send it so must not be found out by it. */
    static void refusePasswordInClear(@Observes StartupEvent event, SmtpSettings smtp) {
        if (smtp.user().isPresent() && smtp.tls() == SmtpSettings.Tls.NONE) {
            throw new IllegalStateException("DUBAN_SMTP_USER is set, so DUBAN_SMTP_TLS must be STARTTLS or TLS");
        }
    }

    private static MailConfig config(SmtpSettings smtp, int senders) {
        MailConfig config = new MailConfig()
                .setHostname(smtp.host())
                .setPort(smtp.port())
                .setSsl(smtp.tls() == SmtpSettings.Tls.TLS)
                .setStarttls(
                        smtp.tls() == SmtpSettings.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setMaxPoolSize(Math.max(1, 2 * senders))
                // A refused recipient must be told apart from a refused sender: one command, one answer.
                .setPipelining(false)
                .setUserAgent("Duban");
        smtp.user().ifPresent(config::setUsername);
        smtp.password().ifPresent(config::setPassword);
        config.setConnectTimeout(Math.toIntExact(smtp.connectTimeout().toMillis()));
        config.setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        config.setIdleTimeout(Math.toIntExact(smtp.idleTimeout().toMillis()));
        return config;
    }

    @Override
    public Outcome send(OutgoingMail mail) {
        if (!ADDRESS.matcher(mail.to()).matches()) {
            return new Outcome.Rejected("不是有效的邮箱地址（not a mail address）");
        }
        if (!allowList.permits(mail.to())) {
            return new Outcome.Rejected("不在允许名单内（not on the allow-list）");
        }
        MailMessage message;
        try {
            message = message(mail);
        } catch (IllegalArgumentException e) {
            return new Outcome.Rejected("邮件头含有换行或控制字符（" + e.getMessage() + "）");
        }
        CompletableFuture<MailResult> sent = new CompletableFuture<>();
        loop.runOnContext(now -> client.sendMail(message).onSuccess(sent::complete).onFailure(sent::completeExceptionally));
        try {
            sent.get(timeoutMillis, TimeUnit.MILLISECONDS);
            return new Outcome.Delivered();
        } catch (TimeoutException e) {
            return new Outcome.Retry("对方服务器未在时限内应答", true);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry("发送被中断", true);
        } catch (ExecutionException e) {
            return failure(e.getCause());
        }
    }

    /** Every header is set here, encoded: what the client would write for names and subjects is not what RFC 2047 wants. */
    private MailMessage message(OutgoingMail mail) {
        String own = HeaderValue.mailbox(NAME, from).toString();
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Message-ID", HeaderValue.of(mail.messageId()).toString())
                .add("In-Reply-To", HeaderValue.of(mail.threadId()).toString())
                .add("References", HeaderValue.of(mail.threadId()).toString())
                .add("Date", HeaderValue.of(DATE.format(mail.date())).toString())
                .add("From", own)
                .add("Reply-To", own)
                .add("To", HeaderValue.mailbox(mail.toName(), mail.to()).toString())
                .add("Subject", HeaderValue.text(mail.subject()).toString())
                .add("Auto-Submitted", "auto-generated")
                .add("X-Auto-Response-Suppress", "All");
        return new MailMessage()
                .setFrom(from)
                .setTo(mail.to())
                .setText(mail.text())
                .setHtml(mail.html())
                .setAttachment(mail.attachments().stream().map(VertxTransport::part).toList())
                .setHeaders(headers);
    }

    /** The client would write a name by RFC 2047, which a parameter must not hold; so it is given none. */
    private static MailAttachment part(Attachment file) {
        return MailAttachment.create()
                .setData(Buffer.buffer(file.content()))
                .setContentType(HeaderValue.of(file.type()) + ";\r\n " + HeaderValue.parameter("name", file.name()))
                .setDisposition("attachment;\r\n " + HeaderValue.parameter("filename", file.name()));
    }

    /**
     * A 5xx counts against the address only where the server spoke about this recipient or this message. A refused
     * greeting, login or sender is our own trouble and would be the same for every address (R10).
     */
    private static Outcome failure(Throwable failure) {
        if (failure instanceof SMTPException smtp) {
            String reason = reply(smtp);
            boolean ofThisMail = smtp.getMessage() != null
                    && (smtp.getMessage().startsWith("recipient address not accepted")
                            || smtp.getMessage().startsWith("sending data failed"));
            return smtp.isPermanent() && ofThisMail ? new Outcome.Rejected(reason) : new Outcome.Retry(reason, false);
        }
        if (failure instanceof ConnectException || failure instanceof UnknownHostException) {
            return new Outcome.Retry("无法连接邮件服务器", false);
        }
        // The client does not say how far it had come: whatever else broke may have broken after the final dot.
        return new Outcome.Retry("连接中断（" + failure.getClass().getSimpleName() + "）", true);
    }

    /** The reply's code and enhanced code (RFC 3463) only: its words often quote the address. */
    private static String reply(SMTPException failure) {
        String line = failure.getReplyMessages().isEmpty() ? "" : failure.getReplyMessage();
        String[] words = line.split("[ -]", 3);
        boolean enhanced = words.length > 1 && words[1].matches("[245]\\.\\d{1,3}\\.\\d{1,3}");
        return "邮件服务器答复 SMTP " + failure.getReplyCode() + (enhanced ? " " + words[1] : "");
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
