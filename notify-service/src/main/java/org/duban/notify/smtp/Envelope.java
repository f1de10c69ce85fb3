package org.duban.notify.smtp;

import io.quarkus.mailer.Mail;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Composes a mail with its headers (R9). Every value goes through {@link HeaderValue}: nothing that anybody typed adds a header. */
final class Envelope {

    private static final String NAME = "督办系统";
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH);

    private Envelope() {}

    /**
     * @param from Duban's own mailbox
     * @throws IllegalArgumentException when a value may not stand in a header
     */
    static Mail compose(OutgoingMail mail, String from) {
        String own = HeaderValue.mailbox(NAME, from).toString();
        return Mail.withHtml(mail.to(), mail.subject(), mail.html())
                .setText(mail.text())
                .addHeader("Message-ID", HeaderValue.of(mail.messageId()).toString())
                .addHeader("In-Reply-To", HeaderValue.of(mail.threadId()).toString())
                .addHeader("References", HeaderValue.of(mail.threadId()).toString())
                .addHeader("Date", HeaderValue.of(DATE.format(mail.date())).toString())
                .addHeader("From", own)
                .addHeader("Reply-To", own)
                .addHeader("To", HeaderValue.mailbox(mail.toName(), mail.to()).toString())
                .addHeader("Subject", HeaderValue.text(mail.subject()).toString())
                .addHeader("Auto-Submitted", "auto-generated")
                .addHeader("X-Auto-Response-Suppress", "All");
    }
}
