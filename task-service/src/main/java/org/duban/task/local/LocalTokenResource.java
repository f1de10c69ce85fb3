package org.duban.task.local;

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
import org.duban.task.problem.Problems;
import org.duban.task.security.Roles;
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
    private final LocalTokens tokens;

    LocalTokenResource(LocalTokens tokens) {
        this.tokens = tokens;
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
        return new IssuedToken(tokens.issue(body, request));
    }
}
