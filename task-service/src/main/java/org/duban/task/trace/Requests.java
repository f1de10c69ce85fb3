package org.duban.task.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Gives each request its id, which its log lines bear and its answer names ({@value #HEADER}), and the place in a trace
 * under which comes what it causes. Lines, spans and metrics name the route that it took, never its path.
 */
@ApplicationScoped
class Requests {
    static final String HEADER = "X-Request-Id";
    private static final Logger LOG = Logger.getLogger(Requests.class);
    private static final int BEFORE_ALL_REFUSALS = 20_000;
    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final Pattern NOTICE = Pattern.compile("/notices/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![^/])");

    /** By this name the framework tells metrics the route. It puts in its own where a resource is found. */
    private static final String ROUTE = "UrlPathTemplate";
    private static final String NO_ROUTE = "/{other}";

    private final Traces traces;
    private final boolean told;

    Requests(Traces traces, TraceConfig config) {
        this.traces = traces;
        this.told = config.requests();
    }

    void register(@Observes Filters filters) {
        filters.register(this::begin, BEFORE_ALL_REFUSALS);
    }

    private void begin(RoutingContext context) {
        String id = id(context.request().getHeader(HEADER));
        context.response().putHeader(HEADER, id);
        MDC.put(LogIds.REQUEST, id);
        String path = String.valueOf(context.request().path());
        // Who balances the load asks for health every few seconds.
        if (!path.startsWith("/q/")) {
            noteNotice(path);
            follow(context, Vertx.currentContext());
        }
        context.next();
    }

    /** The caller's own where it may stand in a line, else a new one. */
    private static String id(String given) {
        return given != null && SANE.matcher(given).matches() ? given
                : Long.toHexString(ThreadLocalRandom.current().nextLong() | Long.MIN_VALUE);
    }

    private static void noteNotice(String path) {
        int at = path.indexOf("/notices/");
        if (at >= 0) {
            Matcher notice = NOTICE.matcher(path).region(at, path.length());
            if (notice.lookingAt()) {
                MDC.put(LogIds.NOTICE, notice.group(1));
            }
        }
    }

    private void follow(RoutingContext context, Context local) {
        local.putLocal(ROUTE, NO_ROUTE);
        HttpServerRequest request = context.request();
        Span span = traces.request(request.method().name(), request.getHeader(LogIds.TRACEPARENT));
        String place = Traceparent.of(span);
        if (place != null) {
            MDC.put(LogIds.TRACEPARENT, place);
            MDC.put(LogIds.TRACE, span.getSpanContext().getTraceId());
        }
        if (told || span.isRecording()) {
            long began = System.nanoTime();
            context.addEndHandler(end -> ended(context, local, span, (System.nanoTime() - began) / 1_000_000));
        }
    }

    private void ended(RoutingContext context, Context local, Span span, long millis) {
        String method = context.request().method().name();
        String route = local.getLocal(ROUTE);
        int status = context.response().getStatusCode();
        span.updateName(method + " " + route).setAttribute("http.request.method", method).setAttribute("http.route", route)
                .setAttribute("http.response.status_code", status);
        if (status >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        if (told) {
            LOG.infof("%s %s %d %d ms %s", method, route, status, millis, roles(context));
        }
    }

    private static String roles(RoutingContext context) {
        return context.user() instanceof QuarkusHttpUser user
                ? String.join(",", new TreeSet<>(user.getSecurityIdentity().getRoles())) : "-";
    }
}
