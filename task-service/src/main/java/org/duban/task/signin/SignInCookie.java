package org.duban.task.signin;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.NewCookie;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Pattern;
import org.duban.task.problem.ProblemException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The session of who has signed in: a cookie that holds the token itself, no longer than the token is good. It counts for
 * pages only, where {@link FormGuard} watches over forms; the API never looks at it, and so cannot be called by a foreign
 * page on somebody's behalf.
 */
@ApplicationScoped
public class SignInCookie {
    private static final Pattern PAGES = Pattern.compile("/(board|import|sign-out)(/.*)?");
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+");
    private static final String HELD = SignInCookie.class.getName();
    /** Ahead of the framework's authentication. */
    private static final int EARLY = 1000;
    /** Browsers drop a cookie of more than 4,096 bytes without a word (RFC 6265 §6.1). */
    private static final int LONGEST = 3800;

    private final boolean local;
    private final String name;

    SignInCookie(@ConfigProperty(name = "duban.local.enabled") boolean local) {
        this.local = local;
        // With that prefix no other host of the domain can set it (RFC 6265bis §4.1.3.2), but it needs TLS.
        this.name = local ? "duban-session" : "__Host-duban-session";
    }

    void install(@Observes Filters filters) {
        filters.register(context -> {
            present(context);
            context.next();
        }, EARLY);
    }

    /** On a page the cookie is the bearer token, unless one was sent. */
    private void present(RoutingContext context) {
        HttpServerRequest request = context.request();
        Cookie cookie = request.getCookie(name);
        if (cookie != null && TOKEN.matcher(cookie.getValue()).matches() && isPage(context)
                && !request.headers().contains(HttpHeaders.AUTHORIZATION)) {
            request.headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + cookie.getValue());
            context.put(HELD, cookie.getValue());
        }
    }

    private static boolean isPage(RoutingContext context) {
        try {
            return PAGES.matcher(context.normalizedPath()).matches();
        } catch (IllegalArgumentException e) {
            // Of a malformed path there is no normal form.
            return false;
        }
    }

    /** The token that the request's cookie holds; null when it came with another, with none, or for no page. */
    static String heldBy(RoutingContext context) {
        return context.get(HELD);
    }

    /** @param token verified */
    NewCookie of(JsonWebToken token) {
        if (token.getRawToken().length() > LONGEST) {
            throw ProblemException.field("/token", "令牌过长，浏览器无法保存。", "The token is too long for a browser to keep.");
        }
        return cookie(token.getRawToken()).expiry(Date.from(Instant.ofEpochSecond(token.getExpirationTime()))).build();
    }

    /** Takes it away. */
    NewCookie none() {
        return cookie("").maxAge(0).build();
    }

    private NewCookie.Builder cookie(String value) {
        // Lax, or it would not be sent to the page that somebody is led to by the issuer or by a link in a mail.
        return new NewCookie.Builder(name).value(value).path("/").httpOnly(true).secure(!local)
                .sameSite(NewCookie.SameSite.LAX);
    }
}
