package org.duban.notify.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jose4j.jwt.NumericDate;

/** Refuses a token that says it is issued in the future, which the framework lets pass: no issuer in order signs one. */
@ApplicationScoped
class IssuedLater implements SecurityIdentityAugmentor {
    /** How far the issuer's clock and ours may differ. */
    private static final long SKEW_SECONDS = 60;

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        // By the clock that the token's end is held against.
        boolean later = identity.getPrincipal() instanceof JsonWebToken token
                && token.getIssuedAtTime() > NumericDate.now().getValue() + SKEW_SECONDS;
        return later ? Uni.createFrom().failure(new AuthenticationFailedException("issued in the future"))
                : Uni.createFrom().item(identity);
    }
}
