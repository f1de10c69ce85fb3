package org.duban.notify.smtp;

import io.quarkus.mailer.Mail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Turns a composed mail into the bytes of its message. */
final class MimeWriter {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    private MimeWriter() {}

    /** @param mail to one address, with all its headers, encoded */
    static Sendable write(Mail mail) throws MessagingException {
        MimeMessage message = new Written();
        for (Map.Entry<String, List<String>> header : mail.getHeaders().entrySet()) {
            message.setHeader(header.getKey(), header.getValue().get(0));
        }
        message.setContent(
                new MimeMultipart("alternative", text("plain", mail.getText()), text("html", mail.getHtml())));
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * mail.getHtml().length());
        try {
            message.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sendable(bytes.toByteArray(), mail.getTo().get(0));
    }

    /** Encoded here: the library would look through the whole text to choose how. */
    private static BodyPart text(String subtype, String text) throws MessagingException {
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", "text/" + subtype + "; charset=utf-8");
        headers.setHeader("Content-Transfer-Encoding", "base64");
        return new MimeBodyPart(headers, BASE64.encode(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Keeps our Message-ID (R9). */
    private static final class Written extends MimeMessage {

        Written() {
            super((Session) null);
        }

        @Override
        protected void updateMessageID() {
            // It is there already.
        }
    }
}
