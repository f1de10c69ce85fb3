package org.duban.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailsClient;
import org.eclipse.microprofile.config.ConfigProvider;

/** The examples of the contract with ids, units and addresses of their own, so that tests do not meet each other. */
public final class World {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** One for all tests of an application: to connect takes longer than to send. */
    private static final KafkaProducer<byte[], byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", setting("duban.kafka.bootstrap")), new ByteArraySerializer(), new ByteArraySerializer());

    private final String prefix = UUID.randomUUID().toString().substring(0, 24);
    private final String district = "U" + COUNT.incrementAndGet();

    public final MailsClient mails = new MailsClient(setting("test.mails-url"));

    public static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    public UUID id(String lastDigits) {
        return UUID.fromString(prefix + "000000000000".substring(lastDigits.length()) + lastDigits);
    }

    public UUID notice() {
        return id("1");
    }

    public String unit() {
        return district + "-16";
    }

    public String liaison() {
        return unit() + ".lianluo@honghe.example";
    }

    public String leader() {
        return unit() + ".lingdao@honghe.example";
    }

    public String mailbox() {
        return "box-" + district + "@honghe.example";
    }

    /** An example, in this world. */
    public ObjectNode example(String name) {
        try {
            String text = Files.readString(Path.of("../openapi/examples", name + ".json"))
                    .replace("0198c0de-0000-7000-8000-", prefix)
                    .replace("532500-", district + "-")
                    .replace("zjtjaqk@honghe.example", mailbox());
            ObjectNode event = (ObjectNode) JSON.readTree(text);
            event.put("id", eventId(event.get("id").asText()));
            return event;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came of an example, with the ids, units and addresses of the contract again. */
    public String asInTheContract(String text) {
        return text.replace(prefix, "0198c0de-0000-7000-8000-")
                .replace(district + "-", "532500-")
                .replace(mailbox(), "zjtjaqk@honghe.example");
    }

    private String eventId(String original) {
        return UUID.nameUUIDFromBytes((prefix + original).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** An example with changes. */
    public ObjectNode example(String name, Consumer<ObjectNode> change) {
        ObjectNode event = example(name);
        change.accept(event);
        return event;
    }

    /** Publishes in the binary mode of the contract. */
    public void publish(JsonNode... events) {
        publish(List.of(events));
    }

    public static void publish(List<? extends JsonNode> events) {
        send(events.stream().map(World::record).toList());
    }

    private static ProducerRecord<byte[], byte[]> record(JsonNode event) {
        String type = event.get("type").asText();
        boolean contacts = type.startsWith("org.duban.unit.contacts") || type.startsWith("org.duban.notice.mailbox");
        String key = event.path("partitionkey").asText();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                contacts ? "duban.contacts" : "duban.events",
                bytes(key),
                bytes(event.get("data").toString()));
        event.properties().forEach(field -> {
            if (!List.of("data", "datacontenttype").contains(field.getKey())) {
                record.headers()
                        .add("ce_" + field.getKey(), bytes(field.getValue().asText()));
            }
        });
        record.headers().add("content-type", bytes("application/json"));
        return record;
    }

    public void publishExamples(String... names) {
        for (String name : names) {
            publish(example(name));
        }
    }

    public static void send(ProducerRecord<byte[], byte[]> record) {
        send(List.of(record));
    }

    private static void send(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            for (ProducerRecord<byte[], byte[]> record : records) {
                PRODUCER.send(record).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Moves the business clock. */
    public static void now(String instant) {
        try {
            Path clock = Path.of(setting("duban.local.clock"));
            Path next = clock.resolveSibling("clock.next");
            Files.writeString(next, Instant.parse(instant) + " frozen\n");
            Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<AcceptedMail> inboxOf(String address) {
        return mails.to(address);
    }

    /** The text part, with the line ends of this machine. */
    public String text(AcceptedMail mail) {
        return mails.text(mail).replace("\r\n", "\n");
    }

    public AcceptedMail onlyMailTo(String address) {
        List<AcceptedMail> found = inboxOf(address);
        if (found.size() != 1) {
            throw new AssertionError("One mail was expected for " + address + ", not " + found.size());
        }
        return found.get(0);
    }
}
