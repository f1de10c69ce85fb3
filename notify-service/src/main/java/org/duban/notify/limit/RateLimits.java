package org.duban.notify.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.notify.loop.Machine;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A bucket for each client, refilled evenly over a minute. The longest unused goes when there are too many. */
@ApplicationScoped
class RateLimits {

    private static final int MOST_CLIENTS = 10_000;

    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CLIENTS;
        }
    };

    private final long aMinute;
    private final TimeMeter time;

    @Inject
    RateLimits(@ConfigProperty(name = "duban.rate-limit") long aMinute, @Machine Clock machine) {
        this.aMinute = aMinute;
        this.time = new MachineTime(machine);
    }

    private record MachineTime(Clock machine) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = machine.instant();
            return now.getEpochSecond() * 1_000_000_000 + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }

    /** Counts a request. Zero: it may pass; else how long the client has to wait. */
    Duration take(String client) {
        if (aMinute == 0) {
            return Duration.ZERO;
        }
        ConsumptionProbe probe = bucket(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    /** As {@link #take}, without counting. */
    Duration peek(String client) {
        return aMinute == 0
                ? Duration.ZERO
                : Duration.ofNanos(bucket(client).estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    int clients() {
        synchronized (buckets) {
            return buckets.size();
        }
    }

    private Bucket bucket(String client) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(
                    client,
                    key -> Bucket.builder()
                            .addLimit(limit -> limit.capacity(aMinute).refillGreedy(aMinute, Duration.ofMinutes(1)))
                            .withCustomTimePrecision(time)
                            .build());
        }
    }
}
