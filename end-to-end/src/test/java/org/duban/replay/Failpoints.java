package org.duban.replay;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duban.product.ServiceProcess;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Way;

/**
 * Kills a service in the midst of one step after another, each known by what passes on its way to a server: the product has no
 * switches for this. What shows the step is lost, so it never happened, or the service never heard that it did. Its next life
 * begins at once, and is killed at the next step.
 */
final class Failpoints {
    private static final int PATIENCE_SECONDS = 60;

    /**
     * Capitals do not count.
     *
     * @param first what a connection must have said before; empty: nothing
     * @param way of the piece at which the service is killed
     * @param then what that piece holds
     */
    private record Step(String name, FaultProxy place, String first, Way way, String then) {}

    private final ServiceProcess victim;
    private final List<Step> steps = new ArrayList<>();
    /** Connections that have said what comes first. */
    private final Set<Integer> reached = new HashSet<>();
    private int struck;

    Failpoints(ServiceProcess victim) {
        this.victim = victim;
    }

    /** Adds the step at which it is killed next. */
    Failpoints at(String name, FaultProxy place, String first, Way way, String then) {
        steps.add(new Step(name, place, first.toLowerCase(Locale.ROOT), way, then.toLowerCase(Locale.ROOT)));
        return this;
    }

    /** Looks at a piece that passes there. */
    synchronized void see(FaultProxy place, int connection, Way way, byte[] piece) throws FaultProxy.Cut {
        if (struck == steps.size() || steps.get(struck).place != place) {
            return;
        }
        Step step = steps.get(struck);
        String text = new String(piece, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (way == step.way && text.contains(step.then) && (step.first.isEmpty() || reached.contains(connection))) {
            victim.kill();
            reached.clear();
            struck++;
            notifyAll();
            victim.start();
            throw new FaultProxy.Cut();
        }
        if (way == Way.TO_SERVER && !step.first.isEmpty() && text.contains(step.first)) {
            reached.add(connection);
        } else if (way == Way.TO_CLIENT && (text.contains("commit") || text.contains("rollback"))) {
            reached.remove(connection);
        }
    }

    /** Returns when it has died at so many steps since the first, and is ready again. */
    void awaitStruck(int wanted) {
        long end = System.nanoTime() + wanted * PATIENCE_SECONDS * 1_000_000_000L;
        synchronized (this) {
            while (struck < wanted) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("nothing passed that shows: " + steps.get(struck).name);
                }
                try {
                    wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
        }
        victim.awaitReady();
    }
}
