package org.duban.task.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.duban.task.BusinessClock;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Topics;
import org.junit.jupiter.api.Test;

/** An event is on Kafka exactly when the change that it tells of was kept. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OutboxTest {
    @Inject
    Outbox outbox;

    private final String key = UUID.randomUUID().toString();

    private CloudEvent event(Integer sequence) {
        return new CloudEvent(Ids.next(), Topics.EVENTS, key, "org.duban.test.v1", key,
                Instant.parse("2023-07-19T00:00:00.123456Z"), sequence, Map.of("name", "州水利局"));
    }

    private List<KafkaTap.Received> received() {
        BusinessClock.settle();
        return KafkaTap.all().stream().filter(e -> e.key().equals(key)).toList();
    }

    @Test
    void whatWasCommittedIsPublishedWithItsHeaders() {
        CloudEvent event = event(7);

        QuarkusTransaction.requiringNew().run(() -> outbox.append(event));

        KafkaTap.Received seen = received().get(0);
        assertEquals(Map.of("content-type", "application/json", "ce_specversion", "1.0", "ce_id", event.id().toString(),
                "ce_source", "/duban/task-service", "ce_type", "org.duban.test.v1", "ce_subject", key,
                "ce_time", "2023-07-19T00:00:00.123456Z", "ce_partitionkey", key, "ce_sequence", "7"), seen.headers());
        assertEquals("{\"name\":\"州水利局\"}", seen.data().toString());
    }

    @Test
    void whatWasRolledBackIsNot() {
        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew().run(() -> {
            outbox.append(event(1));
            throw new IllegalStateException("the change fails after its event was written");
        }));
        CloudEvent kept = event(2);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(kept));

        assertEquals(List.of(kept.id().toString()), received().stream().map(KafkaTap.Received::id).toList());
    }

    @Test
    void anEventIsWrittenOnce() {
        CloudEvent event = event(1);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(event));

        assertThrows(IllegalStateException.class, () -> QuarkusTransaction.requiringNew().run(() -> outbox.append(event)));

        assertEquals(1, received().size());
    }

    @Test
    void eventsOfAKeyArriveInTheOrderOfTheirWriting() {
        IntStream.range(0, 20).forEach(n -> QuarkusTransaction.requiringNew().run(
                () -> outbox.append(Stream.iterate(0, i -> i + 1).limit(10).map(i -> event(n * 10 + i)).toList())));

        assertEquals(IntStream.range(0, 200).boxed().toList(), received().stream().map(KafkaTap.Received::sequence).toList());
    }

    @Test
    void positionsAreGivenInOrderAndWithoutGap() {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(List.of(event(1), event(2), event(3))));
        BusinessClock.settle();

        List<String> positions = Sql.rows("select position from outbox order by position");
        assertEquals(LongStream.rangeClosed(1, positions.size()).mapToObj(String::valueOf).toList(), positions);
        assertEquals(List.of("1", "2", "3"), Sql.rows("select sequence from outbox where key = ? order by position", key));
    }

    @Test
    void aTombstoneHasNoValue() {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(new CloudEvent(Ids.next(), Topics.CONTACTS, key,
                "org.duban.test.v1", key, Instant.parse("2023-07-19T00:00:00Z"), null, null)));

        assertEquals(null, received().get(0).data());
    }
}
