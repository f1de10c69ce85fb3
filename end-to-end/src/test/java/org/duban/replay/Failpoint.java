package org.duban.replay;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.product.ServiceProcess;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Way;

/**
 * Kills a service in the middle of one step, known by what passes on its way to a server: the product has no switches for
 * this. What shows the step is lost, so it never happened, or the service never heard that it did.
 */
final class Failpoint implements FaultProxy.Tap {

    private static final int PATIENCE_SECONDS = 60;

    private final String name;
    private final ServiceProcess victim;
    private final String first;
    private final Way way;
    private final String then;
    private final Set<Integer> reached = new HashSet<>();
    private final CountDownLatch struck = new CountDownLatch(1);

    /**
     * Capitals do not count.
     *
     * @param first what a connection must have said before; empty: nothing
     * @param way of the piece at which the service is killed
     * @param then what that piece holds; empty: the first one after that
     */
    Failpoint(String name, ServiceProcess victim, String first, Way way, String then) {
        this.name = name;
        this.victim = victim;
        this.first = first.toLowerCase(Locale.ROOT);
        this.way = way;
        this.then = then.toLowerCase(Locale.ROOT);
    }

    @Override
    public synchronized void sees(int connection, Way way, byte[] piece) throws FaultProxy.Cut {
        if (struck.getCount() == 0) {
            // Whatever was on its way when the process died.
            return;
        }
        String text = new String(piece, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        boolean before = first.isEmpty() || reached.contains(connection);
        if (before && way == this.way && text.contains(then)) {
            victim.kill();
            struck.countDown();
            throw new FaultProxy.Cut();
        }
        if (way == Way.TO_SERVER && !first.isEmpty() && text.contains(first)) {
            reached.add(connection);
        } else if (way == Way.TO_CLIENT && (text.contains("commit") || text.contains("rollback"))) {
            reached.remove(connection);
        }
    }

    void awaitStruck() {
        try {
            if (!struck.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("nothing passed that shows: " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
        victim.start();
        victim.awaitReady();
    }

    @Override
    public String toString() {
        return name;
    }
}
