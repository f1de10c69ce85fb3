package org.duban.task.loop;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LoopTest {
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final AtomicInteger ticks = new AtomicInteger();

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
