package org.duban.notify.inbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.notify.World;

/** Records of events, good ones that can be spoilt, all for the same partition. */
final class Records {

    static final String EVENTS = "duban.events";
    static final String CHANGED = "org.duban.deadline.changed.v1";
    static final String OPENED = "org.duban.deadline.opened.v1";
    static final String LATER_VERSION = "org.duban.deadline.opened.v2";

    private Records() {}

    /** The value of an event that opens a deadline, with changes. */
    static byte[] opened(World world, Consumer<ObjectNode> change) {
        return World.bytes(world.example("deadline-opened", event -> change.accept((ObjectNode) event.get("data")))
                .get("data")
                .toString());
    }

    /** @param change of the headers, which are those of a new event of {@link #CHANGED} */
    static ProducerRecord<byte[], byte[]> record(byte[] value, Consumer<Map<String, String>> change) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", CHANGED,
                "ce_source", "/duban/task-service",
                "ce_time", "2023-07-19T00:00:00Z"));
        change.accept(headers);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(EVENTS, 0, World.bytes("k"), value);
        headers.forEach((name, text) -> record.headers().add(name, World.bytes(text)));
        return record;
    }
}
