package org.duban.stack.mail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.stack.json.Json;

/**
 * One SMTP transaction that was answered with 250: a line of {@code accepted.jsonl}.
 *
 * @param n running number in the mails directory, from 1
 * @param file name of the raw message in the same directory
 * @param at when it was accepted, by the machine's clock
 * @param messageId with its angle brackets; null if the message had none. Seen twice if the sender sent it twice
 * @param from address of the envelope
 * @param recipients addresses of the envelope, in alphabetical order
 * @param subject decoded; null if the message had none
 * @param date of the Date header; null if that is absent or unreadable
 */
public record AcceptedMail(
        int n,
        String file,
        Instant at,
        String messageId,
        String from,
        List<String> recipients,
        String subject,
        Instant date) {

    /** On one line. */
    public String toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("n", n);
        json.put("file", file);
        json.put("at", at);
        json.put("messageId", messageId);
        json.put("from", from);
        json.put("recipients", recipients);
        json.put("subject", subject);
        json.put("date", date);
        return Json.write(json);
    }

    /** @throws IllegalArgumentException if it is not a complete line of {@link #toJson} */
    public static AcceptedMail parse(String json) {
        return of(Json.parseObject(json));
    }

    static AcceptedMail of(Map<?, ?> json) {
        return new AcceptedMail(
                ((Long) json.get("n")).intValue(),
                (String) json.get("file"),
                instant(json.get("at")),
                (String) json.get("messageId"),
                (String) json.get("from"),
                ((List<?>) json.get("recipients")).stream().map(Object::toString).toList(),
                (String) json.get("subject"),
                instant(json.get("date")));
    }

    private static Instant instant(Object text) {
        return text == null ? null : Instant.parse(text.toString());
    }

    /** When the sender says it was written, else when it was accepted. */
    Instant written() {
        return date != null ? date : at;
    }
}
