package org.duban.task.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Remembers tokens that were verified, so that the many requests of one client cost one check of the signature. A token
 * is good no longer for it: not past its own end, and a key that the issuer has withdrawn is noticed as soon as an entry
 * has aged. Refused tokens are not remembered.
 */
@Decorator
@Priority(1)
public abstract class VerifiedTokens implements JWTParser {
    private static final Duration AGE = Duration.ofMinutes(1);
    private static final int MOST = 2000;

    private final JWTParser parser;
    /** A token's life is machine time (ARCHITECTURE.md, "Two clocks"). */
    private final Clock machine = Clock.systemUTC();
    private final Cache<String, JsonWebToken> verified = Caffeine.newBuilder().maximumSize(MOST)
            .expireAfter(Expiry.creating((String text, JsonWebToken token) -> remembered(token))).build();

    @Inject
    VerifiedTokens(@Any @Delegate JWTParser parser) {
        this.parser = parser;
    }

    @Override
    public JsonWebToken parse(String token) throws ParseException {
        JsonWebToken known = verified.getIfPresent(token);
        if (known != null) {
            return known;
        }
        JsonWebToken fresh = VerifiedToken.of(parser.parse(token));
        verified.put(token, fresh);
        return fresh;
    }

    private Duration remembered(JsonWebToken token) {
        Duration left = Duration.between(machine.instant(), Instant.ofEpochSecond(token.getExpirationTime()));
        return left.isNegative() ? Duration.ZERO : left.compareTo(AGE) < 0 ? left : AGE;
    }
}
