package org.duban.task.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers for what never reaches a resource (unknown paths, oversized bodies, failures of the server itself). */
@ApplicationScoped
public class UnroutedProblems {
    private static final int BEFORE_ALL = 10_000;
    /** After the server has put its own limit on a body of unknown length, before the body is read. */
    private static final int AFTER_THE_SERVERS_LIMIT = 1;
    /** The only path that takes large bodies. */
    private static final Pattern ATTACHMENTS = Pattern.compile("/api/v1/submissions/[^/]+/attachments/?");

    private final ObjectMapper json;
    private final long maxBody;
    private final long maxAttachment;

    UnroutedProblems(ObjectMapper json, @ConfigProperty(name = "duban.http.max-body") MemorySize maxBody,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxAttachment) {
        this.json = json;
        this.maxBody = maxBody.asLongValue();
        this.maxAttachment = maxAttachment.asLongValue();
    }

    /** The server itself answers an oversized body with nothing but 413. */
    void refuseOversized(@Observes Filters filters) {
        filters.register(context -> {
            String length = context.request().getHeader("Content-Length");
            if (length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > limit(context)) {
                context.response().putHeader("Connection", "close");
                answer(context, 413);
            } else {
                context.next();
            }
        }, BEFORE_ALL);
        filters.register(context -> {
            // Whoever takes an attachment counts its bytes, and answers with a problem.
            if (ATTACHMENTS.matcher(context.normalizedPath()).matches()) {
                context.remove(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY);
            } else if (context.get(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY) != null) {
                context.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, maxBody);
            }
            context.next();
        }, AFTER_THE_SERVERS_LIMIT);
    }

    private long limit(RoutingContext context) {
        return ATTACHMENTS.matcher(context.normalizedPath()).matches() ? maxAttachment : maxBody;
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
