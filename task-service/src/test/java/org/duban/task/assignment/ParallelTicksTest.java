package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.outbox.Outbox;
import org.junit.jupiter.api.Test;

/** Two instances tick at once, beside the service's own loop: each rung of each deadline fires once (R6). */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ParallelTicksTest {
    private static final int UNITS = 500;

    /** Small batches, so that the two meet often. */
    private record Settings(Duration poll, int batch) implements TickConfig {}

    @Inject
    AgroalDataSource database;

    @Inject
    DeadlineEvents events;

    @Inject
    Outbox outbox;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Clock clock;

    private DeadlineTick instance() {
        return new DeadlineTick(database, events, outbox, calendar, clock, new Settings(Duration.ofHours(1), 7));
    }

    @Test
    void eachRungFiresOnce() throws Exception {
        BusinessClock.set("2023-07-19T08:00");
        Fixture fixture = dispatchToMany();
        BusinessClock.settle();
        ExecutorService instances = Executors.newFixedThreadPool(2);

        for (String moment : List.of("2023-07-27T08:30", "2023-07-31T08:30")) {
            BusinessClock.move(moment);
            List<Callable<Integer>> both = List.of(() -> tickUntilNothingIsDue(instance()), () -> tickUntilNothingIsDue(instance()));
            for (Future<Integer> one : instances.invokeAll(both)) {
                one.get();
            }
        }
        instances.shutdown();
        BusinessClock.settle();

        List<KafkaTap.Received> fired = KafkaTap.ofNotice(fixture.notice(), "rung.fired");
        assertEquals(2 * UNITS, fired.size());
        assertEquals(2 * UNITS, fired.stream().map(e -> e.subject() + e.at("/rung/name")).distinct().count());
        assertEquals(2 * UNITS, fired.stream().map(KafkaTap.Received::id).distinct().count());
    }

    private static int tickUntilNothingIsDue(DeadlineTick instance) {
        int fired = 0;
        for (int claimed = instance.tick(); claimed > 0; claimed = instance.tick()) {
            fired += claimed;
        }
        return fired;
    }

    private static Fixture dispatchToMany() throws SQLException {
        Fixture fixture = new Fixture();
        String code = fixture.prefix() + "-m";
        Sql.update("insert into unit (code, name, name_key) select ? || n, ? || n, lower(?) || n from generate_series(1, ?) n",
                code, code, code, UNITS);
        As.office().body(Map.of("name", "各单位" + fixture.prefix(), "members",
                IntStream.rangeClosed(1, UNITS).mapToObj(n -> Map.of("unit", code + n)).toList()))
                .put("/unit-groups/" + fixture.prefix() + "-g").then().statusCode(201);
        return fixture.task("1", Map.of("responsible", List.of("各单位" + fixture.prefix()))).dispatch();
    }
}
