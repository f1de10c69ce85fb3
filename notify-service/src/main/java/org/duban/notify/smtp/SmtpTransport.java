package org.duban.notify.smtp;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.util.regex.Pattern;
import org.duban.notify.loop.Machine;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * SMTP by Angus Mail over connections that are kept, each phase of a send and the send as a whole within its time.
 *
 * <p>Quarkus Mailer composes and does not send: a send cannot be ended in its client, so a server that answers a byte at a
 * time holds the client's few connections for ever, and nothing is sent any more when it is well again.
 */
@ApplicationScoped
class SmtpTransport implements Transport {

    /** One plain address: no names, comments, quotes or literals. */
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,255}");

    private final Connections connections;
    private final Breaker breaker = new Breaker();
    private final AllowList allowList;
    private final String from;
    private final Clock machine;

    SmtpTransport(
            SmtpSettings smtp,
            SenderSettings mail,
            @ConfigProperty(name = "duban.local.enabled") boolean local,
            @Machine Clock machine) {
        this.connections = new Connections(smtp, mail);
        this.allowList = AllowList.of(mail, local);
        this.from = mail.from();
        this.machine = machine;
    }

    /**
     * A password must not go in clear, and a setting that would send it so must not be found out by it. No method of the class
     * but of the instance: so that what its constructor refuses is refused at the start, too.
     */
    void refusePasswordInClear(@Observes StartupEvent event, SmtpSettings smtp) {
        if (smtp.user().isPresent() && smtp.tls() == SmtpSettings.Tls.NONE) {
            throw new IllegalStateException("DUBAN_SMTP_USER is set, so DUBAN_SMTP_TLS must be STARTTLS or TLS");
        }
    }

    @Override
    public boolean rests() {
        return breaker.rests(machine.instant());
    }

    @Override
    public Outcome send(OutgoingMail mail) {
        if (!ADDRESS.matcher(mail.to()).matches()) {
            return new Outcome.Rejected("不是有效的邮箱地址（not a mail address）");
        }
        if (!allowList.permits(mail.to())) {
            return new Outcome.Rejected("不在允许名单内（not on the allow-list）");
        }
        Sendable message;
        try {
            message = MimeWriter.write(Envelope.compose(mail, from), mail.attachments());
        } catch (IllegalArgumentException | MessagingException e) {
            return new Outcome.Rejected("邮件头含有换行或控制字符（" + e.getMessage() + "）");
        }
        Outcome outcome = connections.send(message);
        if (outcome instanceof Outcome.Retry retry && retry.ofTheServer()) {
            breaker.failed(machine.instant());
        } else {
            breaker.worked();
        }
        return outcome;
    }

    @PreDestroy
    void close() {
        connections.close();
    }
}
