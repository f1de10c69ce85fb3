package org.duban.notify.loop;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ticks have opened is closed by the thread that opened it: a Kafka consumer refuses any other. */
class LoopTest {

    private final List<String> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch ticked = new CountDownLatch(1);

    private void note() {
        threads.add(Thread.currentThread().getName());
    }

    private boolean tick(boolean fails) {
        note();
        ticked.countDown();
        if (fails) {
            throw new IllegalStateException();
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theEndComesAfterTheLastTickInItsThread(boolean fails) throws InterruptedException {
        Loop loop = new Loop("a-loop", Duration.ofHours(1), () -> tick(fails), this::note).start();
        ticked.await(10, TimeUnit.SECONDS);

        loop.stop();
        loop.join(Duration.ofSeconds(10));

        assertThat(threads, equalTo(List.of("a-loop", "a-loop")));
    }

    @Test
    void itComesThoughTheTickHasToBeInterrupted() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Loop loop = new Loop("a-loop", Duration.ZERO, () -> {
            ticked.countDown();
            new CountDownLatch(1).await();
            return false;
        }, ended::countDown).start();
        ticked.await(10, TimeUnit.SECONDS);

        loop.stop();
        loop.join(Duration.ofMillis(1));

        assertThat(ended.await(10, TimeUnit.SECONDS), equalTo(true));
    }
}
