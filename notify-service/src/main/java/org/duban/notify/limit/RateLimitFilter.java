package org.duban.notify.limit;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemRoutes;
import org.duban.notify.security.Caller;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Counts the requests of each client under {@code /api}: after its token was verified, by its subject. Refused tokens are
 * counted by their address, and an address that has sent too many is not listened to for a while.
 */
@Singleton
class RateLimitFilter {

    private static final int BEFORE_SECURITY = 9_000;

    private final RateLimits limits;
    private final Caller caller;
    private final ProblemRoutes problems;

    RateLimitFilter(RateLimits limits, Caller caller, ProblemRoutes problems) {
        this.limits = limits;
        this.caller = caller;
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::strangers, BEFORE_SECURITY);
    }

    private void strangers(RoutingContext request) {
        if (!isCounted(request.request().path())) {
            request.next();
            return;
        }
        String address = "address " + request.request().remoteAddress().hostAddress();
        Duration wait = limits.peek(address);
        if (!wait.isZero()) {
            problems.answer(request, tooMany(wait));
            return;
        }
        request.addEndHandler(end -> {
            if (request.response().getStatusCode() == ProblemCode.UNAUTHENTICATED.status()) {
                limits.take(address);
            }
        });
        request.next();
    }

    @ServerRequestFilter
    void clients(RoutingContext request) {
        if (isCounted(request.request().path())) {
            Duration wait = limits.take("client " + caller.actor());
            if (!wait.isZero()) {
                throw tooMany(wait);
            }
        }
    }

    private static boolean isCounted(String path) {
        return path != null && path.startsWith("/api/");
    }

    private static ProblemException tooMany(Duration wait) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS).retryAfter(wait);
    }
}
