package org.duban.notify.inbox;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.Event;
import org.duban.notify.mail.Instance;
import org.duban.notify.mail.Sender;
import org.duban.notify.schema.Tables;
import org.duban.notify.trace.Traces;

/** The way in: poll, store the batch, commit. No mail is sent here, so that nothing keeps the records waiting. */
@ApplicationScoped
public class Inbox {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Intake intake;
    private final Sender sender;
    private final Traces traces;
    private final Clock machine;
    private final Callable<Consumer<byte[], byte[]>> connect;
    private final Loop loop = new Loop("inbox", Duration.ZERO, this::tick, this::disconnect);
    private volatile Consumer<byte[], byte[]> consumer;

    @Inject
    Inbox(
            KafkaSettings settings,
            Broker broker,
            Intake intake,
            Sender sender,
            Traces traces,
            @Machine Clock machine,
            Instance instance) {
        this(intake, sender, traces, machine, () -> {
            broker.ensureTopics();
            return connect(settings, instance);
        });
    }

    /** @param connect gives the consumer, subscribed; asked at the first tick, and again at the next where it failed */
    Inbox(
            Intake intake, Sender sender, Traces traces, Clock machine, Callable<Consumer<byte[], byte[]>> connect) {
        this.intake = intake;
        this.sender = sender;
        this.traces = traces;
        this.machine = machine;
        this.connect = connect;
    }

    /** One step: one batch. */
    boolean tick() throws Exception {
        if (consumer == null) {
            consumer = connect.call();
        }
        ConsumerRecords<byte[], byte[]> records;
        try {
            records = consumer.poll(POLL);
        } catch (WakeupException e) {
            return true;
        }
        if (records.isEmpty()) {
            return true;
        }
        Instant came = machine.instant();
        List<Received> batch = new ArrayList<>();
        records.forEach(record -> batch.add(RecordReader.read(record)));
        try {
            intake.take(batch);
            sender.wake();
            trace(batch, came);
            consumer.commitSync(Duration.ofSeconds(10));
        } catch (Exception e) {
            // Nothing is skipped: the same records come again, and what is stored already does nothing.
            rewind(records);
            throw e;
        }
        return true;
    }

    private void trace(List<Received> batch, Instant came) {
        Instant stored = machine.instant();
        for (Received received : batch) {
            if (received instanceof Received.Understood understood) {
                Event event = understood.event();
                traces.stored(event.traceparent(), event.id(), event.type().wireName(), came, stored);
            }
        }
    }

    private void rewind(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            if (consumer.assignment().contains(partition)) {
                ConsumerRecord<byte[], byte[]> first =
                        records.records(partition).get(0);
                consumer.seek(partition, first.offset());
            }
        }
    }

    private static Consumer<byte[], byte[]> connect(KafkaSettings settings, Instance instance) {
        Consumer<byte[], byte[]> created = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        settings.bootstrap(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        Topics.GROUP,
                        // A restarted instance takes its partitions back at once instead of after the session's end.
                        ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                        instance.name().replaceAll("[^A-Za-z0-9._-]", "_"),
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        settings.batch()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        created.subscribe(Topics.ALL);
        return created;
    }

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        Consumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        loop.join(Duration.ofSeconds(10));
    }

    /** Only the thread that polls may close it. */
    private void disconnect() {
        if (consumer != null) {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(2)));
        }
    }
}
