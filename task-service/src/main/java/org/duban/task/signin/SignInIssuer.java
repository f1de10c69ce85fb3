package org.duban.task.signin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.jboss.logging.Logger;

/**
 * The issuer's side of signing in and out: the code flow (RFC 6749 §4.1) with PKCE (RFC 7636). Of what it answers only the access
 * token counts, and that is verified like every token of the API.
 */
@ApplicationScoped
class SignInIssuer {
    private static final Logger LOG = Logger.getLogger(SignInIssuer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SignInConfig config;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ObjectMapper json = new ObjectMapper();
    /** Read when it is first needed: an issuer that is away keeps nobody from starting. */
    private volatile JsonNode endpoints;

    SignInIssuer(SignInConfig config) {
        this.config = config;
    }

    boolean isConfigured() {
        return config.url().isPresent() && config.client().isPresent() && config.returnTo().isPresent();
    }

    /** Where to send the browser. */
    URI page(SignInAttempt attempt) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", config.client().orElseThrow());
        query.put("redirect_uri", config.returnTo().orElseThrow().toString());
        query.put("scope", config.scope());
        query.put("state", attempt.state());
        query.put("code_challenge", attempt.challenge());
        query.put("code_challenge_method", "S256");
        return withQuery(required("authorization_endpoint"), query);
    }

    /**
     * Where to send the browser to end the session there (OpenID Connect RP-Initiated Logout 1.0 §2), and from where it comes back to
     * our sign-in page. Empty where the issuer has no such page, or does not answer: signing out here does not hang on it.
     */
    Optional<URI> signOutPage() {
        if (!isConfigured()) {
            return Optional.empty();
        }
        try {
            return endpoint("end_session_endpoint").map(endpoint -> withQuery(endpoint, Map.of("client_id", config.client().orElseThrow(),
                    "post_logout_redirect_uri", config.returnTo().orElseThrow().resolve("/sign-in").toString())));
        } catch (ProblemException e) {
            return Optional.empty();
        }
    }

    private static URI withQuery(String endpoint, Map<String, String> query) {
        return URI.create(endpoint + (endpoint.contains("?") ? "&" : "?") + form(query));
    }

    /** The access token for the code that the browser has brought back. */
    String token(String code, SignInAttempt attempt) {
        Map<String, String> body = new LinkedHashMap<>();
        body.put("grant_type", "authorization_code");
        body.put("code", code);
        body.put("redirect_uri", config.returnTo().orElseThrow().toString());
        body.put("client_id", config.client().orElseThrow());
        body.put("code_verifier", attempt.verifier());
        config.secret().ifPresent(secret -> body.put("client_secret", secret));
        JsonNode token = send(HttpRequest.newBuilder(URI.create(required("token_endpoint")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(body)))).path("access_token");
        if (!token.isTextual()) {
            throw unavailable("it gave no access token");
        }
        return token.asText();
    }

    private String required(String name) {
        return endpoint(name).orElseThrow(() -> unavailable("it has no " + name));
    }

    private Optional<String> endpoint(String name) {
        if (endpoints == null) {
            String issuer = config.url().orElseThrow();
            JsonNode read = send(HttpRequest.newBuilder(URI.create(
                    issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration")));
            // OpenID Connect Discovery §4.3
            if (!read.path("issuer").asText().equals(issuer)) {
                throw unavailable("it calls itself " + read.path("issuer").asText());
            }
            endpoints = read;
        }
        return Optional.of(endpoints.path(name).asText()).filter(endpoint -> !endpoint.isEmpty());
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.timeout(PATIENCE).header("Accept", "application/json").build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw unavailable("it answered " + answer.statusCode());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw unavailable(e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    /** The reason is for those who run the service; who signs in can only come again. */
    private ProblemException unavailable(String reason) {
        LOG.warnf("signing in with the issuer %s failed: %s", config.url().orElse(null), reason);
        return new ProblemException(ProblemCode.UNAVAILABLE, Text.of("统一登录暂时不可用，请稍后再试，或改用访问令牌登录。",
                "The issuer does not answer as it should; try again later, or sign in with a token."));
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream().map(value -> value.getKey() + "=" + PagePath.encoded(value.getValue()))
                .collect(Collectors.joining("&"));
    }
}
