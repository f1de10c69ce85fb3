package org.duban.task.signin;

import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.duban.task.problem.ProblemException;

/** Makes a token, wherever it comes from, the session of a browser. */
@ApplicationScoped
public class SignIn {
    private final JWTParser parser;
    private final SignInCookie cookie;

    SignIn(JWTParser parser, SignInCookie cookie) {
        this.parser = parser;
        this.cookie = cookie;
    }

    /**
     * The answer that signs in and leads on.
     *
     * @param to a path of this service; any other, or null, is the board
     * @throws ProblemException 400 when it is no token that the API would take
     */
    public Response with(String token, String to) {
        try {
            return PagePath.go(to).cookie(cookie.of(parser.parse(token))).build();
        } catch (ParseException e) {
            throw ProblemException.field("/token", "令牌无效：已过期，或签名、签发者、aud 不符。请取得新的令牌。",
                    "The token is not valid: it has expired, or its signature, issuer or audience is wrong. Get a new one.");
        }
    }

    /** The answer that signs out of this browser and leads to a page of ours. */
    Response out() {
        return Response.status(Response.Status.SEE_OTHER).header(HttpHeaders.LOCATION, "/sign-in").cookie(cookie.none()).build();
    }

    /** The same with a page to show. */
    Response out(String page) {
        return Response.ok(page, MediaType.TEXT_HTML_TYPE).cookie(cookie.none()).build();
    }
}
