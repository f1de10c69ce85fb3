package org.duban.task.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final AtomicInteger ticks = new AtomicInteger();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void measure() {
        Metrics.addRegistry(meters);
    }

    @AfterEach
    void measureNoMore() {
        Metrics.removeRegistry(meters);
    }

    private Loop loop(Duration poll, BooleanSupplier tick) {
        Loop loop = new Loop("test", poll, tick);
        loop.start();
        return loop;
    }

    private void awaitTicks(int atLeast) {
        await().atMost(BOUND).until(() -> ticks.get() >= atLeast);
    }

    @Test
    void aTickThatLeftSomethingIsFollowedByTheNextAtOnce() {
        try (Loop loop = loop(NEVER, () -> ticks.incrementAndGet() < 5)) {
            awaitTicks(5);
        }
        assertEquals(5, ticks.get(), "and with nothing left it waits");
    }

    @Test
    void itLooksAgainAfterThePoll() {
        try (Loop loop = loop(Duration.ofMillis(5), () -> ticks.incrementAndGet() < 0)) {
            awaitTicks(3);
        }
    }

    @Test
    void aWakeEndsTheWait() {
        try (Loop loop = loop(NEVER, () -> ticks.incrementAndGet() < 0)) {
            awaitTicks(1);
            loop.wake();
            awaitTicks(2);
        }
    }

    @Test
    void itGoesOnAfterATickThatFailed() {
        try (Loop loop = loop(Duration.ofMillis(5), () -> {
            if (ticks.incrementAndGet() == 1) {
                throw new IllegalStateException("the database is away");
            }
            return false;
        })) {
            awaitTicks(3);
        }
    }

    /** What the alarm looks at: it grows while ticks fail, and falls with the first that does not. */
    @Test
    void itsHeartbeatIsMeasured() {
        AtomicBoolean fails = new AtomicBoolean(true);
        try (Loop loop = loop(Duration.ofMillis(5), () -> {
            ticks.incrementAndGet();
            if (fails.get()) {
                throw new IllegalStateException("the database is away");
            }
            return false;
        })) {
            awaitTicks(2);
            double age = heartbeat();
            assertTrue(age > 0.5, "a second has passed between two failures: " + age);
            fails.set(false);
            awaitTicks(5);
            assertTrue(heartbeat() < age);
            assertEquals(List.of(), Loop.stuck());
        }
        assertEquals(0, Metrics.globalRegistry.find("duban.loop.heartbeat.age").tag("loop", "test").gauges().size());
    }

    private static double heartbeat() {
        return Metrics.globalRegistry.get("duban.loop.heartbeat.age").tag("loop", "test").gauge().value();
    }

    @Test
    void aLoopWhoseThreadHasEndedIsStuck() {
        try (Loop loop = loop(NEVER, () -> {
            ticks.incrementAndGet();
            Thread.currentThread().interrupt();
            return false;
        })) {
            await().atMost(BOUND).until(() -> Loop.stuck().equals(List.of("test")));
        }
    }

    @Test
    void nothingTicksAfterItWasClosed() {
        Loop loop = loop(Duration.ofMillis(1), () -> ticks.incrementAndGet() < 0);
        awaitTicks(1);

        loop.close();

        int seen = ticks.get();
        loop.wake();
        await().during(Duration.ofMillis(100)).atMost(BOUND).until(() -> ticks.get() == seen);
    }
}
