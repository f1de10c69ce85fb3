package org.duban.task.metric;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.duban.contract.Metrics;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.hold.Hold;
import org.duban.task.outbox.Outbox;
import org.duban.task.outbox.OutboxDoor;
import org.junit.jupiter.api.Test;

/** What those who run the service can see of it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class MetricsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Inject
    Watch watch;

    @Inject
    Outbox outbox;

    @Inject
    WorkingCalendar calendar;

    @Inject
    Hold hold;

    private final AtomicLong nanos = new AtomicLong();

    private Watch watchOn(String instant) {
        return new Watch(outbox, calendar, hold, Clock.fixed(Instant.parse(instant), SHANGHAI), nanos::get);
    }

    @Test
    void whatIsServedIsDescribedAndWhatAlarmsAskForIsServed() {
        watch.tick();

        assertEquals(List.of(), Metrics.faults("task-service", given().get(metrics).then().statusCode(200).extract().asString()));
    }

    @Test
    void theyAreNotWhereRequestsCome() {
        given().get("/q/metrics").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void howLongAnEventHasBeenWaitingForKafka() throws Exception {
        Watch watch = watchOn("2023-08-01T00:00:00Z");
        try (Connection connection = Sql.connect(); Statement sql = connection.createStatement()) {
            // Given: no relay publishes while somebody else holds its lock
            sql.execute("select pg_advisory_lock(%d)".formatted(OutboxDoor.RELAY_LOCK));
            watch.tick();
            assertEquals(0, watch.of(Watch.Seen::oldestAge));
            Sql.update("""
                    insert into outbox (id, topic, key, type, subject, time, data)
                    values (gen_random_uuid(), 'duban.events', 'metrics-test', 'org.duban.test.v1', 's', now(), '{}')""");

            // When
            watch.tick();
            nanos.addAndGet(Duration.ofSeconds(61).toNanos());
            watch.tick();

            // Then
            assertTrue(watch.of(Watch.Seen::unpublished) >= 1);
            assertEquals(61, watch.of(Watch.Seen::oldestAge));
            Sql.update("delete from outbox where key = 'metrics-test'");
            watch.tick();
            assertEquals(0, watch.of(Watch.Seen::oldestAge));
        }
    }

    /** Published at this time: 2026. */
    @Test
    void untilWhenTheWorkingDaysArePublished() {
        Watch now = watchOn("2023-12-01T00:00:00Z");
        Watch later = watchOn("2198-12-01T00:00:00Z");
        now.tick();
        later.tick();

        assertTrue(now.of(Watch.Seen::publishedUntil) >= Instant.parse("2023-12-31T16:00:00Z").getEpochSecond());
        assertTrue(calendar.isConfirmed(2023));
        assertEquals(Instant.parse("2197-12-31T16:00:00Z").getEpochSecond(), later.of(Watch.Seen::publishedUntil));
    }

    /** A scrape, or who asks whether it is well, comes at any moment. */
    @Test
    void whatWasSeenStandsUntilTheNextLookHasEnded() {
        Watch[] watch = new Watch[1];
        List<Double> meanwhile = new ArrayList<>();
        watch[0] = new Watch(outbox, calendar, hold, new Clock() {
            @Override
            public Instant instant() {
                meanwhile.add(watch[0].of(Watch.Seen::oldestAge));
                return Instant.parse("2023-08-01T00:00:00Z");
            }

            @Override
            public ZoneId getZone() {
                return SHANGHAI;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }
        }, nanos::get);

        watch[0].tick();
        watch[0].tick();

        assertEquals(List.of(Double.NaN, 0.0), meanwhile);
    }

    @Test
    void whatWasNotLookedAtIsNoNumber() {
        assertTrue(Double.isNaN(watchOn("2023-08-01T00:00:00Z").of(Watch.Seen::oldestAge)));
    }
}
