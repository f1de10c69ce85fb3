package org.duban.notify.schema;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemRoutes;

/** Answers 503 until the tables are there; what needs none is served: health, documentation, the kinds of problems. */
@ApplicationScoped
class SchemaGate {

    /** Behind the limits of requests, before their tokens are looked at. */
    private static final int BEFORE_SECURITY = 9_500;

    private static final List<String> WITHOUT_TABLES = List.of("/q/", "/docs", "/problems");
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Tables tables;
    private final ProblemRoutes problems;

    SchemaGate(Tables tables, ProblemRoutes problems) {
        this.tables = tables;
        this.problems = problems;
    }

    void install(@Observes Filters filters) {
        filters.register(this::pass, BEFORE_SECURITY);
    }

    private void pass(RoutingContext request) {
        String path = request.request().path();
        if (tables.isThere() || path != null && WITHOUT_TABLES.stream().anyMatch(path::startsWith)) {
            request.next();
        } else {
            problems.answer(request, new ProblemException(ProblemCode.UNAVAILABLE).retryAfter(RETRY));
        }
    }
}
