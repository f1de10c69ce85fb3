package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.outbox.KafkaLink;
import org.duban.task.outbox.Outbox;
import org.duban.task.outbox.OutboxDoor;
import org.duban.task.outbox.Relay;
import org.junit.jupiter.api.Test;

/**
 * Two instances tick and publish at once, beside the service's own loops: each rung of each deadline fires once (R6),
 * each event is published once, and what concerns one unit in its order.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(ParallelTicksTest.OfItsOwn.class)
class ParallelTicksTest {
    private static final int UNITS = 10_000;

    /** A database of its own: ten thousand units would make each list of the other tests long. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    /** Small batches, so that the two meet often. */
    private record Settings(Duration poll, int batch) implements TickConfig {}

    @Inject
    AgroalDataSource database;

    @Inject
    LiveNotices notices;

    @Inject
    DeadlineEvents events;

    @Inject
    Outbox outbox;

    @Inject
    OutboxDoor relays;

    @Inject
    KafkaLink kafka;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Clock clock;

    @Test
    void eachRungFiresOnceAndIsPublishedInTheOrderOfItsKey() throws Exception {
        BusinessClock.set("2023-07-26T12:00");
        Fixture fixture = dispatchToMany();
        ExecutorService instances = Executors.newFixedThreadPool(4);

        BusinessClock.move("2023-07-27T08:30");
        List<Future<Integer>> ticking = Stream.of(0, 1).map(n -> instances.submit(this::tickUntilNothingIsDue)).toList();
        Callable<Integer> relay = () -> relayUntil(() -> ticking.stream().allMatch(Future::isDone) && unpublished() == 0);
        for (Future<Integer> one : instances.invokeAll(List.of(relay, relay))) {
            one.get();
        }
        for (Future<Integer> one : ticking) {
            one.get();
        }
        fixture.post("/close", Map.of()).statusCode(200);
        for (Future<Integer> one : instances.invokeAll(List.of(relay, relay))) {
            one.get();
        }
        instances.shutdown();

        List<KafkaTap.Received> fired = KafkaTap.ofNotice(fixture.notice(), "rung.fired");
        assertEquals(UNITS, fired.size());
        assertEquals(UNITS, fired.stream().map(KafkaTap.Received::subject).distinct().count());
        assertEquals(UNITS, fired.stream().map(KafkaTap.Received::id).distinct().count());
        Map<String, List<String>> ofUnits = KafkaTap.ofNotice(fixture.notice(), "deadline.opened", "rung.fired", "deadline.changed")
                .stream().collect(Collectors.groupingBy(KafkaTap.Received::key,
                        Collectors.mapping(e -> e.sequence() + " " + e.type(), Collectors.toList())));
        assertEquals(UNITS, ofUnits.size());
        assertEquals(Set.of(List.of("1 deadline.opened", "2 rung.fired", "3 deadline.changed")), Set.copyOf(ofUnits.values()));
    }

    private int tickUntilNothingIsDue() {
        DeadlineTick instance = new DeadlineTick(database, notices, events, outbox, calendar, clock, new Settings(Duration.ofHours(1), 50));
        int fired = 0;
        for (int claimed = instance.tick(); claimed > 0; claimed = instance.tick()) {
            fired += claimed;
        }
        return fired;
    }

    private int relayUntil(BooleanSupplier done) {
        Relay relay = relays.relay(database, kafka, 100);
        int rounds = 0;
        for (; !done.getAsBoolean(); rounds++) {
            relay.tick();
        }
        return rounds;
    }

    private static long unpublished() {
        return Sql.count("select count(*) from outbox where position is null");
    }

    private static Fixture dispatchToMany() throws SQLException {
        Fixture fixture = new Fixture();
        String code = fixture.prefix() + "-m";
        Sql.update("insert into unit (code, name, name_key) select ? || n, ? || n, lower(?) || n from generate_series(1, ?) n",
                code, code, code, UNITS);
        // As many as a group may have.
        List<String> groups = List.of("上半", "下半");
        for (int n = 0; n < groups.size(); n++) {
            int first = n * UNITS / 2 + 1;
            As.office().body(Map.of("name", groups.get(n) + fixture.prefix(), "members",
                    IntStream.range(first, first + UNITS / 2).mapToObj(m -> Map.of("unit", code + m)).toList()))
                    .put("/unit-groups/" + fixture.prefix() + "-g" + n).then().statusCode(201);
        }
        return fixture.task("1", Map.of("responsible", groups.stream().map(group -> group + fixture.prefix()).toList())).dispatch();
    }
}
