package org.duban.task.simulation;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * A clock of its own, and no statement that waits: what one thread waits for would never come. And a limit of requests that
 * RateLimitTest soon reaches: it shares this profile, since each is a restart.
 */
public class Simulated implements QuarkusTestProfile {
    /** So few that they are not refilled while a test runs; and as many as the simulation itself sends. */
    public static final int REQUESTS_A_MINUTE = 6;

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SimulatedClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.jdbc.additional-jdbc-properties.options", "-c lock_timeout=500",
                "test.rate-limit", String.valueOf(REQUESTS_A_MINUTE));
    }
}
