package org.duban.notify.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that could not be understood, byte for byte as it came. This table is what counts; the topic of dead letters
 * only announces what is in it.
 */
@Entity
@Table(name = "dead_letter")
public class DeadLetter extends PanacheEntityBase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EXCERPT = 500;

    /** What became of it. */
    @Schema(name = "DeadLetterStatus")
    public enum Status {
        /** Somebody has to look at it. */
        OPEN,
        /** Read again later, and understood. */
        REPLAYED,
        /** Given up by somebody, who said why. */
        DISMISSED
    }

    /** A header of the record; the value may be null. */
    record Header(String name, byte[] value) {}

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public long id;

    public String topic;
    public int partition;

    @Column(name = "record_offset")
    public long offset;

    /** The record's timestamp in Kafka. */
    @Column(name = "record_time")
    public Instant recordTime;

    /** Null where it had none. */
    public byte[] key;

    /** JSON of a list of {@link Header}. */
    public String headers;

    /** Null where it had none. */
    public byte[] value;

    /** Why it was not understood when it was last read. */
    public String reason;

    @Column(name = "received_at")
    public Instant receivedAt;

    /** When the topic of dead letters got it; null before. */
    @Column(name = "published_at")
    public Instant publishedAt;

    @Enumerated(EnumType.STRING)
    public Status status;

    /** Null while it is open, as the two that follow. */
    @Column(name = "settled_at")
    public Instant settledAt;

    @Column(name = "settled_by")
    public String settledBy;

    /** Null also where it was understood. */
    @Column(name = "settled_why")
    public String settledWhy;

    /** So much of a value is read for a list: a page of whole ones might have a gigabyte. */
    private static final int HEAD = 4096;

    /**
     * A letter as it is read for a list.
     *
     * @param letter a copy with the first bytes of its value, {@value #HEAD} at most
     * @param size bytes of the whole value; null where it had none
     */
    public record Listed(DeadLetter letter, Integer size) {}

    /** @param status null: any */
    public static List<Listed> after(long id, Status status, int limit) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        select id, topic, partition, record_offset, record_time, key, headers,
                               substring(value from 1 for %d), reason, received_at, status, settled_at, settled_by,
                               settled_why, octet_length(value)
                        from dead_letter where id > :id %s order by id"""
                        .formatted(HEAD, status == null ? "" : "and status = '" + status + "'"))
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(DeadLetter::listed).toList();
    }

    private static Listed listed(Object[] row) {
        DeadLetter letter = new DeadLetter();
        letter.id = (Long) row[0];
        letter.topic = (String) row[1];
        letter.partition = (Integer) row[2];
        letter.offset = (Long) row[3];
        letter.recordTime = (Instant) row[4];
        letter.key = (byte[]) row[5];
        letter.headers = (String) row[6];
        letter.value = (byte[]) row[7];
        letter.reason = (String) row[8];
        letter.receivedAt = (Instant) row[9];
        letter.status = Status.valueOf((String) row[10]);
        letter.settledAt = (Instant) row[11];
        letter.settledBy = (String) row[12];
        letter.settledWhy = (String) row[13];
        return new Listed(letter, (Integer) row[14]);
    }

    /** Locked for this transaction. */
    static Optional<DeadLetter> locked(long id) {
        return DeadLetter.<DeadLetter>find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** The oldest that the topic does not have yet, locked; what another instance is about to publish is passed over. */
    static Optional<DeadLetter> unpublished() {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        select * from dead_letter where published_at is null order by id limit 1
                        for update skip locked""", DeadLetter.class)
                .getResultList();
        return found.stream().map(DeadLetter.class::cast).findFirst();
    }

    static DeadLetter of(Received.Poison poison) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        DeadLetter letter = new DeadLetter();
        letter.topic = source.topic();
        letter.partition = source.partition();
        letter.offset = source.offset();
        letter.recordTime = Instant.ofEpochMilli(source.timestamp());
        letter.key = source.key();
        letter.headers = json(StreamSupport.stream(source.headers().spliterator(), false)
                .map(header -> new Header(header.key().replace('\0', '\ufffd'), header.value()))
                .toList());
        letter.value = source.value();
        letter.reason = poison.reason();
        letter.status = Status.OPEN;
        return letter;
    }

    /** The record as it came from Kafka. */
    ConsumerRecord<byte[], byte[]> record() {
        RecordHeaders restored = new RecordHeaders();
        for (Header header : headers()) {
            restored.add(header.name(), header.value());
        }
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                recordTime.toEpochMilli(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                ConsumerRecord.NULL_SIZE,
                key,
                value,
                restored,
                Optional.empty());
    }

    /** The topic has it. */
    void published(Instant now) {
        publishedAt = now;
    }

    /** It was read again, and still not understood. */
    void refused(String reason) {
        this.reason = reason;
    }

    void settle(Status status, String by, String why, Instant now) {
        this.status = status;
        this.settledBy = by;
        this.settledWhy = why;
        this.settledAt = now;
    }

    /** For people to read; null where it had none. */
    public String keyText() {
        return key == null ? null : text(key);
    }

    /** For people to read: one header a line, name: value. */
    public String headerText() {
        return headers().stream()
                .map(header -> header.name() + ": " + (header.value() == null ? "" : text(header.value())))
                .collect(Collectors.joining("\n"));
    }

    /** For people to read: the beginning of the value; null where it had none. */
    public String excerpt() {
        if (value == null) {
            return null;
        }
        String read = text(Arrays.copyOf(value, Math.min(value.length, HEAD)));
        return read.length() <= EXCERPT ? read : read.substring(0, EXCERPT) + "…";
    }

    private List<Header> headers() {
        try {
            return List.of(JSON.readValue(headers, Header[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the headers of dead letter " + id + " are not as they were written", e);
        }
    }

    private static String json(List<Header> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }
}
