package org.duban.notify.security;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

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
import org.duban.notify.AsInProduction;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** An issuer that is not ours: its claims, keys on a curve, keys that change. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(AsInProduction.class)
class IssuerTest {

    @Test
    void rolesAreReadWhereTheIssuerWritesThem() {
        assertThat(status(token("office", "test").sign(Tokens.own())), equalTo(200));
        assertThat("roles that are none of ours", status(token("someone", "test").sign(Tokens.own())), equalTo(403));
    }

    @Test
    void aKeyMayLieOnACurve() throws GeneralSecurityException {
        PrivateKey curve = KeyUtils.decodePrivateKey(World.setting("test.curve-key"), SignatureAlgorithm.ES256);

        assertThat(status(token("office", "curve").algorithm(SignatureAlgorithm.ES256).sign(curve)), equalTo(200));
        assertThat(
                "not by the key that it names",
                status(token("office", "test").algorithm(SignatureAlgorithm.ES256).sign(curve)),
                equalTo(401));
        assertThat(
                "by an algorithm that is not set",
                status(token("office", "test").algorithm(SignatureAlgorithm.PS256).sign(Tokens.own())),
                equalTo(401));
    }

    @Test
    void anotherKeyIsKnownAsSoonAsItIsPublished() throws GeneralSecurityException, JoseException {
        // Given
        String address = World.setting("test.jwks");
        JsonWebKeySet published = new JsonWebKeySet(RestAssured.get(address).asString());
        KeyPair next = KeyUtils.generateKeyPair(2048);

        // When
        published.addJsonWebKey(IssuerKeys.of(next.getPublic(), "next"));
        RestAssured.given().contentType("application/json").body(published.toJson()).put(address);

        // Then
        assertThat(status(token("office", "next").sign(next.getPrivate())), equalTo(200));
    }

    /** As Keycloak writes it: with roles of its own beside ours. Each is a client of its own, or the limit would be met. */
    private static JwtSignatureBuilder token(String role, String key) {
        return Jwt.issuer("https://duban.local")
                .audience("duban")
                .subject("issuer-test-" + key + "-" + role)
                .claim("realm_access", Map.of("roles", List.of("offline_access", "default-roles-duban", role)))
                .expiresIn(600)
                .jws()
                .keyId(key);
    }

    /** Refused tokens count against an address: none that another test has. */
    private static int status(String token) {
        return given().auth().oauth2(token).header("X-Forwarded-For", "203.0.113.100").get("/api/v1/previews").statusCode();
    }
}
