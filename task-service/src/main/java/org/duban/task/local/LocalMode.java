package org.duban.task.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.outbox.KafkaConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Chooses the business clock, and sees to it that local mode stays local. */
@ApplicationScoped
public class LocalMode {
    private final LocalConfig config;
    private final KafkaConfig kafka;
    private final String databaseUrl;

    LocalMode(LocalConfig config, KafkaConfig kafka,
            @ConfigProperty(name = "quarkus.datasource.jdbc.url") String databaseUrl) {
        this.config = config;
        this.kafka = kafka;
        this.databaseUrl = databaseUrl;
    }

    /** The business clock: days, rungs and briefings follow it. Outside local mode it is the machine's. */
    @Produces
    @Singleton
    static Clock businessClock(LocalConfig config) {
        Clock machine = Clock.system(BusinessDays.ZONE);
        return config.enabled() ? new FileClock(config.clock(), machine) : machine;
    }

    void start(@Observes @Priority(1) StartupEvent event) {
        if (config.enabled()) {
            refuseUnlessLoopback("database", URI.create(databaseUrl.substring("jdbc:".length())).getHost());
            for (String server : kafka.bootstrap().split(",")) {
                refuseUnlessLoopback("broker", server.strip().substring(0, server.strip().lastIndexOf(':')));
            }
        }
        if (config.watchStdin()) {
            Thread watch = new Thread(LocalMode::exitWithLauncher, "launcher-watch");
            watch.setDaemon(true);
            watch.start();
        }
    }

    private static void refuseUnlessLoopback(String what, String host) {
        try {
            if (host == null || !InetAddress.getByName(host).isLoopbackAddress()) {
                throw new IllegalStateException("local mode works on loopback only, and the " + what + " is at " + host);
            }
        } catch (UnknownHostException e) {
            throw new IllegalStateException("local mode works on loopback only, and the " + what + " is at " + host);
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
