package org.duban.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What a request is answered while the database is away: 503, soon, and when to come back. */
final class Refusal {
    private static final Duration SOON = Duration.ofSeconds(5);

    private Refusal() {}

    /** @return milliseconds until the answer */
    static long of(Instance service) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> answer = service.reads();
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse("none"));
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertTrue(took.compareTo(SOON) < 0, service.reads + " took " + took);
        return took.toMillis();
    }
}
