package org.duban.notify.inbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.duban.notify.contact.ContactChange;
import org.duban.notify.contact.ContactChange.Entry;
import org.duban.notify.loop.Failure;
import org.duban.notify.mail.Event;
import org.duban.notify.mail.EventJson;
import org.duban.notify.mail.EventType;
import org.duban.notify.picture.UnitFacts;

/** Reads CloudEvents 1.0 in the binary mode of their Kafka binding. */
final class RecordReader {

    private static final String UNIT_CONTACTS = "org.duban.unit.contacts.v1";
    private static final String NOTICE_MAILBOX = "org.duban.notice.mailbox.v1";
    private static final Pattern TRACEPARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private RecordReader() {}

    private record UnitContactsData(UnitFacts unit, List<Entry> contacts, String forgotten) {
        UnitContactsData {
            Objects.requireNonNull(unit, "unit");
            Objects.requireNonNull(contacts, "contacts");
        }
    }

    private record MailboxData(UUID notice, String mailbox) {
        MailboxData {
            Objects.requireNonNull(notice, "notice");
            Objects.requireNonNull(mailbox, "mailbox");
        }
    }

    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String reason) {
            super(reason);
        }
    }

    static Received read(ConsumerRecord<byte[], byte[]> source) {
        try {
            return source.topic().equals(Topics.CONTACTS) ? contact(source) : event(source);
        } catch (Refused | EventJson.Unreadable e) {
            return new Received.Poison(source, e.getMessage());
        } catch (RuntimeException e) {
            return new Received.Poison(source, "the program fails on it: " + Failure.brief(e));
        }
    }

    private static Received event(ConsumerRecord<byte[], byte[]> source) throws Refused, EventJson.Unreadable {
        if (source.value() == null) {
            throw new Refused("no value");
        }
        String wireName = envelope(source);
        UUID id = uuid(header(source, "ce_id"));
        Instant time = time(header(source, "ce_time"));
        EventType type = EventType.of(wireName).orElseThrow(() -> new Refused(unknown(wireName)));
        String json = text(source.value());
        return new Received.Understood(
                source, new Event(id, type, time, EventJson.read(json, type), json, traceparent(source)));
    }

    private static Received contact(ConsumerRecord<byte[], byte[]> source) throws Refused, EventJson.Unreadable {
        if (source.value() == null) {
            if (source.key() == null) {
                throw new Refused("a tombstone without a key");
            }
            return new Received.OfContact(source, new ContactChange.Gone(text(source.key())));
        }
        String json = text(source.value());
        String wireName = envelope(source);
        return switch (wireName) {
            case UNIT_CONTACTS -> {
                UnitContactsData data = EventJson.read(json, UnitContactsData.class);
                yield new Received.OfContact(
                        source,
                        new ContactChange.UnitContacts(
                                data.unit().code(), data.unit().name(), data.contacts(), data.forgotten()));
            }
            case NOTICE_MAILBOX -> {
                MailboxData data = EventJson.read(json, MailboxData.class);
                yield new Received.OfContact(source, new ContactChange.Mailbox(data.notice(), data.mailbox()));
            }
            default -> throw new Refused(unknown(wireName));
        };
    }

    /** A type that is known in another version is news that a later program understands: then it can be replayed. */
    private static String unknown(String wireName) {
        String name = withoutVersion(wireName);
        boolean otherVersion = Stream.concat(
                        Stream.of(UNIT_CONTACTS, NOTICE_MAILBOX), Arrays.stream(EventType.values()).map(EventType::wireName))
                .anyMatch(known -> !known.equals(wireName) && withoutVersion(known).equals(name));
        return otherVersion ? "a version that this program does not know: " + wireName : "unknown type in ce_type";
    }

    private static String withoutVersion(String wireName) {
        return wireName.replaceFirst("\\.v[0-9]{1,4}$", "");
    }

    /** Checks what every event must have, and gives its type. */
    private static String envelope(ConsumerRecord<byte[], byte[]> source) throws Refused {
        if (!header(source, "ce_specversion").equals("1.0")) {
            throw new Refused("ce_specversion is not 1.0");
        }
        header(source, "ce_source");
        return header(source, "ce_type");
    }

    private static String header(ConsumerRecord<byte[], byte[]> source, String name) throws Refused {
        Header header = source.headers().lastHeader(name);
        if (header == null || header.value() == null || header.value().length == 0) {
            throw new Refused("no header " + name);
        }
        return text(header.value());
    }

    /** Nothing depends on it: what is no such text is as if it were not there. */
    private static String traceparent(ConsumerRecord<byte[], byte[]> source) {
        Header header = source.headers().lastHeader("ce_traceparent");
        String text = header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
        return TRACEPARENT.matcher(text).matches() ? text : null;
    }

    private static UUID uuid(String text) throws Refused {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Refused("ce_id is not a UUID");
        }
    }

    private static Instant time(String text) throws Refused {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refused("ce_time is not a time of RFC 3339");
        }
    }

    private static String text(byte[] bytes) throws Refused {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused("not UTF-8");
        }
    }
}
