package org.duban.task.signin;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.duban.task.site.HtmlPage;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Leads who is not signed in to the page where one does, and from there back. */
public class SignInRedirect {
    @HtmlPage
    @ServerResponseFilter
    public void redirect(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            response.setStatus(Response.Status.SEE_OTHER.getStatusCode());
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.getHeaders().remove(HttpHeaders.CONTENT_TYPE);
            response.getHeaders().putSingle(HttpHeaders.LOCATION, "/sign-in?to=" + PagePath.encoded(PagePath.of(asked(request))));
            response.setEntity(null);
        }
    }

    /** A form that was refused is not sent again by itself. */
    private static String asked(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        return !request.getMethod().equals(HttpMethod.GET) ? null
                : uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    }
}
