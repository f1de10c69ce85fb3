package org.duban.task.signin;

import io.smallrye.config.ConfigMapping;
import java.net.URI;
import java.util.Optional;

/** The issuer's own sign-in page (OpenID Connect); without {@link #url} and {@link #client} tokens are pasted. */
@ConfigMapping(prefix = "duban.oidc")
public interface SignInConfig {
    /** The issuer, under which {@code .well-known/openid-configuration} lies. */
    Optional<String> url();

    /** What this service is called there. */
    Optional<String> client();

    /** Where the issuer asks for one. */
    Optional<String> secret();

    /** Blanks between several. */
    String scope();

    /** The address of {@code /sign-in/return} as browsers see it, as it was registered there. */
    Optional<URI> returnTo();
}
