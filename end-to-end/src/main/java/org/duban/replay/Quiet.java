package org.duban.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.duban.product.Api;
import org.duban.product.Failure;
import org.duban.product.Pause;
import org.duban.product.Product;

/**
 * Waits until the product has nothing left to do at this instant: nothing due, outbox empty, consumer at its end, no
 * mail unsent, looked at in that order, since each feeds the next.
 */
public final class Quiet {
    private static final Duration AT_MOST = Duration.ofSeconds(120);

    private final Api tasks;
    private final Api notifications;

    public Quiet(Product product) {
        this.tasks = product.tasksAs("office", null);
        this.notifications = product.notificationsAs("office");
    }

    public void await() {
        long end = System.nanoTime() + AT_MOST.toNanos();
        String seen = "";
        while (System.nanoTime() < end) {
            try {
                JsonNode task = tasks.get("/local/status");
                seen = task.toString();
                if (task.path("due").asLong() == 0 && task.path("outbox").asLong() == 0) {
                    JsonNode notify = notifications.get("/local/status");
                    seen += notify;
                    if (notify.path("lag").asLong() == 0 && notify.path("unsent").asLong() == 0) {
                        return;
                    }
                }
            } catch (UncheckedIOException | Api.Refused e) {
                // A service is being killed or started by a test; it is looked at again.
                seen = e.getMessage();
            }
            Pause.millis(5);
        }
        throw new Failure("The product did not come to rest within " + AT_MOST.toSeconds() + " s: " + seen);
    }
}
