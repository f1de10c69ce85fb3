package org.duban.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.stack.json.Json;

/** Publishes what task-service publishes when rungs fire: the contract's own example, for ever new units of ever new notices. */
final class ChaseEvents implements AutoCloseable {
    private static final Path EXAMPLES = Path.of("../openapi/examples");
    private static final int UNITS = 1000;

    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<?, ?> contacts;
    private final Map<?, ?> chase;
    private final String chaseData;
    private int notices;

    ChaseEvents(Bed bed) throws IOException {
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", bed.kafka(), "acks", "all", "linger.ms", 5),
                new ByteArraySerializer(), new ByteArraySerializer());
        contacts = example("unit-contacts");
        chase = example("rung-fired-chase");
        // To the liaison only: one event, one mail.
        chaseData = Json.write(chase.get("data")).replace("\"copyLeader\":true", "\"copyLeader\":false");
    }

    private static Map<?, ?> example(String name) throws IOException {
        return Json.parseObject(Files.readString(EXAMPLES.resolve(name + ".json")));
    }

    void contacts() {
        for (int unit = 0; unit < UNITS; unit++) {
            String code = unit(unit);
            send("duban.contacts", code, contacts, UUID.randomUUID().toString(),
                    Json.write(contacts.get("data")).replace("532500-16", code).replace("@honghe.example", "@bench.example"));
        }
        producer.flush();
    }

    /** So many mails are asked for, each by an event of its own. */
    void publish(int count) {
        for (int i = 0; i < count; i++) {
            if (i % UNITS == 0) {
                notices++;
            }
            String code = unit(i % UNITS);
            String notice = new UUID(0x0198_c0de_0000_7000L, 0x8000_0000_0000_0000L | notices).toString();
            String deadline = UUID.randomUUID().toString();
            String data = chaseData.replace("532500-16", code)
                    .replace("0198c0de-0000-7000-8000-000000000001", notice)
                    .replace("0198c0de-0000-7000-8000-0000000000d1", deadline);
            send("duban.events", code, chase, UUID.randomUUID().toString(), data);
        }
        producer.flush();
    }

    private static String unit(int number) {
        return "B%04d-16".formatted(number);
    }

    private void send(String topic, String key, Map<?, ?> event, String id, String data) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes(data));
        event.forEach((name, value) -> {
            if (value instanceof String text && !name.equals("id") && !name.equals("datacontenttype")) {
                record.headers().add("ce_" + name, bytes(text));
            }
        });
        record.headers().add("ce_id", bytes(id));
        record.headers().add("content-type", bytes("application/json"));
        producer.send(record);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
