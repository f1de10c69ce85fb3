package org.duban.task.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * A thread that calls a {@code tick} until there is nothing left to do, then waits until it is woken or the time has
 * passed that the tick named. The work is in the tick, which a test calls by itself; the loop only repeats it.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    /** After a failure the loop is patient, so that an absent database does not fill the log. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Semaphore wake = new Semaphore(0);
    private final Supplier<Duration> tick;
    private final Thread thread;
    private volatile boolean running = true;

    /**
     * @param tick does one batch; true when there may be more at once
     * @param poll the longest wait between two ticks
     */
    public Loop(String name, Duration poll, BooleanSupplier tick) {
        this(name, () -> tick.getAsBoolean() ? Duration.ZERO : poll);
    }

    /** @param tick does one batch; how long the next may wait: zero when there may be more at once */
    public Loop(String name, Supplier<Duration> tick) {
        this.tick = tick;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Makes the next tick start now; calls while a tick runs add up to one. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    private void run() {
        boolean failing = false;
        while (running) {
            Duration pause;
            try {
                do {
                    pause = tick.get();
                } while (running && pause.isZero());
                failing = false;
            } catch (RuntimeException | Error e) {
                // An Error too: a loop that has ended would be silence, and silence is the one failure nobody sees.
                if (running && !failing) {
                    LOG.errorf(e, "%s failed; it tries again each %s and is silent until it succeeds",
                            thread.getName(), AFTER_FAILURE);
                }
                failing = true;
                pause = AFTER_FAILURE;
            }
            await(pause);
        }
    }

    private void await(Duration pause) {
        try {
            if (wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                wake.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
        }
    }

    /** Lets the current tick end, for at most ten seconds. */
    @Override
    public void close() {
        running = false;
        wake.release();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
