package org.duban.task.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Clock;
import org.duban.task.calendar.BusinessDays;

/** Chooses the business clock, and ends with the launcher. */
@ApplicationScoped
public class LocalMode {
    private final LocalConfig config;

    LocalMode(LocalConfig config) {
        this.config = config;
    }

    /** The business clock: days, rungs and briefings follow it. Outside local mode it is the machine's. */
    @Produces
    @Singleton
    static Clock businessClock(LocalConfig config) {
        Clock machine = Clock.system(BusinessDays.ZONE);
        return config.enabled() ? new FileClock(config.clock(), machine) : machine;
    }

    void start(@Observes StartupEvent event) {
        if (config.watchStdin()) {
            Thread watch = new Thread(LocalMode::exitWithLauncher, "launcher-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void exitWithLauncher() {
        try {
            while (System.in.read() >= 0) {
                // Whatever is written there means nothing.
            }
        } catch (IOException e) {
            // A broken pipe says the same as its end.
        }
        Quarkus.asyncExit();
    }
}
