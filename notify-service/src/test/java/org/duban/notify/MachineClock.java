package org.duban.notify;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.duban.notify.loop.Machine;

/** A machine clock that goes on, and can be put forward. */
public final class MachineClock extends Clock {

    private static volatile Duration ahead = Duration.ZERO;

    /** Puts it in the place of the system's. */
    static class Producer {
        @Produces
        @Singleton
        @Machine
        @Alternative
        @Priority(1)
        Clock machine() {
            return new MachineClock();
        }
    }

    public static void forward(Duration duration) {
        ahead = ahead.plus(duration);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
