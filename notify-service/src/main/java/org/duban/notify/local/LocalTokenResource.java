package org.duban.notify.local;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Set;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.problem.ProblemResponses;
import org.duban.notify.problem.StrictJson;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Gives tokens to whoever sits at the machine of local mode. For everybody else there is no such door: 404. */
@Path("/local/tokens")
@Tag(name = "本机 Local")
public class LocalTokenResource {

    private static final Duration GOOD_FOR = Duration.ofDays(1);
    private static final int LONGEST_CODE = 64;
    private static final Set<String> ROLES = Set.of(Roles.OFFICE, Roles.UNIT, Roles.INSPECTORATE, Roles.READER);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    private final LocalSettings settings;
    private final String issuer;
    private final String audience;

    LocalTokenResource(
            LocalSettings settings,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer,
            @ConfigProperty(name = "mp.jwt.verify.audiences") String audience) {
        this.settings = settings;
        this.issuer = issuer;
        this.audience = audience;
    }

    /** @param unit the unit's code for the role unit; null for the others */
    @Schema(description = "要什么样的令牌。Which token is wanted.")
    public record LocalTokenRequest(
            @Schema(
                    description = "角色。The role.",
                    required = true,
                    enumeration = {Roles.OFFICE, Roles.UNIT, Roles.INSPECTORATE, Roles.READER},
                    examples = "unit")
            String role,

            @Schema(
                    description = "单位代码，仅用于角色 unit。The unit's code, for the role unit only.",
                    minLength = 1,
                    maxLength = LONGEST_CODE,
                    examples = "532501")
            String unit) {}

    /** @param token a bearer token, good for a day of machine time */
    @Schema(description = "令牌。The token.")
    public record LocalToken(@Schema(required = true, examples = "eyJ…") String token) {}

    /** The same door as that of task-service, so that either documentation can be tried by itself. */
    @POST
    @PermitAll
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @SecurityRequirements
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "issueLocalToken",
            summary = "取得本机演示令牌 Get a token of local mode",
            description = "仅在本机模式下存在，且只答复本机的请求，无需令牌；令牌有效一天。其他模式一律 404，令牌由签发者发放。"
                    + " Exists in local mode only, for requests from this machine, without a token; good for a day. 404"
                    + " otherwise: the issuer gives tokens.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = LocalTokenRequest.class),
                            examples =
                                    @ExampleObject(name = "unit", value = "{\"role\":\"unit\",\"unit\":\"532501\"}")))
    @APIResponse(
            responseCode = "200",
            description = "令牌 The token",
            content =
                    @Content(
                            schema = @Schema(implementation = LocalToken.class),
                            examples = @ExampleObject(name = "token", value = "{\"token\":\"eyJ…\"}")))
    public LocalToken issue(byte[] body, @Context HttpServerRequest request) {
        if (!settings.enabled() || settings.key().isEmpty() || !isFromThisMachine(request)) {
            throw new ProblemException(ProblemCode.NOT_FOUND);
        }
        LocalTokenRequest asked = StrictJson.read(body, LocalTokenRequest.class);
        if (asked.role == null || !ROLES.contains(asked.role)) {
            throw ProblemException.field("/role", "没有这个角色", "there is no such role");
        }
        if (asked.role.equals(Roles.UNIT) != (asked.unit != null)
                || asked.unit != null && (asked.unit.isEmpty() || asked.unit.length() > LONGEST_CODE)) {
            throw ProblemException.field(
                    "/unit", "角色 unit 须给出单位代码，其他角色不得给出", "goes with the role unit, and only with it");
        }
        String subject = asked.unit == null ? asked.role : asked.unit;
        JwtClaimsBuilder claims = Jwt.issuer(issuer)
                .audience(audience)
                .subject(subject)
                .upn(subject)
                .groups(asked.role)
                .expiresIn(GOOD_FOR);
        if (asked.unit != null) {
            claims.claim("unit", asked.unit);
        }
        return new LocalToken(claims.sign(settings.key().get().toString()));
    }

    /** By address, and by the name it was called: a page elsewhere whose host name leads here must not read a token. */
    private static boolean isFromThisMachine(HttpServerRequest request) {
        return THIS_MACHINE.contains(request.authority() == null ? "" : request.authority().host())
                && request.connection().remoteAddress().hostAddress().matches("127\\..*|0:0:0:0:0:0:0:1|::1");
    }
}
