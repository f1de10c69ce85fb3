package org.duban.notify.inbox;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.schema.Tables;

/**
 * Tells those who watch Kafka what was set aside: the record as it came, with {@code duban_…} headers that say why and
 * from where. The table is written first, with the batch; so nothing waits for this, and a repeat after a crash bears the
 * same number.
 */
@ApplicationScoped
class DeadLetterTopic {

    private static final Duration POLL = Duration.ofSeconds(1);

    private final KafkaSettings settings;
    private final Clock machine;
    private final Loop loop = new Loop("dead-letters", POLL, this::tick, this::disconnect);
    private Producer<byte[], byte[]> producer;

    DeadLetterTopic(KafkaSettings settings, @Machine Clock machine) {
        this.settings = settings;
        this.machine = machine;
    }

    /** Publishes the oldest that is not there yet, in a transaction of its own. */
    boolean tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Optional<DeadLetter> letter = DeadLetter.unpublished();
            if (letter.isPresent()) {
                publish(letter.get());
            }
            return letter.isPresent();
        });
    }

    private void publish(DeadLetter letter) throws InterruptedException, ExecutionException {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(Topics.DEAD_LETTERS, letter.key, letter.value);
        letter.record().headers().forEach(message.headers()::add);
        add(message.headers(), "number", letter.id);
        add(message.headers(), "reason", letter.reason);
        add(message.headers(), "topic", letter.topic);
        add(message.headers(), "partition", letter.partition);
        add(message.headers(), "offset", letter.offset);
        add(message.headers(), "time", letter.recordTime);
        producer().send(message).get();
        letter.published(machine.instant());
    }

    private static void add(Headers headers, String name, Object value) {
        headers.add("duban_" + name, value.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(
                    Map.of(
                            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            settings.bootstrap(),
                            ProducerConfig.ACKS_CONFIG,
                            "all",
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                            Topics.LARGEST_DEAD_LETTER,
                            ProducerConfig.MAX_BLOCK_MS_CONFIG,
                            5_000,
                            ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                            5_000,
                            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                            10_000),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());
        }
        return producer;
    }

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        loop.join(Duration.ofSeconds(10));
    }

    private void disconnect() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(2));
        }
    }
}
