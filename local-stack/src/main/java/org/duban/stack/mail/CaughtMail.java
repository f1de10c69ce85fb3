package org.duban.stack.mail;

import java.time.Instant;
import java.util.List;

/**
 * A message as a person would read it.
 *
 * @param messageId with its angle brackets, or null
 * @param subject decoded, or null
 * @param from bare address, or null
 * @param to bare addresses of To
 * @param cc bare addresses of Cc
 * @param date of the Date header, or null
 * @param headers all headers in their order, decoded
 * @param text the first plain text part, or null
 * @param html the first HTML part, or null
 */
public record CaughtMail(
        String messageId,
        String subject,
        String from,
        List<String> to,
        List<String> cc,
        Instant date,
        List<Header> headers,
        String text,
        String html,
        List<Attachment> attachments) {

    /** One header; the value is decoded and unfolded. */
    public record Header(String name, String value) {}

    /**
     * A part with a file name.
     *
     * @param contentType type and subtype in small letters
     * @param content decoded bytes
     */
    public record Attachment(String name, String contentType, byte[] content) {}

    /** The first header of that name, in whatever case, or null. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }
}
