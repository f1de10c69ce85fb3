package org.duban.task.security;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.inject.Inject;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** A token that was verified is remembered, and no longer than it is good. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VerifiedTokensTest {
    @Inject
    JWTParser parser;

    @Test
    void aTokenIsVerifiedOnce() throws ParseException {
        String token = Tokens.of("office", null);

        assertSame(parser.parse(token), parser.parse(token));
    }

    @Test
    void aTokenIsNotRememberedPastItsEnd() throws ParseException {
        String token = Tokens.expiringIn(2);
        JsonWebToken first = parser.parse(token);

        assertSame(first, parser.parse(token));
        await().until(() -> isVerifiedAnew(token, first));
    }

    @Test
    void aTokenThatBeginsAsAGoodOneIsNone() throws ParseException {
        String token = Tokens.of("office", null);
        parser.parse(token);

        assertThrows(ParseException.class, () -> parser.parse(token.substring(0, token.lastIndexOf('.') + 1) + "AAAA"));
    }

    /** Accepted again within the leeway, or refused: both are a look at the token itself. */
    private boolean isVerifiedAnew(String token, JsonWebToken first) {
        try {
            return parser.parse(token) != first;
        } catch (ParseException e) {
            return true;
        }
    }
}
