package org.duban.task;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/**
 * As an installation is set up, in so far as the other tests are not: behind a proxy, with the keys of an issuer that is not
 * ours, and with a limit. One profile for all of it, for each is another start of the service.
 */
public class AsInProduction implements QuarkusTestProfile {
    /** Requests a minute: so few that they are not refilled while a test runs. */
    public static final int LIMIT = 5;

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "test.rate-limit", String.valueOf(LIMIT),
                "test.keys", "${test.jwks}",
                "DUBAN_JWT_ALGORITHMS", "RS256,ES256",
                "DUBAN_JWT_ROLES_CLAIM", "realm_access/roles",
                "DUBAN_PROXIES", "127.0.0.1,::1");
    }
}
