package org.duban.task.outbox;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.task.event.Topics;

/** The producer, made when it is first needed and the topics are there; so the service starts while Kafka is away. */
@ApplicationScoped
public class KafkaLink {
    private static final long TEN_SECONDS = 10;
    /** Bytes of one record. The picture of a deadline holds the texts of tasks, and those of a notice may have a million characters. */
    private static final int LARGEST = 4 << 20;

    private final KafkaConfig config;
    private Producer<String, byte[]> producer;

    KafkaLink(KafkaConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException when the broker does not answer within ten seconds */
    synchronized Producer<String, byte[]> producer() {
        if (producer == null) {
            createTopics();
            producer = new KafkaProducer<>(Map.of(
                    "bootstrap.servers", config.bootstrap(),
                    "acks", "all",
                    "enable.idempotence", true,
                    "linger.ms", 0,
                    "max.request.size", LARGEST,
                    "max.block.ms", 5_000,
                    "request.timeout.ms", 10_000,
                    "delivery.timeout.ms", 30_000), new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    /** Both services do this, whichever comes first. */
    private void createTopics() {
        List<NewTopic> topics = List.of(
                topic(Topics.EVENTS, Map.of("retention.ms", String.valueOf(Duration.ofDays(90).toMillis()))),
                topic(Topics.CONTACTS, Map.of("cleanup.policy", "compact")));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", config.bootstrap(),
                "request.timeout.ms", 5_000, "default.api.timeout.ms", 8_000))) {
            for (NewTopic topic : topics) {
                try {
                    admin.createTopics(List.of(topic)).all().get(TEN_SECONDS, TimeUnit.SECONDS);
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("topic " + topic.name() + " could not be created: "
                                + e.getCause().getClass().getSimpleName());
                    }
                }
            }
        } catch (TimeoutException e) {
            throw new IllegalStateException("the broker does not answer");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the topics were created");
        }
    }

    private NewTopic topic(String name, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("max.message.bytes", String.valueOf(LARGEST));
        return new NewTopic(name, config.partitions(), config.replication()).configs(all);
    }

    @PreDestroy
    void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(5));
        }
    }
}
