package org.duban.task.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers for what never reaches a resource (unknown paths, oversized bodies, failures of the server itself). */
@ApplicationScoped
public class UnroutedProblems {
    private static final int BEFORE_ALL = 10_000;

    private final ObjectMapper json;
    private final long maxBody;

    UnroutedProblems(ObjectMapper json,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBody) {
        this.json = json;
        this.maxBody = maxBody.asLongValue();
    }

    /** The server itself answers an oversized body with nothing but 413. */
    void refuseOversized(@Observes Filters filters) {
        filters.register(context -> {
            String length = context.request().getHeader("Content-Length");
            if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > maxBody) {
                context.response().putHeader("Connection", "close");
                answer(context, 413);
            } else {
                context.next();
            }
        }, BEFORE_ALL);
    }

    void install(@Observes Router router) {
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 431, 500, 503}) {
            router.errorHandler(status, context -> answer(context, status));
        }
    }

    private void answer(RoutingContext context, int status) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        boolean english = Languages.english(context.request().getHeader("Accept-Language"));
        Problem problem = ProblemMappers.problem(
                ProblemMappers.ofStatus(status, context.normalizedPath()), english, context.normalizedPath());
        try {
            context.response().setStatusCode(status).putHeader("Content-Type", Problem.MEDIA_TYPE)
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.response().setStatusCode(status).end();
        }
    }
}
