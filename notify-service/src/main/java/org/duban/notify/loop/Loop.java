package org.duban.notify.loop;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Runs a tick in a thread of its own: again at once while there is work, else when it is woken or the poll time is over. */
public final class Loop {

    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    /** One step of work, callable by itself in a test. */
    @FunctionalInterface
    public interface Tick {
        /** @return whether there may be more to do at once */
        boolean run() throws Exception;
    }

    private final Duration poll;
    private final Tick tick;
    private final Thread thread;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean stopping;

    public Loop(String name, Duration poll, Tick tick) {
        this.poll = poll;
        this.tick = tick;
        this.thread = new Thread(this::run, name);
        this.thread.setDaemon(true);
    }

    public Loop start() {
        thread.start();
        return this;
    }

    /** Has the loop look now. Cheap, and harmless when it is busy. */
    public void wake() {
        wake.release();
    }

    public boolean isAlive() {
        return thread.isAlive();
    }

    /** Asks the loop to end after its present tick. */
    public void stop() {
        stopping = true;
        wake();
    }

    /** Waits for the end of the present tick; an interrupt comes only when the patience is over. */
    public void join(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
        thread.interrupt();
    }

    private void run() {
        boolean failing = false;
        while (!stopping) {
            try {
                boolean more = tick.run();
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
                try {
                    pause(AFTER_FAILURE);
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
