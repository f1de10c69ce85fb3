package org.duban.task.problem;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Where the {@code type} of a problem leads: a page for people, an object for programs. Public. */
@Path("/problems/{code}")
@PermitAll
public class ProblemPages {
    /** As a program reads it. */
    public record Kind(String type, String code, int status, String title, String meaning, String remedy) {}

    @GET
    @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
    @Operation(hidden = true)
    public Response page(@PathParam("code") String code, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        boolean english = Languages.english(language);
        Kind kind = kind(code, english);
        return answer(english, """
                <!DOCTYPE html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%d %s</title>
                <style>
                body { font: 16px/1.7 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; max-width: 42em; margin: 3em auto; padding: 0 1em }
                code { background: #8882; padding: .1em .3em } dt { font-weight: 600; margin-top: 1em } nav { margin-top: 3em; font-size: .85em }
                :root { color-scheme: light dark }
                </style></head>
                <body>
                <p><code>%s</code> · HTTP %d</p>
                <h1>%s</h1>
                <dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd></dl>
                <nav>%s</nav>
                </body></html>
                """.formatted(english ? "en" : "zh-CN", kind.status, kind.title, kind.code, kind.status, kind.title,
                english ? "What it means" : "含义", kind.meaning, english ? "What to do" : "如何处理", kind.remedy, others()));
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    @Operation(hidden = true)
    public Response object(@PathParam("code") String code, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        boolean english = Languages.english(language);
        return answer(english, kind(code, english));
    }

    private static Response answer(boolean english, Object entity) {
        return Response.ok(entity).header(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh-CN")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.ACCEPT).build();
    }

    private static Kind kind(String code, boolean english) {
        ProblemCode problem = Arrays.stream(ProblemCode.values()).filter(each -> each.code().equals(code)).findFirst()
                .orElseThrow(() -> ProblemException.notFound(new Text("问题类型", "kind of problem"), code));
        ProblemGuide guide = ProblemGuide.of(problem);
        return new Kind("/problems/" + code, code, problem.status, problem.title(english), guide.meaning().in(english),
                guide.remedy().in(english));
    }

    /** Our own codes only, so nothing in the page comes from the request. */
    private static String others() {
        return Arrays.stream(ProblemCode.values()).map(each -> "<a href=\"/problems/%s\">%1$s</a>".formatted(each.code()))
                .collect(Collectors.joining(" · "));
    }
}
