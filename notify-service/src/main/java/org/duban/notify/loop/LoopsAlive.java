package org.duban.notify.loop;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: no loop has ended or hangs. One whose ticks fail is alive: what it needs is away, and a restart would not help. */
@Liveness
@ApplicationScoped
class LoopsAlive implements HealthCheck {

    @Override
    public HealthCheckResponse call() {
        List<String> stuck = Loop.stuck();
        return HealthCheckResponse.named("loops")
                .status(stuck.isEmpty())
                .withData("stuck", String.join(", ", stuck))
                .build();
    }
}
