package org.duban.notify.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses, before anything else looks at them, requests of a shape that no client of ours has. The server's own limits
 * are wider: it would answer without a word.
 */
@ApplicationScoped
class RequestLimits {

    private static final int BEFORE_ALL = 10_000;
    private static final int LONGEST_URI = 8192;
    private static final int MOST_HEADERS = 16_384;

    private static final Pattern MEDIA_TYPE = Pattern.compile("[^\\s/;]+/[^\\s/;]+\\s*(;.*)?");

    private final ProblemRoutes problems;
    private final long largestBody;

    RequestLimits(
            ProblemRoutes problems,
            @ConfigProperty(name = "duban.http.max-body") MemorySize largestBody) {
        this.problems = problems;
        this.largestBody = largestBody.asLongValue();
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL);
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        context.addEndHandler(end -> closeIfUnread(context));
        if (request.uri().length() > LONGEST_URI) {
            refuse(context, ProblemCode.URI_TOO_LONG);
        } else if (sizeOfHeaders(request) > MOST_HEADERS) {
            refuse(context, ProblemCode.HEADERS_TOO_LARGE);
        } else if (announcesTooMuch(request)) {
            refuse(context, ProblemCode.CONTENT_TOO_LARGE);
        } else if (!request.headers().getAll(HttpHeaders.ACCEPT).stream().allMatch(RequestLimits::isListOfTypes)) {
            // Left to the framework, it would be a failure of ours.
            refuse(context, ProblemCode.BAD_REQUEST);
        } else if (request.headers().getAll(HttpHeaders.AUTHORIZATION).size() > 1) {
            // Which of them holds would be a guess, and the next server might guess otherwise (RFC 6750 §3.1).
            refuse(context, ProblemCode.BAD_REQUEST);
        } else {
            context.next();
        }
    }

    private static boolean isListOfTypes(String accept) {
        return Arrays.stream(accept.split(",")).allMatch(type -> MEDIA_TYPE.matcher(type.strip()).matches());
    }

    private static int sizeOfHeaders(HttpServerRequest request) {
        return request.headers().entries().stream()
                .mapToInt(header -> header.getKey().length() + header.getValue().length() + 4)
                .sum();
    }

    private boolean announcesTooMuch(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") && Long.parseLong(length) > largestBody;
    }

    /** The rest of a body that is too large is not waited for. */
    private static void closeIfUnread(RoutingContext context) {
        if (context.response().getStatusCode() == ProblemCode.CONTENT_TOO_LARGE.status()) {
            context.request().connection().close();
        }
    }

    private void refuse(RoutingContext context, ProblemCode code) {
        problems.answer(context, new ProblemException(code));
    }
}
