package org.duban.stack.mail;

import jakarta.mail.Address;
import jakarta.mail.BodyPart;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.duban.stack.mail.CaughtMail.Attachment;
import org.duban.stack.mail.CaughtMail.Header;

/**
 * Reads raw messages. It never refuses one: what cannot be read is left out, for the message must still be shown.
 */
public final class MailReader {

    private static final Session SESSION = session();

    private final List<Attachment> attachments = new ArrayList<>();
    private String text;
    private String html;

    private MailReader() {}

    /** @throws IOException if the file cannot be read */
    public static CaughtMail read(Path eml) throws IOException {
        return parse(Files.readAllBytes(eml));
    }

    public static CaughtMail parse(byte[] raw) {
        try {
            return new MailReader().mail(message(raw));
        } catch (MessagingException e) {
            throw new IllegalArgumentException("Not a message", e);
        }
    }

    static MimeMessage message(byte[] raw) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(raw));
    }

    private static Session session() {
        Properties properties = new Properties();
        properties.put("mail.mime.allowutf8", "true");
        properties.put("mail.mime.address.strict", "false");
        return Session.getInstance(properties);
    }

    private CaughtMail mail(MimeMessage message) throws MessagingException {
        walk(message);
        List<String> from = addresses(message.getHeader("From", ","));
        Date date = message.getSentDate();
        return new CaughtMail(
                message.getMessageID(),
                message.getSubject(),
                from.isEmpty() ? null : from.get(0),
                addresses(message.getHeader(RecipientType.TO.toString(), ",")),
                addresses(message.getHeader(RecipientType.CC.toString(), ",")),
                date == null ? null : date.toInstant(),
                headers(message),
                text,
                html,
                List.copyOf(attachments));
    }

    private void walk(Part part) {
        try {
            if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
                for (int i = 0; i < parts.getCount(); i++) {
                    walk(parts.getBodyPart(i));
                }
            } else {
                leaf(part);
            }
        } catch (IOException | MessagingException unreadable) {
            // The rest of the message may be readable.
        }
    }

    private void leaf(Part part) throws IOException, MessagingException {
        String name = part.getFileName();
        boolean attached = name != null || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!attached && part.isMimeType("text/html") && html == null) {
            html = string(part);
        } else if (!attached && part.isMimeType("text/plain") && text == null) {
            text = string(part);
        } else if (attached || part instanceof BodyPart) {
            String type = part.getContentType().replaceFirst(";.*", "").strip().toLowerCase();
            byte[] content = part.getInputStream().readAllBytes();
            attachments.add(new Attachment(name == null ? "" : decode(name), type, content));
        }
    }

    private static String string(Part part) throws IOException, MessagingException {
        return new String(part.getInputStream().readAllBytes(), charset(part));
    }

    private static Charset charset(Part part) {
        try {
            String name = new ContentType(part.getContentType()).getParameter("charset");
            return name == null ? StandardCharsets.UTF_8 : Charset.forName(MimeUtility.javaCharset(name));
        } catch (MessagingException | IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }

    private static List<Header> headers(MimeMessage message) throws MessagingException {
        return Collections.list(message.getAllHeaders()).stream()
                .map(header -> new Header(header.getName(), decode(MimeUtility.unfold(header.getValue()))))
                .toList();
    }

    private static List<String> addresses(String header) {
        if (header == null) {
            return List.of();
        }
        try {
            Address[] addresses = InternetAddress.parseHeader(header, false);
            return Arrays.stream(addresses).map(address -> ((InternetAddress) address).getAddress()).toList();
        } catch (MessagingException unreadable) {
            return List.of(header);
        }
    }

    private static String decode(String encoded) {
        try {
            return MimeUtility.decodeText(encoded);
        } catch (UnsupportedEncodingException e) {
            return encoded;
        }
    }
}
