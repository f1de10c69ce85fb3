package org.duban.task.page;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.duban.task.problem.Languages;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Swagger UI in a page of our own: no script stands in it, nothing comes from elsewhere, and local mode has a token box. */
@Path("/docs")
@Singleton
public class DocsResource {
    private final boolean local;
    private final Optional<String> notifyUrl;

    DocsResource(@ConfigProperty(name = "duban.local.enabled") boolean local,
            @ConfigProperty(name = "duban.notify-url") Optional<String> notifyUrl) {
        this.local = local;
        this.notifyUrl = notifyUrl;
    }

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance docs(boolean english, boolean local, String notifyUrl);
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(name = "Content-Security-Policy", value = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
    @ResponseHeader(name = HttpHeaders.VARY, value = HttpHeaders.ACCEPT_LANGUAGE)
    @Operation(hidden = true)
    public String docs(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language) {
        return Templates.docs(Languages.english(language), local, notifyUrl.orElse(null)).render();
    }

    /** The page that Swagger UI brings itself has scripts in it; there is but one page. */
    void hideTheOther(@Observes Router router) {
        router.getWithRegex("/docs/ui/?(index\\.html)?").order(-1).handler(request -> request.redirect("/docs"));
    }
}
