package org.duban.notify.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;

/** Errors that never reach the REST layer: no such route, too large, and failures before it. */
@ApplicationScoped
public class ProblemRoutes {

    private final ObjectMapper json;

    ProblemRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(request -> answer(request, 404));
        router.route().order(Integer.MIN_VALUE).failureHandler(request -> {
            int status = request.statusCode();
            answer(request, status < 400 ? 500 : status);
        });
    }

    private void answer(RoutingContext request, int status) {
        answer(request, new ProblemException(ProblemCode.ofStatus(status)));
    }

    /** Ends a request with a problem, outside the REST layer. */
    public void answer(RoutingContext request, ProblemException problem) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        boolean english = Problems.isEnglish(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(problem.code().status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfterSeconds()
                .ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds)));
        try {
            response.end(json.writeValueAsString(
                    Problems.of(problem, request.request().path(), english)));
        } catch (JsonProcessingException e) {
            response.end();
        }
    }
}
