package org.duban.task.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.task.event.CloudEvent;

/**
 * A row of the outbox that waits for Kafka, as the record that it becomes: CloudEvents Kafka binding, binary mode.
 *
 * @param seq         in the order of writing
 * @param id          the event's
 * @param traceparent the place of what caused it in a trace; null where nothing was traced
 */
record Unpublished(long seq, String id, String type, String traceparent, ProducerRecord<String, byte[]> message) {
    static final String COLUMNS = "seq, topic, key, id, type, subject, time, sequence, data, traceparent";
    private static final byte[] JSON = bytes("application/json");
    private static final byte[] VERSION = bytes("1.0");
    private static final byte[] SOURCE = bytes(CloudEvent.SOURCE);

    String key() {
        return message.key();
    }

    /** @param row of {@link #COLUMNS} */
    static Unpublished of(ResultSet row) throws SQLException {
        String key = row.getString(3);
        String id = row.getString(4);
        String type = row.getString(5);
        String traceparent = row.getString(10);
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(row.getString(2), key, bytes(row.getString(9)));
        header(message, "content-type", JSON);
        header(message, "ce_specversion", VERSION);
        header(message, "ce_id", bytes(id));
        header(message, "ce_source", SOURCE);
        header(message, "ce_type", bytes(type));
        header(message, "ce_subject", bytes(row.getString(6)));
        header(message, "ce_time", bytes(row.getTimestamp(7).toInstant().toString()));
        header(message, "ce_partitionkey", bytes(key));
        header(message, "ce_sequence", bytes(row.getString(8)));
        header(message, "ce_traceparent", bytes(traceparent));
        return new Unpublished(row.getLong(1), id, type, traceparent, message);
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, byte[] value) {
        if (value != null) {
            message.headers().add(name, value);
        }
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
