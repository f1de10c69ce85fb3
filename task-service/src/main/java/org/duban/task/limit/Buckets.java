package org.duban.task.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A bucket of requests for each client, refilled steadily. Only so many are kept: whoever was idle longest goes first. */
final class Buckets {
    private final int perMinute;
    private final Map<String, Bucket> byClient;

    Buckets(int perMinute, int clients) {
        this.perMinute = perMinute;
        this.byClient = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > clients;
            }
        };
    }

    /** Takes one request; when there is none left, the seconds after which there is one again. */
    OptionalLong take(String client) {
        ConsumptionProbe probe = of(client).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? OptionalLong.empty()
                : OptionalLong.of(1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()));
    }

    private Bucket of(String client) {
        synchronized (byClient) {
            return byClient.computeIfAbsent(client, key -> Bucket.builder()
                    .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1))).build());
        }
    }

    int clients() {
        synchronized (byClient) {
            return byClient.size();
        }
    }
}
