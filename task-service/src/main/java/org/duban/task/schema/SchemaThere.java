package org.duban.task.schema;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Started, and not ready before: the tables are there. */
@Startup
@Readiness
@ApplicationScoped
class SchemaThere implements HealthCheck {
    private final Tables tables;

    SchemaThere(Tables tables) {
        this.tables = tables;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("schema").status(tables.isThere()).build();
    }
}
