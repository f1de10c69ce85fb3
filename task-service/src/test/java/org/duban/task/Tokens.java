package org.duban.task;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens as the issuer signs them, and as he would not. */
public final class Tokens {
    /** By key, roles and unit: to sign one with RSA takes longer than the request that it is for. */
    private static final Map<List<?>, String> SIGNED = new ConcurrentHashMap<>();

    private Tokens() {}

    /** @param unit the unit's code; null for a token that names none */
    public static String of(String role, String unit) {
        return of(Set.of(role), unit);
    }

    /** Of somebody who has several roles. */
    public static String of(Set<String> roles, String unit) {
        // Each start of the parts has a key of its own.
        return SIGNED.computeIfAbsent(Arrays.asList(keyLocation(), roles, unit), key -> signed(roles, unit));
    }

    private static String signed(Set<String> roles, String unit) {
        JwtClaimsBuilder claims = claims(roles).expiresIn(7200);
        if (unit != null) {
            claims.claim("unit", unit);
        }
        // Of one key, given as PEM, the id is not asked for; of a JWKS it is.
        return claims.jws().keyId("test").sign();
    }

    /** A good one of the office, for that long. */
    public static String expiringIn(int seconds) {
        return claims("office").expiresIn(seconds).sign();
    }

    /** Every token that must be refused, by what is wrong with it. */
    static Map<String, String> refused() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("garbage", "no.token.atall");
        tokens.put("expired", claims("office").issuedAt(1_000_000_000).expiresAt(1_000_000_600).sign());
        tokens.put("of another issuer", claims("office").issuer("https://elsewhere.example").sign());
        tokens.put("for another audience", claims("office").audience("other").sign());
        tokens.put("for no audience", Jwt.issuer("https://duban.local").subject("test").groups("office").expiresIn(600).sign());
        KeyPair stranger = stranger();
        tokens.put("signed by another key", claims("office").sign(stranger.getPrivate()));
        tokens.put("signed by nobody", unsigned(Tokens.of("office", null)));
        tokens.put("signed with the public key as a secret", withThePublicKeyAsSecret());
        tokens.put("not valid yet", claims("office").claim("nbf", 4_000_000_000L).sign());
        tokens.put("of no issuer", Jwt.audience("duban").subject("office").groups("office").expiresIn(600).sign());
        tokens.put("of no end", raw(HEADER, payload(""), key()));
        tokens.put("issued in the future", raw(HEADER, payload(",\"iat\":4000000000,\"exp\":4000000600"), key()));
        tokens.put("of a key id that nobody has", raw("{\"alg\":\"RS256\",\"kid\":\"other\"}", payload(LATER), stranger.getPrivate()));
        tokens.put("with the address of its own keys", raw("{\"alg\":\"RS256\",\"jku\":\"https://keys.example/jwks\"}",
                payload(LATER), stranger.getPrivate()));
        RSAPublicKey own = (RSAPublicKey) stranger.getPublic();
        tokens.put("with its own key", raw("{\"alg\":\"RS256\",\"jwk\":{\"kty\":\"RSA\",\"n\":\"" + base64(own.getModulus().toByteArray())
                + "\",\"e\":\"" + base64(own.getPublicExponent().toByteArray()) + "\"}}", payload(LATER), stranger.getPrivate()));
        tokens.put("of another algorithm", raw("{\"alg\":\"RS512\"}", payload(LATER), key()));
        tokens.put("that says nOnE", base64("{\"alg\":\"nOnE\"}") + "." + base64(payload(LATER)) + ".");
        tokens.put("without a signature", raw(HEADER, payload(LATER), key()).replaceAll("[^.]*$", ""));
        tokens.put("whose claims are no JSON", raw(HEADER, "groups=office", key()));
        tokens.put("altered", altered(Tokens.of("unit", "532501")));
        return tokens;
    }

    private static JwtClaimsBuilder claims(String role) {
        return claims(Set.of(role));
    }

    private static JwtClaimsBuilder claims(Set<String> roles) {
        String subject = String.join("+", new TreeSet<>(roles));
        return Jwt.issuer("https://duban.local").audience("duban").subject(subject).upn(subject).groups(roles).expiresIn(600);
    }

    private static final String HEADER = "{\"alg\":\"RS256\",\"typ\":\"JWT\"}";
    /** Issued long ago and good for long. */
    private static final String LATER = ",\"iat\":1700000000,\"exp\":4000000000";

    private static String payload(String times) {
        return "{\"iss\":\"https://duban.local\",\"aud\":\"duban\",\"sub\":\"office\",\"groups\":[\"office\"]" + times + "}";
    }

    /** Any header and claims under a signature: the builder adds what an issuer would not forget. */
    private static String raw(String header, String claims, PrivateKey key) {
        try {
            String text = base64(header) + "." + base64(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey key() {
        try {
            return KeyUtils.decodePrivateKey(Files.readString(Path.of(URI.create(keyLocation()))));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String keyLocation() {
        return ConfigProvider.getConfig().getValue("smallrye.jwt.sign.key.location", String.class);
    }

    private static KeyPair stranger() {
        try {
            return KeyUtils.generateKeyPair(2048);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withThePublicKeyAsSecret() {
        try {
            byte[] pem = Files.readAllBytes(Path.of(URI.create(
                    ConfigProvider.getConfig().getValue("mp.jwt.verify.publickey.location", String.class))));
            return claims("office").jws().algorithm(SignatureAlgorithm.HS256).sign(new SecretKeySpec(pem, "HmacSHA256"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Algorithm none, RFC 7519 §6. */
    private static String unsigned(String token) {
        return base64("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + token.split("\\.")[1] + ".";
    }

    private static String altered(String token) {
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("\"unit\"", "\"office\"");
        return parts[0] + "." + base64(claims) + "." + parts[2];
    }

    private static String base64(String text) {
        return base64(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
