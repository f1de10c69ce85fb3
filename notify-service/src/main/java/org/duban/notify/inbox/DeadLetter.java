package org.duban.notify.inbox;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be understood, as it came. */
@Entity
@Table(name = "dead_letter")
public class DeadLetter extends PanacheEntityBase {

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
    public String key;

    /** One header a line, name: value. */
    public String headers;

    /** Null where it had none. */
    public byte[] value;

    public String reason;

    @Column(name = "received_at")
    public Instant receivedAt;

    public static List<DeadLetter> after(long id, int limit) {
        return DeadLetter.<DeadLetter>find("id > ?1 order by id", id)
                .page(0, limit)
                .list();
    }

    static DeadLetter of(Received.Poison poison) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        DeadLetter letter = new DeadLetter();
        letter.topic = source.topic();
        letter.partition = source.partition();
        letter.offset = source.offset();
        letter.recordTime = Instant.ofEpochMilli(source.timestamp());
        letter.key = source.key() == null ? null : text(source.key());
        letter.headers = StreamSupport.stream(source.headers().spliterator(), false)
                .map(header -> text(header.key().getBytes(StandardCharsets.UTF_8)) + ": "
                        + (header.value() == null ? "" : text(header.value())))
                .collect(Collectors.joining("\n"));
        letter.value = source.value();
        letter.reason = poison.reason();
        return letter;
    }

    /** For people to read: PostgreSQL's text holds no NUL. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).replace('\0', '\ufffd');
    }
}
