package org.duban.task.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers for what never reaches a resource: unknown paths, requests of a shape that no operation takes, failures of the
 * server itself. The server has limits too, above these, and answers there with a bare status.
 */
@ApplicationScoped
public class UnroutedProblems {
    private static final int BEFORE_ALL = 10_000;
    private static final int MAX_TARGET = 4 * 1024;
    private static final int MAX_HEADERS = 8 * 1024;

    private final ObjectMapper json;
    private final long maxBody;

    UnroutedProblems(ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.json = json;
        this.maxBody = maxBody.asLongValue();
    }

    void refuse(@Observes Filters filters) {
        filters.register(context -> {
            int status = refusal(context.request());
            if (status == 0) {
                context.next();
            } else {
                // What else was sent is not read.
                context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                answer(context, status);
            }
        }, BEFORE_ALL);
    }

    /** The status to refuse it with; 0 when it may go on. */
    private int refusal(HttpServerRequest request) {
        MultiMap headers = request.headers();
        if (request.uri().length() > MAX_TARGET) {
            return 414;
        }
        int size = 0;
        int authorizations = 0;
        for (Map.Entry<String, String> header : headers) {
            size += header.getKey().length() + header.getValue().length() + ": \r\n".length();
            authorizations += header.getKey().equalsIgnoreCase("Authorization") ? 1 : 0;
        }
        if (size > MAX_HEADERS) {
            return 431;
        }
        // Two tokens are two callers (RFC 6750 §3.1).
        if (authorizations > 1) {
            return 400;
        }
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBody ? 413 : 0;
    }

    void install(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 431, 500, 503}) {
            router.errorHandler(status, context -> answer(context, status));
        }
    }

    /** Ends a request with the problem of that status, outside the REST layer. */
    public void answer(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        boolean english = Languages.english(context.request().getHeader("Accept-Language"));
        // As it was sent: of a malformed one there is no normal form.
        String path = context.request().path();
        if (status == 503) {
            context.response().putHeader("Retry-After", String.valueOf(ProblemMappers.RETRY_SECONDS));
        }
        Problem problem = ProblemMappers.problem(ProblemMappers.ofStatus(status, path), english,
                status == 414 ? null : path);
        try {
            context.response().setStatusCode(status).putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.response().setStatusCode(status).end();
        }
    }
}
