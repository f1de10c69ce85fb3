package org.duban.notify.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who asks, and what of the ledger that may be shown. */
@RequestScoped
public class Caller {

    private static final Set<String> SEE_ALL = Set.of(Roles.OFFICE, Roles.INSPECTORATE, Roles.READER);

    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final TokenSettings settings;

    Caller(SecurityIdentity identity, JsonWebToken token, TokenSettings settings) {
        this.identity = identity;
        this.token = token;
        this.settings = settings;
    }

    public boolean seesAll() {
        return identity.getRoles().stream().anyMatch(SEE_ALL::contains);
    }

    /** Whether something that concerns a unit may be shown; null is what concerns no unit. */
    public boolean sees(String unitCode) {
        return seesAll() || unitCode != null && unitCode.equals(unit());
    }

    /** The unit that the token is for; null where it names none. */
    public String unit() {
        // Of another type is as good as none: no issuer in order writes a code as a list.
        return token.<Object>getClaim(settings.unitClaim()) instanceof String code ? code : null;
    }

    /** For the record: role and subject, as {@code office zhang} or {@code unit:532501}. */
    public String actor() {
        // An issuer has roles of its own, which are nothing here.
        String role = Roles.ALL.stream().filter(identity.getRoles()::contains).collect(Collectors.joining(","));
        String who = unit() == null ? role : role + ":" + unit();
        return token.getSubject() == null || token.getSubject().equals(role) ? who : who + " " + token.getSubject();
    }
}
