package org.duban.task.local;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Set;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Problems;
import org.duban.task.problem.Text;
import org.duban.task.security.Roles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Gives tokens to whoever sits at the machine of local mode. For everybody else there is no such door: 404. */
@Path("/local/tokens")
@Tag(name = "local")
public class LocalTokenResource {
    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final LocalConfig config;
    private final String issuer;
    private final String audience;

    LocalTokenResource(LocalConfig config, @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") String audience) {
        this.config = config;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** @param unit the unit's code for the role unit; null for the others */
    @Schema(name = "LocalTokenRequest")
    public record TokenRequest(
            @NotNull @Pattern(regexp = "office|unit|inspectorate|reader")
            @Schema(description = "角色 (the role)", enumeration = {Roles.OFFICE, Roles.UNIT, Roles.INSPECTORATE, Roles.READER},
                    examples = "unit") String role,
            @Size(min = 1, max = 64)
            @Schema(description = "单位代码，仅用于角色 unit (the unit's code, for the role unit only)", examples = "532501") String unit) {}

    /** @param token a bearer token, good for a day of machine time */
    @Schema(name = "LocalToken")
    public record IssuedToken(String token) {}

    @POST
    @PermitAll
    @SecurityRequirements
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(operationId = "issueLocalToken", summary = "取得本机演示令牌 (Get a token of local mode)",
            description = "仅限本机演示模式，且只答复本机的请求，无需令牌；有效一天。正式运行时令牌由签发者发放，此处一律 404。"
                    + "(Local mode only, and only for requests from this machine, without a token; good for a day. "
                    + "In production the issuer gives tokens, and this is a 404.)")
    @Extension(name = Problems.NAME, value = "not-found")
    public IssuedToken issue(@NotNull @Valid TokenRequest body, @Context HttpServerRequest request) {
        if (!config.enabled() || config.key().isEmpty() || !isFromThisMachine(request)) {
            throw new ProblemException(ProblemCode.NOT_FOUND, Text.of("仅限本机演示模式。", "Local mode only."));
        }
        if (body.role.equals(Roles.UNIT) != (body.unit != null)) {
            throw ProblemException.field("/unit", "角色 unit 须给出单位代码，其他角色不得给出", "goes with the role unit, and only with it");
        }
        String subject = body.unit == null ? body.role : body.unit;
        JwtClaimsBuilder claims = Jwt.issuer(issuer).audience(audience).subject(subject).upn(subject)
                .groups(body.role).expiresIn(GOOD_FOR);
        if (body.unit != null) {
            claims.claim("unit", body.unit);
        }
        return new IssuedToken(claims.sign(config.key().get().toString()));
    }

    /** By address, and by the name it was called: a page elsewhere whose host name leads here must not read a token. */
    private static boolean isFromThisMachine(HttpServerRequest request) {
        return THIS_MACHINE.contains(request.authority() == null ? "" : request.authority().host())
                && request.connection().remoteAddress().hostAddress().matches("127\\..*|0:0:0:0:0:0:0:1|::1");
    }
}
