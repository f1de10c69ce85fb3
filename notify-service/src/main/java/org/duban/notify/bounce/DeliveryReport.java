package org.duban.notify.bounce;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetHeaders;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimePartDataSource;
import jakarta.mail.internet.ParseException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a mail system reports of a message that it had taken (RFC 3464). Anybody may write to the mailbox, so nothing here
 * is believed but the id of a message, which only its recipient and the systems on its way know.
 *
 * @param messageId of the message that it is about, with its angle brackets
 */
record DeliveryReport(String messageId, List<Recipient> recipients) {

    private static final Session SESSION = Session.getInstance(new Properties());
    /** One message goes to one address; more are named where that address stands for several. */
    private static final int MOST_RECIPIENTS = 100;
    private static final int MOST_PARTS = 10;
    /** Of printable ASCII, as ours are: nothing else is asked of the database. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-~&&[^<>@]]{1,200}@[!-~&&[^<>@]]{1,200}>");
    private static final Pattern STATUS = Pattern.compile("[245]\\.\\d{1,3}\\.\\d{1,3}");

    /** What became of the message. */
    enum Action {
        FAILED,
        /** Still being tried. */
        DELAYED,
        DELIVERED,
        RELAYED,
        EXPANDED
    }

    /**
     * One recipient of the report.
     *
     * @param addresses as it was sent to and as it was delivered to, in lower case; they differ where mail is forwarded
     * @param reason the status (RFC 3463) and the server's words, as they came; maybe empty
     */
    record Recipient(List<String> addresses, Action action, String reason) {}

    /** It says that it is a report, and is none that can be understood. The message quotes nothing of it. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what);
        }
    }

    /** Whether the content type is that of a report of delivery. */
    static boolean isLikely(String[] contentType) {
        try {
            ContentType type = new ContentType(contentType == null ? "" : contentType[0]);
            return type.match("multipart/report") && "delivery-status".equalsIgnoreCase(type.getParameter("report-type"));
        } catch (ParseException e) {
            return false;
        }
    }

    /** @param raw the whole message, or the beginning of a long one */
    static DeliveryReport read(byte[] raw) throws Malformed {
        try {
            MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
            MimeMultipart parts = new MimeMultipart(new MimePartDataSource(message));
            String messageId = null;
            List<Recipient> recipients = List.of();
            for (int i = 0; i < Math.min(parts.getCount(), MOST_PARTS); i++) {
                BodyPart part = parts.getBodyPart(i);
                if (part.isMimeType("message/delivery-status") || part.isMimeType("message/global-delivery-status")) {
                    recipients = recipients(part.getInputStream());
                } else if (messageId == null && isReturned(part)) {
                    messageId = messageId(new InternetHeaders(part.getInputStream(), true));
                }
            }
            if (recipients.isEmpty() || messageId == null) {
                throw new Malformed(recipients.isEmpty() ? "it names no recipient" : "it names no message");
            }
            return new DeliveryReport(messageId, recipients);
        } catch (MessagingException | IOException | RuntimeException e) {
            throw new Malformed(e.getClass().getSimpleName());
        }
    }

    /** The part that gives the message back, or its head (RFC 3462, RFC 6533). */
    private static boolean isReturned(BodyPart part) throws MessagingException {
        return part.isMimeType("message/rfc822")
                || part.isMimeType("text/rfc822-headers")
                || part.isMimeType("message/global")
                || part.isMimeType("message/global-headers");
    }

    private static String messageId(InternetHeaders headers) {
        String value = headers.getHeader("Message-ID", null);
        Matcher id = MESSAGE_ID.matcher(value == null ? "" : value);
        return id.find() ? id.group() : null;
    }

    private static List<Recipient> recipients(InputStream status) throws IOException {
        List<Recipient> recipients = new ArrayList<>();
        for (Map<String, String> fields : groups(status)) {
            action(fields.getOrDefault("action", ""))
                    .ifPresent(action -> recipients.add(new Recipient(
                            List.of(address(fields, "original-recipient"), address(fields, "final-recipient")),
                            action,
                            reason(fields))));
        }
        return recipients;
    }

    /** Groups of fields with empty lines between them. The mail library has a reader too, which a few empty lines bring down. */
    private static List<Map<String, String>> groups(InputStream status) throws IOException {
        List<Map<String, String>> groups = new ArrayList<>();
        Map<String, String> group = null;
        String last = null;
        for (String line : new String(status.readAllBytes(), StandardCharsets.UTF_8).split("\r?\n|\r")) {
            int colon = line.indexOf(':');
            if (line.isBlank()) {
                group = null;
            } else if (Character.isWhitespace(line.charAt(0)) && group != null) {
                group.merge(last, " " + line.strip(), String::concat);
            } else if (colon > 0) {
                if (group == null) {
                    group = new HashMap<>();
                    groups.add(group);
                }
                last = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                group.putIfAbsent(last, line.substring(colon + 1).strip());
            }
            if (groups.size() > MOST_RECIPIENTS) {
                break;
            }
        }
        return groups;
    }

    private static Optional<Action> action(String value) {
        String word = value.strip().split("[\\s(]", 2)[0].toUpperCase(Locale.ROOT);
        for (Action action : Action.values()) {
            if (action.name().equals(word)) {
                return Optional.of(action);
            }
        }
        return Optional.empty();
    }

    /** The part after the type: {@code rfc822; a@b}. */
    private static String address(Map<String, String> fields, String name) {
        return afterType(fields.getOrDefault(name, "")).replaceAll("[<>\\s]", "").toLowerCase(Locale.ROOT);
    }

    private static String reason(Map<String, String> fields) {
        String words = afterType(fields.getOrDefault("diagnostic-code", ""));
        Matcher status = STATUS.matcher(fields.getOrDefault("status", ""));
        String code = status.find() ? status.group() : "";
        return words.contains(code) ? words : (code + " " + words).strip();
    }

    private static String afterType(String value) {
        return value.substring(value.indexOf(';') + 1).strip();
    }

    /** What it says about an address: under its own name, or as the only one, to which mail is forwarded. */
    Optional<Recipient> about(String address) {
        return recipients.stream()
                .filter(each -> each.addresses().contains(address.toLowerCase(Locale.ROOT)))
                .findFirst()
                .or(() -> recipients.size() == 1 ? Optional.of(recipients.get(0)) : Optional.empty());
    }
}
