package org.duban.notify.metric;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.duban.notify.hold.Hold;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Well: it is not held. A restored system answers requests, but sends nothing until it is released. */
@Wellness
@ApplicationScoped
class HoldWell implements HealthCheck {

    private final Hold hold;

    HoldWell(Hold hold) {
        this.hold = hold;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("hold").status(!hold.isOn()).build();
    }
}
