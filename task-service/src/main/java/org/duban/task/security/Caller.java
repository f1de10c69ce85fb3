package org.duban.task.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** Who calls: read from the token, which the framework has verified (signature, issuer, audience, expiry). Templates know it as caller. */
@Named
@RequestScoped
public class Caller {
    private final JsonWebToken token;
    private final TokenConfig config;
    /** The token makes a new set each time. */
    private Set<String> groups;

    Caller(JsonWebToken token, TokenConfig config) {
        this.token = token;
        this.config = config;
    }

    /** True without a verified token. */
    public boolean isAnonymous() {
        return token.getName() == null && groups().isEmpty() && token.getSubject() == null;
    }

    public boolean has(String role) {
        return groups().contains(role);
    }

    private Set<String> groups() {
        if (groups == null) {
            groups = token.getGroups() == null ? Set.of() : token.getGroups();
        }
        return groups;
    }

    /** True when the caller is a unit and nothing more: then only that unit's things exist for it. */
    public boolean isOnlyUnit() {
        return !has(Roles.OFFICE) && !has(Roles.INSPECTORATE) && !has(Roles.READER);
    }

    /** The code of the caller's unit; null when the token names none. */
    public String unit() {
        // Of another type is as good as none: no issuer in order writes a code as a list.
        return token.<Object>getClaim(config.unitClaim()) instanceof String code ? code : null;
    }

    /** The unit whose things alone the caller may see; null when it may see all. A nameless unit sees nothing. */
    public String onlyUnit() {
        return !isOnlyUnit() ? null : unit() == null ? "" : unit();
    }

    /** For the audit trail: role and subject, for example {@code unit:532501}. */
    public String actor() {
        String role = has(Roles.OFFICE) ? Roles.OFFICE : has(Roles.INSPECTORATE) ? Roles.INSPECTORATE
                : has(Roles.UNIT) ? Roles.UNIT + ":" + unit() : Roles.READER;
        return token.getSubject() == null || token.getSubject().equals(role) ? role : role + " " + token.getSubject();
    }
}
