package org.duban.task;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.task.calendar.BusinessDays;

/** The service's business clock; it stands still unless a test moves it. */
public final class BusinessClock {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private BusinessClock() {}

    /** Moves it, then waits until all that was due is on Kafka. The time is Shanghai's, as in 2023-07-19T08:30. */
    public static void set(String shanghai) {
        move(shanghai);
        settle();
    }

    /** Moves it and waits for nothing. */
    public static void move(String shanghai) {
        As.office().basePath("/local").body(Map.of("instant", instant(shanghai).toString(), "running", false))
                .put("/clock").then().statusCode(200);
    }

    /** Waits until nothing is due and every event is on Kafka. */
    public static void settle() {
        settle("due", "outbox");
    }

    /** Waits until those counts of the local status are 0. */
    public static void settle(String... counts) {
        await().atMost(BOUND).pollInterval(PAUSE).pollDelay(Duration.ZERO).until(() -> {
            // Read by Jackson: each look by a path of REST Assured compiles a script, and this is asked again and again.
            JsonNode status = KafkaTap.JSON.readTree(As.office().basePath("/local").get("/status").then().statusCode(200).extract().asByteArray());
            return Stream.of(counts).allMatch(count -> status.get(count).longValue() == 0);
        });
    }

    public static Instant instant(String shanghai) {
        return LocalDateTime.parse(shanghai).atZone(BusinessDays.ZONE).toInstant();
    }
}
