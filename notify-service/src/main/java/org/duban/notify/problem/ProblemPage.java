package org.duban.notify.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What a problem's {@code type} leads to. */
@Path("/problems")
@Tag(name = "错误 Problems")
public class ProblemPage {

    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.TEXT_HTML_TYPE, MediaType.APPLICATION_JSON_TYPE).build();

    private static final String HTML = """
            <!DOCTYPE html>
            <html lang="%1$s">
            <head>
            <meta charset="UTF-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%3$d %2$s</title>
            <style>
            :root { color-scheme: light dark; }
            body { max-width: 40rem; margin: 3rem auto; padding: 0 1rem; line-height: 1.7;
                   font-family: 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
            </style>
            </head>
            <body>
            <h1>%2$s</h1>
            <p>%4$s</p>
            <p>HTTP %3$d, code: <code>%5$s</code></p>
            </body>
            </html>
            """;

    @Schema(description = "一类错误。A kind of problem.")
    public record ProblemType(
            @Schema(required = true, examples = "/problems/not-found")
            String type,

            @Schema(description = "稳定的代码。The stable code.", required = true, examples = "not-found")
            String code,

            @Schema(required = true, examples = "404") int status,

            @Schema(required = true, examples = "不存在") String title,

            @Schema(required = true, examples = "所请求的资源不存在，或不属于本单位。")
            String detail) {}

    /** One kind of problem, for people or programs. */
    @GET
    @Path("/{code}")
    @PermitAll
    @Produces({MediaType.TEXT_HTML, MediaType.APPLICATION_JSON})
    @SecurityRequirements
    @Operation(
            extensions = @Extension(name = ProblemResponses.NAME, value = "not-found"),
            operationId = "getProblem",
            summary = "错误说明页 What a problem means",
            description = "错误的 type 指向这里；按 Accept 给出网页或 JSON，按 Accept-Language 给出中文（缺省）或英文。无需令牌。"
                    + " A problem's type leads here; a page or JSON by Accept, Chinese (default) or English by"
                    + " Accept-Language. No token is needed.")
    @APIResponse(
            responseCode = "200",
            description = "说明。The explanation.",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "html", value = "<!DOCTYPE html>…")),
                @Content(
                        mediaType = MediaType.APPLICATION_JSON,
                        schema = @Schema(implementation = ProblemType.class),
                        examples =
                                @ExampleObject(
                                        name = "json",
                                        value =
                                                "{\"type\":\"/problems/not-found\",\"code\":\"not-found\",\"status\":404,\"title\":\"不存在\",\"detail\":\"所请求的资源不存在，或不属于本单位。\"}"))
            })
    public RestResponse<Object> get(
            @PathParam("code") @Parameter(description = "错误代码。The problem's code.", example = "not-found") String code,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language,
            @Context Request request) {
        ProblemCode problem =
                ProblemCode.of(code).orElseThrow(() -> new ProblemException(ProblemCode.NOT_FOUND));
        boolean english = Problems.isEnglish(language);
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new ProblemException(ProblemCode.NOT_ACCEPTABLE);
        }
        return RestResponse.ResponseBuilder.ok(
                        variant.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE)
                                ? type(problem, english)
                                : page(problem, english),
                        variant.getMediaType().withCharset("UTF-8"))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .build();
    }

    private static Object type(ProblemCode problem, boolean english) {
        return new ProblemType(
                "/problems/" + problem.code(),
                problem.code(),
                problem.status(),
                problem.title(english),
                problem.detail(english));
    }

    /** All of it is our own text. */
    private static Object page(ProblemCode problem, boolean english) {
        return HTML.formatted(
                english ? "en" : "zh-CN",
                problem.title(english),
                problem.status(),
                problem.detail(english),
                problem.code());
    }
}
