package org.duban.task.schema;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/**
 * Migrates the tables as soon as the database answers, which may be long after the service has started. Several instances may
 * do so at once: Flyway lets one after the other. Tables that a newer program has migrated already are left as they are.
 */
@ApplicationScoped
public class Tables {
    private static final Logger LOG = Logger.getLogger(Tables.class);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(500);
    /** As a rule the database is there; then the port opens when requests can be answered, and no sooner. */
    private static final Duration USUALLY = Duration.ofSeconds(5);

    private final Flyway flyway;
    private final Event<Ready> ready;
    private final CountDownLatch tried = new CountDownLatch(1);
    private final Thread thread = new Thread(this::untilThere, "schema");
    private volatile boolean there;
    private volatile boolean stopping;

    Tables(Flyway flyway, Event<Ready> ready) {
        this.flyway = flyway;
        this.ready = ready;
    }

    /**
     * The tables are there: what works by itself begins. An observer that asks the database stands before those that do not
     * ({@code @Priority(1)}), for if it fails, all are told again.
     */
    public record Ready() {}

    /** Whether the tables are as this program needs them. Once they are, they stay so. */
    public boolean isThere() {
        return there;
    }

    void start(@Observes StartupEvent event) throws InterruptedException {
        thread.setDaemon(true);
        thread.start();
        tried.await(USUALLY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
        thread.interrupt();
    }

    private void untilThere() {
        String said = "";
        while (!there && !stopping) {
            try {
                flyway.migrate();
                ready.fire(new Ready());
                there = true;
            } catch (RuntimeException | Error e) {
                if (!said.equals(e.getMessage()) && !stopping) {
                    said = String.valueOf(e.getMessage());
                    LOG.warnf("The tables are not there yet; it is tried again each %s: %s", AFTER_FAILURE, said);
                }
            }
            tried.countDown();
            rest();
        }
    }

    private void rest() {
        if (!there && !stopping) {
            try {
                Thread.sleep(AFTER_FAILURE.toMillis());
            } catch (InterruptedException e) {
                stopping = true;
            }
        }
    }
}
