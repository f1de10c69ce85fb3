package org.duban.notify.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import org.jboss.logging.Logger;

/** Ends the process in order when its standard input ends: the launcher holds the other end. */
@ApplicationScoped
class StdinWatch {

    private static final Logger LOG = Logger.getLogger(StdinWatch.class);

    private final LocalSettings settings;

    StdinWatch(LocalSettings settings) {
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        if (settings.enabled() && settings.watchStdin()) {
            Thread watch = new Thread(() -> watch(System.in), "stdin-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void watch(InputStream input) {
        try {
            while (input.read() >= 0) {
                // Only the end counts.
            }
        } catch (IOException e) {
            LOG.debug("Standard input broke, which is its end too", e);
        }
        LOG.info("Standard input has ended, and so does this service");
        Quarkus.asyncExit();
    }
}
