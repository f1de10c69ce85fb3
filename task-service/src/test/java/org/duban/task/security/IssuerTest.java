package org.duban.task.security;

import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtSignatureBuilder;
import io.smallrye.jwt.util.KeyUtils;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.AsInProduction;
import org.duban.task.StackResource;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** An issuer that is not ours: its claims, keys on a curve, keys that change, and a proxy before the service. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(AsInProduction.class)
class IssuerTest {
    @Test
    void rolesAreReadWhereTheIssuerWritesThem() {
        assertEquals(200, status(token("office", "test").sign()));
        assertEquals(403, status(token("someone", "test").sign()), "roles that are none of ours");
    }

    @Test
    void aKeyMayLieOnACurve() throws GeneralSecurityException {
        PrivateKey curve = KeyUtils.decodePrivateKey(setting("test.curve-key"), SignatureAlgorithm.ES256);

        assertEquals(200, status(token("office", "curve").algorithm(SignatureAlgorithm.ES256).sign(curve)));
        assertEquals(401, status(token("office", "test").algorithm(SignatureAlgorithm.ES256).sign(curve)), "not by the key that it names");
        assertEquals(401, status(token("office", "test").algorithm(SignatureAlgorithm.PS256).sign()), "by an algorithm that is not set");
    }

    @Test
    void anotherKeyIsKnownAsSoonAsItIsPublished() throws GeneralSecurityException, JoseException {
        // Given
        JsonWebKeySet published = new JsonWebKeySet(RestAssured.get(setting("test.jwks")).asString());
        KeyPair next = KeyUtils.generateKeyPair(2048);

        // When
        published.addJsonWebKey(IssuerKeys.of(next.getPublic(), "next"));
        RestAssured.given().contentType("application/json").body(published.toJson()).put(setting("test.jwks"));

        // Then
        assertEquals(200, status(token("office", "next").sign(next.getPrivate())));
    }

    @Test
    void addressesAreThoseThatBrowsersSee() {
        RestAssured.given().header("X-Forwarded-Proto", "https").get("/guide").then().statusCode(200)
                .body(containsString("https://localhost"));
    }

    /** As Keycloak writes it: with roles of its own beside ours. Each is a client of its own, or the limit would be met. */
    private static JwtSignatureBuilder token(String role, String key) {
        return Jwt.issuer("https://duban.local").audience("duban").subject("issuer-test-" + key + "-" + role)
                .claim("realm_access", Map.of("roles", List.of("offline_access", "default-roles-duban", role)))
                .expiresIn(600).jws().keyId(key);
    }

    /** Refused tokens count against an address: none that another test has. */
    private static int status(String token) {
        return As.with(token).header("X-Forwarded-For", "203.0.113.100").get("/units").statusCode();
    }

    private static String setting(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
