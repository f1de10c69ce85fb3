package org.duban.notify.local;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneId;
import org.duban.notify.loop.Machine;

/** The two clocks, and the only place that reads the system's. */
class Clocks {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** Rules leases, backoff and the times of attempts. */
    @Produces
    @Singleton
    @Machine
    Clock machine() {
        return Clock.systemUTC();
    }

    /** Rules days and the date of a mail (R2). */
    @Produces
    @Singleton
    Clock business(LocalSettings settings, @Machine Clock machine) {
        return settings.enabled() ? new FileClock(settings.clock(), ZONE, machine) : Clock.system(ZONE);
    }
}
