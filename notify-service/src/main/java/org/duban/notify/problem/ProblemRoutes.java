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
class ProblemRoutes {

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
        HttpServerResponse response = request.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        ProblemCode code = ProblemCode.ofStatus(status);
        boolean english = Problems.isEnglish(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(code.status()).putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        if (code == ProblemCode.UNAUTHENTICATED) {
            response.putHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        try {
            response.end(
                    json.writeValueAsString(Problems.of(code, request.request().path(), english)));
        } catch (JsonProcessingException e) {
            response.end();
        }
    }
}
