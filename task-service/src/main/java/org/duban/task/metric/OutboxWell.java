package org.duban.task.metric;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well: events reach the broker. Without it the service still takes every request and keeps the events, so that this is no
 * question of readiness.
 */
@Wellness
@ApplicationScoped
class OutboxWell implements HealthCheck {
    private static final double LONGEST_AGE = 60;

    private final Watch watch;

    OutboxWell(Watch watch) {
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("outbox").status(watch.of(Watch.Seen::oldestAge) <= LONGEST_AGE).build();
    }
}
