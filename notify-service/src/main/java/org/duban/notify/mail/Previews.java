package org.duban.notify.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;

/** Each kind of mail, written from the examples of the contract. Nothing is stored or sent, and all of it says 演示数据. */
public final class Previews {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Previews() {}

    /** A mail as it would be sent. */
    public record Preview(Kind kind, Audience audience, String subject, String html, String text) {}

    public static Preview of(Kind kind) {
        Matter matter = matter(kind);
        Composer.Rendered rendered = Composer.compose(matter);
        return new Preview(kind, matter.audience(), rendered.subject(), rendered.html(), rendered.text());
    }

    static Matter matter(Kind kind) {
        Event event = event(example(kind));
        EventData.OfDeadline ofUnit = event.data() instanceof EventData.OfDeadline data ? data : null;
        return new Matter(
                kind,
                ofUnit == null ? Audience.MAILBOX : Audience.UNIT,
                ofUnit == null ? null : ofUnit.unit().name(),
                List.of(event),
                ofUnit == null ? Owed.NOTHING : Owed.of(List.of(ofUnit.picture(event.occurredAt()))),
                read("notice-mailbox").path("data").path("mailbox").asText(),
                AddressTroubles.NONE,
                event.data().day(),
                new Issuer("duban@duban.example", "duban.example", true, ReportLinks.unsigned("https://duban.example")));
    }

    /** The example that shows it. */
    static String example(Kind kind) {
        return switch (kind) {
            case DISPATCH_RECORD -> "notice-dispatched";
            case DISPATCH -> "deadline-opened";
            case REMINDER -> "rung-fired-reminder";
            case CHASE -> "rung-fired-chase";
            case ESCALATION -> "rung-fired-escalation";
            case RETURNED -> "submission-returned";
            case EXTENSION_GRANTED -> "extension-granted";
            case EXTENSION_REFUSED -> "extension-refused";
            case REOPENED -> "assignment-reopened";
            case AMENDED -> "deadline-opened-amended";
            case DISPUTE_REJECTED -> "dispute-rejected";
            case RECEIPT -> "deadline-changed-receipt";
            case RELIEVED -> "deadline-changed-relief";
            case WITHDRAWN -> "deadline-changed-withdrawn";
            case BRIEFING -> "briefing-issued";
            case ESCALATION_LIST -> "escalations-listed";
        };
    }

    private static Event event(String example) {
        JsonNode event = read(example);
        EventType type = EventType.of(event.path("type").asText()).orElseThrow();
        String data = event.path("data").toString();
        try {
            return new Event(
                    UUID.fromString(event.path("id").asText()),
                    type,
                    OffsetDateTime.parse(event.path("time").asText()).toInstant(),
                    EventJson.read(data, type),
                    data,
                    null);
        } catch (EventJson.Unreadable e) {
            throw new IllegalStateException("the example " + example + " does not fit", e);
        }
    }

    /** The build copies them from {@code openapi/examples}. */
    private static JsonNode read(String example) {
        try (InputStream file = Previews.class.getResourceAsStream("/examples/" + example + ".json")) {
            return JSON.readTree(file);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the example " + example + " is no JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
