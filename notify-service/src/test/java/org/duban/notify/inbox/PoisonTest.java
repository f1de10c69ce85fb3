package org.duban.notify.inbox;

import static org.awaitility.Awaitility.await;
import static org.duban.notify.Held.given;
import static org.duban.notify.inbox.Records.EVENTS;
import static org.duban.notify.inbox.Records.LATER_VERSION;
import static org.duban.notify.inbox.Records.OPENED;
import static org.duban.notify.inbox.Records.opened;
import static org.duban.notify.inbox.Records.record;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.junit.jupiter.api.Test;

/** F12 of the fault matrix: twelve kinds of poison among good records of the same partition. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class PoisonTest {

    /** Records around each bad one, itself among them. */
    private static final int GOOD = 20;

    @Inject
    Mailroom mailroom;

    @Inject
    KafkaSettings settings;

    private final World world = new World();

    @Test
    void isSetAsideAndGoodRecordsDoNotWaitForIt() throws Exception {
        World.now("2023-07-19T00:00:00Z");
        byte[] good = World.bytes(world.example("deadline-changed").get("data").toString());
        List<ProducerRecord<byte[], byte[]>> poison = List.of(
                record(new byte[0], headers -> {}),
                record(World.bytes("{\"day\":"), headers -> {}),
                record(World.bytes("{\"day\":\"" + "督".repeat(700_000) + "\"}"), headers -> {}),
                record(opened(world, data -> data.put("workingDaysLeft", "soon")), headers -> {}),
                record(good, headers -> headers.put("ce_type", LATER_VERSION)),
                record(good, headers -> headers.put("ce_type", "org.duban.weather.v1")),
                new ProducerRecord<>(EVENTS, 0, null, World.bytes("[]")),
                record(null, headers -> {}),
                record(good, headers -> headers.remove("ce_id")),
                record(good, headers -> headers.put("ce_time", "yesterday")),
                record(new byte[] {'"', (byte) 0xc3, '"'}, headers -> {}),
                record(opened(world, data -> ((ObjectNode) data.get("notice")).put("title", "a\0b")), headers -> headers.put("ce_type", OPENED)));
        long before = open();
        List<Duration> delays = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", settings.bootstrap(), "max.request.size", 4 << 20),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record(good, headers -> {})).get();
            mailroom.awaitStored();
            Duration calm = Stream.generate(() -> untilLastIsStored(producer, good, null)).limit(3).max(Comparator.naturalOrder())
                    .orElseThrow();
            for (ProducerRecord<byte[], byte[]> bad : poison) {
                delays.add(untilLastIsStored(producer, good, bad).minus(calm));
            }
        }

        delays.forEach(delay -> assertThat(delays.toString(), delay, lessThanOrEqualTo(Duration.ofSeconds(1))));
        assertThat(open() - before, equalTo((long) poison.size()));
        given().get("/q/health").then().statusCode(200);
    }

    /** Good records, a bad one in their midst unless it is null. */
    private static Duration untilLastIsStored(
            KafkaProducer<byte[], byte[]> producer, byte[] good, ProducerRecord<byte[], byte[]> bad) {
        UUID last = UUID.randomUUID();
        for (int i = 0; i < GOOD; i++) {
            String id = i == GOOD - 1 ? last.toString() : UUID.randomUUID().toString();
            producer.send(i == GOOD / 2 && bad != null ? bad : record(good, headers -> headers.put("ce_id", id)));
        }
        producer.flush();
        return untilStored(last);
    }

    private static Duration untilStored(UUID event) {
        long begun = System.nanoTime();
        await().pollInterval(Duration.ofMillis(10)).atMost(Duration.ofSeconds(20)).until(() -> QuarkusTransaction
                .requiringNew()
                .call(() -> DeadLetter.getEntityManager()
                        .createNativeQuery("select 1 from inbox where event_id = :id")
                        .setParameter("id", event)
                        .getResultList())
                .size() == 1);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static long open() {
        return QuarkusTransaction.requiringNew().call(() -> DeadLetter.count("status", DeadLetter.Status.OPEN));
    }
}
