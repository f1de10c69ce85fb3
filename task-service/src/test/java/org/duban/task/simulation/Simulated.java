package org.duban.task.simulation;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/**
 * A clock of its own, and no statement that waits: what one thread waits for would never come. Nor does it wait for the disk, as no test does.
 */
public class Simulated implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(SimulatedClock.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("quarkus.datasource.jdbc.additional-jdbc-properties.options", "-c lock_timeout=500 -c synchronous_commit=off");
    }
}
