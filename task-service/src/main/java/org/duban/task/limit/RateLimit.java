package org.duban.task.limit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.OptionalLong;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * No client keeps the service from the others. A client is who its verified token says it is; what comes without a good
 * token counts against its address, so that nobody can use up what is another's.
 */
public class RateLimit {
    private final Buckets buckets;
    private final Caller caller;
    private final CurrentVertxRequest current;
    private final HttpHeaders headers;

    RateLimit(RateLimitConfig config, Caller caller, CurrentVertxRequest current, HttpHeaders headers) {
        this.buckets = config.perMinute() == 0 ? null : new Buckets(config.perMinute(), config.clients());
        this.caller = caller;
        this.current = current;
        this.headers = headers;
    }

    @ServerRequestFilter
    public void limit(ContainerRequestContext request) {
        if (buckets == null || !isLimited(request) || caller.isAnonymous()) {
            return;
        }
        take("token " + caller.actor());
    }

    /**
     * Counts a request that a good link of a mail stands for.
     *
     * @param link what it is good for; the same for all that are good for the same
     * @throws ProblemException 429
     */
    public void ofLink(String link) {
        if (buckets != null) {
            take("link " + link);
        }
    }

    private void take(String client) {
        OptionalLong wait = buckets.take(client);
        if (wait.isPresent()) {
            throw tooMany(wait.getAsLong());
        }
    }

    /** A refused token is known as such only now; an address that has sent too many of them is told so. */
    @ServerResponseFilter
    public void limitRefused(ContainerRequestContext request, ContainerResponseContext response) {
        if (buckets == null || response.getStatus() != 401) {
            return;
        }
        OptionalLong wait = buckets.take("address " + current.getCurrent().request().remoteAddress().hostAddress());
        if (wait.isPresent()) {
            Response answer = ProblemMappers.answer(tooMany(wait.getAsLong()), headers, request.getUriInfo());
            response.setStatus(answer.getStatus());
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders().putAll(answer.getHeaders());
            response.setEntity(answer.getEntity(), null, answer.getMediaType());
        }
    }

    /** Pages for people are not, but for those behind a link ({@link #ofLink}); nor is the movable clock of local mode. */
    private static boolean isLimited(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith("/api/");
    }

    private static ProblemException tooMany(long seconds) {
        return new ProblemException(ProblemCode.TOO_MANY_REQUESTS, Text.of(
                "请求过于频繁，请在 %d 秒后再试；本次请求未产生任何更改。",
                "Too many requests; try again in %d seconds. Nothing was changed.", seconds)).retryAfter(seconds);
    }
}
