package org.duban.notify;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Set;

/** Tokens as the issuer would sign them, and as he would not. */
public final class Tokens {

    private Tokens() {}

    /** @param unit null for a token that names none */
    public static String of(String role, String unit) {
        JwtClaimsBuilder claims = claims(role);
        if (unit != null) {
            claims.claim("unit", unit);
        }
        return claims.sign(own());
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
        try {
            return claims("office").sign(KeyUtils.generateKeyPair(2048).getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PrivateKey own() {
        byte[] key = Base64.getDecoder().decode(World.setting("test.private-key"));
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
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
