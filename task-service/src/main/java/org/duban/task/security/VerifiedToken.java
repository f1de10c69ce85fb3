package org.duban.task.security;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * A verified token with its claims taken out once: the library's own token searches and converts at each look, and makes
 * an exception for each claim that no standard names, as {@code unit}.
 *
 * @param name   of the principal; may be null
 * @param claims by their names, in the types that the library gives them
 */
record VerifiedToken(String name, Map<String, Object> claims) implements JsonWebToken {

    static VerifiedToken of(JsonWebToken token) {
        return new VerifiedToken(token.getName(), token.getClaimNames().stream()
                .filter(name -> token.getClaim(name) != null)
                .collect(Collectors.toUnmodifiableMap(Function.identity(), token::<Object>getClaim)));
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public Set<String> getClaimNames() {
        return claims.keySet();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T getClaim(String claim) {
        return (T) claims.get(claim);
    }

    /** Without the claims, among which is the token itself: this may come into a log. */
    @Override
    public String toString() {
        return "token of " + name;
    }
}
