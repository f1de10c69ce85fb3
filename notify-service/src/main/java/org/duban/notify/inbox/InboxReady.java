package org.duban.notify.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready: the loop reads, and the broker answers within two seconds. */
@Readiness
@ApplicationScoped
class InboxReady implements HealthCheck {

    private final Inbox inbox;
    private final Broker broker;

    InboxReady(Inbox inbox, Broker broker) {
        this.inbox = inbox;
        this.broker = broker;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("kafka")
                .status(inbox.isRunning() && brokerAnswers())
                .build();
    }

    private boolean brokerAnswers() {
        try {
            return broker.answers(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
