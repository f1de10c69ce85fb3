package org.duban.notify.smtp;

import io.quarkus.mailer.Mail;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.duban.notify.attachment.Attachment;
import org.eclipse.angus.mail.util.MailStreamProvider;

/** Turns a composed mail into the bytes of its message. */
final class MimeWriter {

    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder();

    static {
        // Else the library looks through every jar for it, with each part of each message: as long as all the rest takes.
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private MimeWriter() {}

    /** @param mail to one address, with all its headers, encoded */
    static Sendable write(Mail mail, List<Attachment> files) throws MessagingException {
        MimeMessage message = new Written();
        for (Map.Entry<String, List<String>> header : mail.getHeaders().entrySet()) {
            message.setHeader(header.getKey(), header.getValue().get(0));
        }
        message.setContent(content(mail, files));
        message.saveChanges();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4 * mail.getHtml().length());
        try {
            message.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Sendable(bytes.toByteArray(), mail.getTo().get(0));
    }

    private static MimeMultipart content(Mail mail, List<Attachment> files) throws MessagingException {
        MimeMultipart texts = new MimeMultipart("alternative",
                base64("text/plain; charset=utf-8", mail.getText().getBytes(StandardCharsets.UTF_8)),
                base64("text/html; charset=utf-8", mail.getHtml().getBytes(StandardCharsets.UTF_8)));
        if (files.isEmpty()) {
            return texts;
        }
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(texts);
        MimeMultipart mixed = new MimeMultipart(body);
        for (Attachment file : files) {
            BodyPart part = base64(
                    HeaderValue.of(file.type()) + ";\r\n " + HeaderValue.parameter("name", file.name()), file.content());
            part.setHeader("Content-Disposition", "attachment;\r\n " + HeaderValue.parameter("filename", file.name()));
            mixed.addBodyPart(part);
        }
        return mixed;
    }

    /** Encoded here: the library would look through the whole content to choose how. */
    private static BodyPart base64(String type, byte[] content) throws MessagingException {
        InternetHeaders headers = new InternetHeaders();
        headers.setHeader("Content-Type", type);
        headers.setHeader("Content-Transfer-Encoding", "base64");
        return new MimeBodyPart(headers, BASE64.encode(content));
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
