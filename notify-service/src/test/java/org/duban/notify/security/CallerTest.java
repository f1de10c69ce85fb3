package org.duban.notify.security;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;

/** What is read of a token, whoever issued it. */
class CallerTest {

    private static final String NAMESPACED = "https://duban.example/unit";

    private record Token(Map<String, Object> claims) implements JsonWebToken {

        @Override
        public String getName() {
            return getSubject();
        }

        @Override
        public Set<String> getClaimNames() {
            return claims.keySet();
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T getClaim(String name) {
            return (T) claims.get(name);
        }
    }

    private static Caller caller(String unitClaim, Map<String, Object> claims, String... roles) {
        QuarkusSecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("zhang"))
                .addRoles(Set.of(roles))
                .build();
        return new Caller(identity, new Token(claims), () -> unitClaim);
    }

    @Test
    void theIssuersOwnRolesAreNothingHere() {
        Caller caller = caller("unit", Map.of("sub", "zhang"), "offline_access", "reader", "default-roles-duban", "office");

        assertThat(caller.actor(), equalTo("office,reader zhang"));
        assertThat(caller.seesAll(), is(true));
    }

    @Test
    void theUnitStandsWhereTheIssuerWritesIt() {
        assertThat(caller(NAMESPACED, Map.of(NAMESPACED, "532501"), "unit").unit(), equalTo("532501"));
        assertThat(caller(NAMESPACED, Map.of("unit", "532501"), "unit").unit(), nullValue());
    }

    @Test
    void aUnitThatIsNoTextIsNone() {
        Caller caller = caller("unit", Map.of("unit", List.of("532501", "532502")), "unit");

        assertThat(caller.unit(), nullValue());
        assertThat(caller.sees("532501"), is(false));
    }
}
