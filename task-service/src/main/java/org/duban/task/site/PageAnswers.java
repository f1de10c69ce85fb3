package org.duban.task.site;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import org.duban.task.problem.Languages;
import org.duban.task.problem.Problem;

/** What the answer of every page has: its headers, and words instead of JSON where something is wrong. */
@Provider
@HtmlPage
public class PageAnswers implements ContainerResponseFilter {
    /** Nothing from elsewhere, no script or style in the text of a page, forms to this service only, in nobody's frame. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
            + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final MediaType HTML = MediaType.TEXT_HTML_TYPE.withCharset("UTF-8");

    @CheckedTemplate(basePath = "site")
    static class Templates {
        static native TemplateInstance problem(boolean english, Problem problem);
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        MultivaluedMap<String, Object> headers = response.getHeaders();
        headers.putSingle("Content-Security-Policy", POLICY);
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        headers.putSingle(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE);
        boolean english = Languages.english(request.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        headers.putSingle(HttpHeaders.CONTENT_LANGUAGE, english ? "en" : "zh-CN");
        if (response.getEntity() instanceof Problem problem) {
            response.setEntity(Templates.problem(english, problem).render(), new Annotation[0], HTML);
        }
    }
}
