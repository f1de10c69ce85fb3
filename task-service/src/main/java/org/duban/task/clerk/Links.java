package org.duban.task.clerk;

import io.quarkus.runtime.Startup;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/** Tells good links from others. Their tokens are signed by notify-service; their life is machine time. */
@Startup
@Singleton
class Links {
    /** As notify-service writes them. */
    private static final String ISSUER = "duban";
    private static final String AUDIENCE = "duban-report";

    private final Optional<JwtConsumer> tokens;
    private final Revocations revocations;

    Links(ReportConfig config, Revocations revocations) {
        this.tokens = config.publicKey().map(Links::consumer);
        this.revocations = revocations;
    }

    /** @return empty: it is no token of ours, it has expired, or the office has revoked it */
    Optional<Link> open(String token) {
        return tokens.flatMap(consumer -> read(consumer, token)).filter(link -> !revocations.cover(link));
    }

    private static Optional<Link> read(JwtConsumer consumer, String token) {
        try {
            JwtClaims claims = consumer.processToClaims(token);
            String notice = claims.getStringClaimValue("notice");
            return notice == null ? Optional.empty() : Optional.of(new Link(UUID.fromString(notice), claims.getSubject(),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()), token));
        } catch (InvalidJwtException | MalformedClaimException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static JwtConsumer consumer(String publicKey) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
                .setVerificationKey(key(publicKey)).setExpectedIssuer(ISSUER).setExpectedAudience(AUDIENCE)
                .setRequireSubject().setRequireIssuedAt().setRequireExpirationTime().build();
    }

    private static PublicKey key(String pem) {
        try {
            return KeyUtils.decodePublicKey(pem, SignatureAlgorithm.ES256);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("DUBAN_REPORT_PUBLIC_KEY is no public key of the curve P-256", e);
        }
    }
}
