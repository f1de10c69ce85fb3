package org.duban.task.signin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * An issuer on loopback that holds the service to the code flow with PKCE. Whoever comes to its page is the office at once;
 * {@code &audience=} on the page's address has the token made for somebody else.
 */
public final class FakeIssuer implements AutoCloseable {
    public static final String CLIENT = "duban-pages";
    public static final String SECRET = "open sesame & more";
    public static final String RETURN = "https://duban.example/sign-in/return";

    private final HttpServer server;
    private final PrivateKey key;
    /** The query that a code was given for. */
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();

    /** @param key signs the tokens */
    public FakeIssuer(PrivateKey key) throws IOException {
        this.key = key;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token","end_session_endpoint":"%1$s/logout?ui=1"}""".formatted(url())));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
        boolean asAgreed = CLIENT.equals(query.get("client_id")) && RETURN.equals(query.get("redirect_uri"))
                && "code".equals(query.get("response_type")) && "S256".equals(query.get("code_challenge_method"))
                && List.of(query.get("scope").split(" ")).contains("openid");
        if (!asAgreed) {
            json(exchange, 400, "{}");
            return;
        }
        String code = "code-" + codes.size();
        codes.put(code, query);
        exchange.getResponseHeaders().add("Location", RETURN + "?state=" + query.get("state") + "&code=" + code
                + "&session_state=1&iss=" + url());
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> body = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Map<String, String> asked = codes.remove(body.getOrDefault("code", "none"));
        boolean good = asked != null && "authorization_code".equals(body.get("grant_type")) && CLIENT.equals(body.get("client_id"))
                && SECRET.equals(body.get("client_secret")) && RETURN.equals(body.get("redirect_uri"))
                && hash(body.get("code_verifier")).equals(asked.get("code_challenge"));
        json(exchange, good ? 200 : 400, good
                ? "{\"token_type\":\"Bearer\",\"access_token\":\"" + signed(asked.getOrDefault("audience", "duban")) + "\",\"id_token\":\"unused\"}"
                : "{\"error\":\"invalid_grant\"}");
    }

    private String signed(String audience) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("https://duban.local");
        claims.setAudience(audience);
        claims.setSubject("zhang");
        claims.setStringListClaim("groups", "office");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(30);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKey(key);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(String verifier) {
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&")).map(pair -> pair.split("=", 2)).collect(Collectors.toMap(pair -> pair[0],
                pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
