package org.duban.notify.log;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Variant;
import java.util.Arrays;
import java.util.List;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Kind;
import org.duban.notify.mail.Previews;
import org.duban.notify.problem.ProblemCode;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What each kind of mail looks like. Nothing is read from the database, stored or sent. */
@Path("/api/v1/previews")
@RolesAllowed({Roles.OFFICE, Roles.INSPECTORATE, Roles.READER, Roles.UNIT})
@Tag(name = "预览 Previews")
public class PreviewResource {

    private static final List<Variant> VARIANTS =
            Variant.mediaTypes(MediaType.TEXT_HTML_TYPE, MediaType.TEXT_PLAIN_TYPE).build();

    @Schema(description = "各类邮件。The kinds of mail.")
    public record PreviewList(@Schema(required = true) List<PreviewSummary> items) {}

    @Schema(description = "一类邮件。A kind of mail.")
    public record PreviewSummary(
            @Schema(required = true) Kind kind,

            @Schema(description = "种类名称。Its name.", required = true, examples = "催办")
            String name,

            @Schema(description = "样例的收件人。To whom the sample goes.", required = true)
            Audience audience,

            @Schema(description = "样例的主题。The sample's subject.", required = true)
            String subject,

            @Schema(description = "样例的路径。Where it is.", required = true, examples = "/api/v1/previews/CHASE")
            String href) {

        static PreviewSummary of(Previews.Preview preview) {
            return new PreviewSummary(
                    preview.kind(),
                    preview.kind().words(),
                    preview.audience(),
                    preview.subject(),
                    "/api/v1/previews/" + preview.kind());
        }
    }

    /** Every kind of mail. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "listPreviews",
            summary = "列出各类邮件 List the kinds of mail",
            description = "每类邮件一份样例，用内置演示数据生成。One sample of each kind, from built-in sample data.")
    @APIResponse(
            responseCode = "200",
            description = "各类邮件。The kinds of mail.",
            content =
                    @Content(
                            schema = @Schema(implementation = PreviewList.class),
                            examples = @ExampleObject(name = "list", value = Examples.PREVIEWS)))
    public PreviewList list() {
        return new PreviewList(Arrays.stream(Kind.values())
                .map(Previews::of)
                .map(PreviewSummary::of)
                .toList());
    }

    /** A sample as HTML or text, by Accept. */
    @GET
    @Path("/{kind}")
    @Produces({MediaType.TEXT_HTML, MediaType.TEXT_PLAIN})
    @Operation(
            operationId = "getPreview",
            summary = "一类邮件的样例 A sample of a kind of mail",
            description = "用内置演示数据生成，按 Accept 为 HTML（缺省）或纯文本；不写数据库，不发送。"
                    + " From built-in sample data, as HTML (default) or text by Accept; nothing is stored or sent.")
    @APIResponse(
            responseCode = "200",
            description = "样例。The sample.",
            content = {
                @Content(
                        mediaType = MediaType.TEXT_HTML,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "html", value = "<!DOCTYPE html>…")),
                @Content(
                        mediaType = MediaType.TEXT_PLAIN,
                        schema = @Schema(implementation = String.class),
                        examples = @ExampleObject(name = "text", value = "【演示数据】…"))
            })
    public RestResponse<String> get(
            @PathParam("kind") @Parameter(description = "种类。The kind.", example = "CHASE") Kind kind,
            @Context Request request) {
        Variant variant = request.selectVariant(VARIANTS);
        if (variant == null) {
            throw new ProblemException(ProblemCode.NOT_ACCEPTABLE);
        }
        Previews.Preview preview = Previews.of(kind);
        boolean html = variant.getMediaType().isCompatible(MediaType.TEXT_HTML_TYPE);
        return RestResponse.ResponseBuilder.ok(
                        html ? preview.html() : preview.text(),
                        variant.getMediaType().withCharset("UTF-8"))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .build();
    }
}
