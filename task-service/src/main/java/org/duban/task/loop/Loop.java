package org.duban.task.loop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/**
 * A thread that calls a {@code tick} until there is nothing left to do, then waits until it is woken or the time has
 * passed that the tick named. The work is in the tick, which a test calls by itself; the loop only repeats it. While it runs
 * it is watched: {@code duban_loop_heartbeat_age_seconds} grows while its ticks fail or do not end.
 */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    /** After a failure the loop is patient, so that an absent database does not fill the log. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** A tick has time-outs in all that it asks; one that takes longer than this will never end. */
    private static final Duration LONGEST_TICK = Duration.ofMinutes(30);
    private static final Set<Loop> RUNNING = ConcurrentHashMap.newKeySet();

    private final Semaphore wake = new Semaphore(0);
    private final Supplier<Duration> tick;
    private final Thread thread;
    private volatile boolean running = true;
    private volatile long succeeded;
    /** When the present tick began; 0 between two. */
    private volatile long began;
    private final List<Gauge> gauges = new ArrayList<>();

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
        succeeded = System.nanoTime();
        gauge("heartbeat.age", "Time since a tick of the loop last ended without a failure", Loop::secondsSinceSuccess);
        if (tick instanceof Agenda agenda) {
            gauge("due.age", "How long what is due first had been due when the loop last looked", loop -> agenda.late().toMillis() / 1e3);
        }
        thread.start();
        RUNNING.add(this);
    }

    private void gauge(String name, String description, ToDoubleFunction<Loop> value) {
        gauges.add(Gauge.builder("duban.loop." + name, this, value).description(description).baseUnit("seconds")
                .tag("loop", thread.getName()).register(Metrics.globalRegistry));
    }

    /** The loops of this process that have ended by themselves, or are in a tick that will never end. */
    static List<String> stuck() {
        return RUNNING.stream().filter(Loop::isStuck).map(loop -> loop.thread.getName()).sorted().toList();
    }

    private boolean isStuck() {
        long since = began;
        return !thread.isAlive() || since != 0 && System.nanoTime() - since > LONGEST_TICK.toNanos();
    }

    private double secondsSinceSuccess() {
        return (System.nanoTime() - succeeded) / 1e9;
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
                    pause = tickOnce();
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

    private Duration tickOnce() {
        began = System.nanoTime();
        try {
            Duration pause = tick.get();
            succeeded = System.nanoTime();
            return pause;
        } finally {
            began = 0;
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
        if (RUNNING.remove(this)) {
            gauges.forEach(Metrics.globalRegistry::remove);
        }
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
