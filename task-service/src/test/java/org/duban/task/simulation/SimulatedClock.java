package org.duban.task.simulation;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.duban.task.calendar.BusinessDays;

/** The business clock of the simulation: it shows what it was set to. */
@Alternative
@Singleton
public class SimulatedClock extends Clock {
    private Instant now = Instant.EPOCH;

    void set(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return BusinessDays.ZONE;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
