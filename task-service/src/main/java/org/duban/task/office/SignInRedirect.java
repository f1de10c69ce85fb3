package org.duban.task.office;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.duban.task.site.HtmlPage;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Leads who is not signed in to the page where one does, and from there back. */
public class SignInRedirect {
    /** Where one goes who does not say. */
    static final String HOME = "/board";
    /** Pages of ours only, and nothing that a browser might read as another host. */
    private static final Pattern PAGE = Pattern.compile("/(board|import)(/[0-9A-Za-z._/-]*)?(\\?[0-9A-Za-z._~%&=+-]*)?");

    @HtmlPage
    @ServerResponseFilter
    public void redirect(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().putSingle(HttpHeaders.LOCATION, "/sign-in?to=" + encoded(target(asked(request))));
            response.setEntity(null);
        }
    }

    /** A form that was refused is not sent again by itself. */
    private static String asked(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        return !request.getMethod().equals(HttpMethod.GET) ? null
                : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }

    /** The page to go to: what was asked for where it is one of ours, else the board. */
    static String target(String asked) {
        return asked != null && PAGE.matcher(asked).matches() && !asked.contains("//") ? asked : HOME;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
