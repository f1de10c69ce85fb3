package org.duban.task.clerk;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.duban.task.Tokens;
import org.eclipse.microprofile.config.ConfigProvider;

/** Tokens of links as notify-service signs them, and as it would not. */
public final class LinkTokens {
    private LinkTokens() {}

    public static String of(String notice, String unit) {
        return signed(claims(notice, unit));
    }

    /** @param ago how long ago its mail was sent; negative: so long from now */
    static String issued(String notice, String unit, Duration ago) {
        return signed(claims(notice, unit).issuedAt(Instant.now().minus(ago)));
    }

    /** Every token that is none, by what is wrong with it. */
    static Map<String, String> refused(String notice, String unit) throws GeneralSecurityException {
        String good = of(notice, unit);
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("garbage", "no.token.atall");
        tokens.put("a word", "abc");
        tokens.put("cut off", good.substring(0, good.length() - 5));
        tokens.put("altered", good.replace(good.split("\\.")[1], of(notice, "another").split("\\.")[1]));
        tokens.put("expired", signed(claims(notice, unit).issuedAt(1_000_000_000).expiresAt(1_000_000_600)));
        tokens.put("of another issuer", signed(claims(notice, unit).issuer("https://duban.local")));
        tokens.put("for another audience", signed(claims(notice, unit).audience("duban")));
        tokens.put("of no notice", signed(Jwt.issuer("duban").audience("duban-report").subject(unit).expiresIn(600)));
        tokens.put("of a notice that is none", signed(claims("1", unit)));
        tokens.put("of a notice that is not there", of(UUID.randomUUID().toString(), unit));
        tokens.put("of no unit", signed(Jwt.issuer("duban").audience("duban-report").claim("notice", notice).expiresIn(600)));
        tokens.put("of no end", raw(good, "{\"iss\":\"duban\",\"aud\":\"duban-report\",\"sub\":\"" + unit + "\",\"notice\":\"" + notice
                + "\",\"iat\":1000000000}"));
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        tokens.put("signed by another key", claims(notice, unit).jws().algorithm(SignatureAlgorithm.ES256)
                .sign(generator.generateKeyPair().getPrivate()));
        tokens.put("signed by the key of the API", claims(notice, unit).sign());
        tokens.put("signed with the public key as a secret", claims(notice, unit).jws().algorithm(SignatureAlgorithm.HS256)
                .sign(new SecretKeySpec(setting("duban.report.public-key").getBytes(StandardCharsets.US_ASCII), "HmacSHA256")));
        tokens.put("signed by nobody", encoded("{\"alg\":\"none\"}") + "." + good.split("\\.")[1] + ".");
        tokens.put("of the API", Tokens.of("unit", unit));
        return tokens;
    }

    private static JwtClaimsBuilder claims(String notice, String unit) {
        return Jwt.issuer("duban").audience("duban-report").subject(unit).claim("notice", notice).expiresIn(86_400);
    }

    private static String signed(JwtClaimsBuilder claims) {
        return claims.jws().algorithm(SignatureAlgorithm.ES256).sign(key());
    }

    /** With claims that the builder would add to. */
    private static String raw(String good, String claims) throws GeneralSecurityException {
        String text = good.split("\\.")[0] + "." + encoded(claims);
        java.security.Signature signature = java.security.Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(key());
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static PrivateKey key() {
        try {
            return KeyUtils.decodePrivateKey(setting("test.report-key"), SignatureAlgorithm.ES256);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
