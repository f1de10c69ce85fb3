package org.duban.notify;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as the issuer would sign them, and as he would not. */
public final class Tokens {

    /** By key, role and unit: to sign one with RSA takes longer than the request that it is for. */
    private static final Map<List<String>, String> SIGNED = new ConcurrentHashMap<>();

    private Tokens() {}

    /** @param unit null for a token that names none */
    public static String of(String role, String unit) {
        return SIGNED.computeIfAbsent(Arrays.asList(World.setting("test.private-key"), role, unit), key -> signedFor(role, unit));
    }

    private static String signedFor(String role, String unit) {
        JwtClaimsBuilder claims = claims(role).expiresIn(7200);
        if (unit != null) {
            claims.claim("unit", unit);
        }
        // Of one key, given as PEM, the id is not asked for; of a JWKS it is.
        return claims.jws().keyId("test").sign(own());
    }

    public static String expired() {
        return claims("office").issuedAt(1_000_000_000).expiresAt(1_000_000_600).sign(own());
    }

    public static String ofIssuer(String issuer) {
        return claims("office").issuer(issuer).sign(own());
    }

    public static String ofAudience(String audience) {
        return claims("office").audience(audience).sign(own());
    }

    public static String bySomebodyElse() {
        return claims("office").sign(Stranger.KEY);
    }

    /** No signature at all. */
    public static String unsigned() {
        return encode("{\"alg\":\"none\",\"typ\":\"JWT\"}") + "." + payload("office", in(600)) + ".";
    }

    /** Signed with what everybody may know, as if it were a shared secret. */
    public static String signedWithThePublicKey() {
        try {
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) own();
            byte[] publicKey = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()))
                    .getEncoded();
            String signed = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + payload("office", in(600));
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(publicKey, "HmacSHA256"));
            return signed + "."
                    + Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String withoutExpiry() {
        return signed(payload("office", ""));
    }

    public static String withoutIssuer() {
        return signed(encode("{\"aud\":\"duban\",\"sub\":\"test\",\"groups\":[\"office\"]" + in(600) + "}"));
    }

    public static String withoutAudience() {
        return signed(
                encode("{\"iss\":\"https://duban.local\",\"sub\":\"test\",\"groups\":[\"office\"]" + in(600) + "}"));
    }

    public static String notYet() {
        return signed(payload("office", in(7200) + ",\"nbf\":" + (seconds() + 3600)));
    }

    public static String issuedInTheFuture() {
        return signed(payload("office", ",\"iat\":" + (seconds() + 3600) + ",\"exp\":" + (seconds() + 7200)));
    }

    /** Signed by a stranger, whose key its header names: by id, by address, or as it is. */
    public static String withHeader(String more) {
        return signed("{\"alg\":\"RS256\"" + more + "}", payload("office", in(600)), Stranger.KEY);
    }

    /** A unit's, made one of the office. */
    public static String altered() {
        String[] parts = signed(payload("unit", in(600))).split("\\.");
        return parts[0] + "." + payload("office", in(600)) + "." + parts[2];
    }

    /** Any payload under a true signature: the builder adds what an issuer would not forget. */
    private static String signed(String payload) {
        return signed("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", payload, own());
    }

    private static String signed(String header, String payload, PrivateKey key) {
        try {
            String text = encode(header) + "." + payload;
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String payload(String role, String more) {
        return encode("{\"iss\":\"https://duban.local\",\"aud\":\"duban\",\"sub\":\"test\",\"groups\":[\"" + role + "\"]"
                + more + "}");
    }

    private static String in(long wait) {
        return ",\"iat\":" + seconds() + ",\"exp\":" + (seconds() + wait);
    }

    private static long seconds() {
        return System.currentTimeMillis() / 1000;
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The key that is called {@code test} in the issuer's JWKS, and that is given as PEM elsewhere. */
    public static PrivateKey own() {
        byte[] key = Base64.getDecoder().decode(World.setting("test.private-key"));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody whom the service does not know. One is enough, for to make a pair takes seconds. */
    private static final class Stranger {
        static final PrivateKey KEY = key();

        private static PrivateKey key() {
            try {
                return KeyUtils.generateKeyPair(2048).getPrivate();
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static JwtClaimsBuilder claims(String role) {
        return Jwt.issuer("https://duban.local")
                .audience("duban")
                .subject("test")
                .groups(Set.of(role))
                .expiresIn(600);
    }
}
