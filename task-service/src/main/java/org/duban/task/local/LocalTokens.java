package org.duban.task.local;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import org.duban.task.local.LocalTokenResource.TokenRequest;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs tokens for whoever sits at the machine of local mode; for everybody else it does not exist. */
@ApplicationScoped
class LocalTokens {
    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final LocalConfig config;
    private final String issuer;
    private final String audience;

    LocalTokens(LocalConfig config, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") String audience) {
        this.config = config;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** @throws ProblemException 404 but for requests from this machine in local mode; 400 for a unit without its code */
    String issue(TokenRequest asked, HttpServerRequest request) {
        if (!config.enabled() || config.key().isEmpty() || !isFromThisMachine(request)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, Text.of("仅限本机演示模式。", "Local mode only."));
        }
        if (asked.role().equals(Roles.UNIT) != (asked.unit() != null)) {
            throw ProblemException.field("/unit", "角色 unit 须给出单位代码，其他角色不得给出", "goes with the role unit, and only with it");
        }
        String subject = asked.unit() == null ? asked.role() : asked.unit();
        JwtClaimsBuilder claims = Jwt.issuer(issuer).audience(audience).subject(subject).upn(subject)
                .groups(asked.role()).expiresIn(GOOD_FOR);
        if (asked.unit() != null) {
            claims.claim("unit", asked.unit());
        }
        return claims.sign(config.key().get().toString());
    }

    /** By address, and by the name it was called: a page elsewhere whose host name leads here must not read a token. */
    private static boolean isFromThisMachine(HttpServerRequest request) {
        return THIS_MACHINE.contains(request.authority() == null ? "" : request.authority().host())
                && request.connection().remoteAddress().hostAddress().matches("127\\..*|0:0:0:0:0:0:0:1|::1");
    }
}
