package org.duban.notify.loop;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs a tick in a thread of its own: again at once while there is work, else when it is woken or the poll time is over.
 * While it runs it is watched: {@code duban_loop_heartbeat_age_seconds} grows while its ticks fail or do not end.
 */
public final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
    /** A tick has time-outs in all that it asks; one that takes longer than this will never end. */
    private static final Duration LONGEST_TICK = Duration.ofMinutes(30);

    private static final Set<Loop> RUNNING = ConcurrentHashMap.newKeySet();

    /** One step of work, callable by itself in a test. */
    @FunctionalInterface
    public interface Tick {
        /** @return whether there may be more to do at once */
        boolean run() throws Exception;
    }

    private final Duration poll;
    private final Tick tick;
    private final Runnable end;
    private final Thread thread;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;
    private volatile long succeeded;
    /** When the present tick began; 0 between two. */
    private volatile long began;

    private Gauge heartbeat;

    public Loop(String name, Duration poll, Tick tick) {
        this(name, poll, tick, () -> {});
    }

    /** @param end closes what the ticks have opened: done by the loop's own thread, when no tick will follow */
    public Loop(String name, Duration poll, Tick tick, Runnable end) {
        this.poll = poll;
        this.tick = tick;
        this.end = end;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        succeeded = System.nanoTime();
        heartbeat = Gauge.builder("duban.loop.heartbeat.age", this, Loop::secondsSinceSuccess)
                .description("Time since a tick of the loop last ended without a failure")
                .baseUnit("seconds")
                .tag("loop", thread.getName())
                .register(Metrics.globalRegistry);
        thread.start();
        RUNNING.add(this);
        return this;
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

    /** Has the loop look now. Cheap, and harmless when it is busy. */
    public void wake() {
        wake.release();
    }

    /** Asks the loop to end after its present tick. */
    public void stop() {
        stopping = true;
        if (RUNNING.remove(this)) {
            Metrics.globalRegistry.remove(heartbeat);
        }
        wake();
    }

    /** Waits for the end of the present tick; an interrupt comes only when the patience is over. */
    public void join(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
        thread.interrupt();
    }

    private void run() {
        try {
            tickOnAndOn();
        } finally {
            end.run();
        }
    }

    private void tickOnAndOn() {
        boolean failing = false;
        while (!stopping) {
            try {
                began = System.nanoTime();
                boolean more = tick.run();
                succeeded = System.nanoTime();
                began = 0;
                failing = false;
                if (!more) {
                    pause(poll);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception | Error e) {
                // An Error too: a loop that has ended would be silence, and silence is the one failure nobody sees.
                if (stopping) {
                    return;
                }
                if (!failing) {
                    LOG.warnf("%s fails, and goes on trying: %s", thread.getName(), Failure.brief(e));
                    LOG.debug("The failure", e);
                }
                failing = true;
                began = 0;
                try {
                    pause(poll.compareTo(AFTER_FAILURE) > 0 ? poll : AFTER_FAILURE);
                } catch (InterruptedException interrupted) {
                    return;
                }
            }
        }
    }

    private void pause(Duration time) throws InterruptedException {
        if (wake.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }
}
