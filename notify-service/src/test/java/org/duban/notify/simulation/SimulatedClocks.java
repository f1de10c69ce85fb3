package org.duban.notify.simulation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.duban.notify.loop.Machine;

/** Two clocks that stand still until the scheduler moves them. */
@Alternative
@ApplicationScoped
class SimulatedClocks {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    static final Instant MACHINE_START = Instant.parse("2030-01-01T00:00:00Z");
    static final Instant BUSINESS_START = Instant.parse("2023-07-19T00:30:00Z");

    private static volatile Instant machine = MACHINE_START;
    private static volatile Instant business = BUSINESS_START;
    /** A planted bug: the machine clock runs by business time. */
    private static volatile boolean mixedUp;

    static void reset(boolean mixUp) {
        machine = MACHINE_START;
        business = BUSINESS_START;
        mixedUp = mixUp;
    }

    static Instant machineNow() {
        return machine;
    }

    static void machineForward(Duration by) {
        machine = machine.plus(by);
    }

    static Instant businessNow() {
        return business;
    }

    static void businessMove(Duration by) {
        business = business.plus(by);
    }

    static LocalDate today() {
        return LocalDate.ofInstant(business, SHANGHAI);
    }

    @Produces
    @Singleton
    @Machine
    @Alternative
    Clock machineClock() {
        return new Standing(ZoneOffset.UTC, true);
    }

    @Produces
    @Singleton
    @Alternative
    Clock businessClock() {
        return new Standing(SHANGHAI, false);
    }

    private static final class Standing extends Clock {
        private final ZoneId zone;
        private final boolean ofMachine;

        Standing(ZoneId zone, boolean ofMachine) {
            this.zone = zone;
            this.ofMachine = ofMachine;
        }

        @Override
        public Instant instant() {
            if (!ofMachine) {
                return business;
            }
            return mixedUp ? MACHINE_START.plus(Duration.between(BUSINESS_START, business)) : machine;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId other) {
            return new Standing(other, ofMachine);
        }
    }
}
