package org.duban.notify.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one place where exceptions of the REST layer become problems. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final MediaType TYPE = MediaType.valueOf(Problem.MEDIA_TYPE);

    @ServerExceptionMapper
    Response problem(ProblemException e, RoutingContext request) {
        Response.ResponseBuilder answer =
                Response.fromResponse(answer(Problems.of(e, request.request().path(), english(request))));
        e.retryAfterSeconds().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e, RoutingContext request) {
        ProblemCode code = ProblemCode.ofStatus(e.getResponse().getStatus());
        Response.ResponseBuilder answer = Response.fromResponse(answer(code, request));
        String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    @ServerExceptionMapper
    @Priority(Priorities.AUTHENTICATION)
    Response unauthorized(UnauthorizedException e, RoutingContext request) {
        return challenge(request);
    }

    /** A good token is not called bad because its issuer does not answer. */
    @ServerExceptionMapper
    @Priority(Priorities.AUTHENTICATION)
    Response failedAuthentication(AuthenticationFailedException e, RoutingContext request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return unavailable(request);
            }
        }
        return challenge(request);
    }

    @ServerExceptionMapper
    @Priority(Priorities.AUTHENTICATION)
    Response forbidden(ForbiddenException e, RoutingContext request) {
        return answer(ProblemCode.FORBIDDEN, request);
    }

    /** Details of a failure stay in the log. */
    @ServerExceptionMapper
    Response anythingElse(Throwable e, RoutingContext request) {
        if (isDatabaseAway(e)) {
            return unavailable(request);
        }
        LOG.error("A request failed", e);
        return answer(ProblemCode.INTERNAL_ERROR, request);
    }

    /** Connection refused, lost, or none to be had in time (SQL class 08, the admin's shutdown 57P, out of resources 53). */
    private static boolean isDatabaseAway(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
            }
        }
        return false;
    }

    private static Response unavailable(RoutingContext request) {
        return Response.fromResponse(answer(ProblemCode.UNAVAILABLE, request))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    private static Response challenge(RoutingContext request) {
        return Response.fromResponse(answer(ProblemCode.UNAUTHENTICATED, request))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    private static Response answer(ProblemCode code, RoutingContext request) {
        return answer(Problems.of(code, request.request().path(), english(request)));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status()).type(TYPE).entity(problem).build();
    }

    private static boolean english(RoutingContext request) {
        return Problems.isEnglish(request.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
