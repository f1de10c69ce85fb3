package org.duban.task.security;

import io.smallrye.config.ConfigMapping;

/** What issuers call differently. Where the roles are is the framework's: {@code smallrye.jwt.path.groups}. */
@ConfigMapping(prefix = "duban.jwt")
public interface TokenConfig {
    /** The claim that holds a unit's code: a name, not a path, for it may well be a URL. */
    String unitClaim();
}
