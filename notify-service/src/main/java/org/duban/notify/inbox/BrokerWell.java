package org.duban.notify.inbox;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Well: the broker answers within two seconds. Without it the service still answers requests, so that this is no question of
 * readiness: who asks for the ledger would be sent away for nothing.
 */
@Wellness
@ApplicationScoped
class BrokerWell implements HealthCheck {

    private final Broker broker;

    BrokerWell(Broker broker) {
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka").status(answers()).build();
    }

    private boolean answers() {
        try {
            return broker.answers(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
