package org.duban.task.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.duban.task.problem.Languages;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The reading page for integrators: a guide, then every operation, rendered from the OpenAPI document itself. */
@Path("/guide")
public class GuideResource {
    /** The name that Quarkus gives to the only document. */
    private static final String DOCUMENT = "<default>";

    private final OpenApiDocumentService openApi;
    private final Optional<String> notifyUrl;
    private final ObjectMapper json = new ObjectMapper();
    /** Of a document that stays the same while the service runs. */
    private volatile List<Group> groups;

    GuideResource(OpenApiDocumentService openApi, @ConfigProperty(name = "duban.notify-url") Optional<String> notifyUrl) {
        this.openApi = openApi;
        this.notifyUrl = notifyUrl;
    }

    /** Operations that belong together. */
    public record Group(String tag, String description, List<ApiOperation> operations) {}

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance guide(List<Group> groups, boolean english, String base, String notifyUrl);
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(name = "Content-Security-Policy",
            value = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
    @ResponseHeader(name = HttpHeaders.VARY, value = HttpHeaders.ACCEPT_LANGUAGE)
    @Operation(hidden = true)
    public String guide(@HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) String language, @Context UriInfo uri) throws IOException {
        return Templates.guide(groups(), Languages.english(language), base(uri), notifyUrl.orElse(null)).render();
    }

    /** Read once: anybody may ask for the page. */
    private List<Group> groups() throws IOException {
        if (groups == null) {
            groups = read(json.readTree(openApi.getDocument(DOCUMENT, Format.JSON)));
        }
        return groups;
    }

    private static List<Group> read(JsonNode document) {
        Map<String, List<ApiOperation>> byTag = new LinkedHashMap<>();
        document.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
        ApiOperation.read(document).forEach(each -> byTag.computeIfAbsent(each.tag(), t -> new ArrayList<>()).add(each));
        List<Group> groups = new ArrayList<>();
        document.path("tags").forEach(tag -> groups.add(new Group(tag.path("name").asText(),
                tag.path("description").asText(), byTag.get(tag.path("name").asText()))));
        return groups;
    }

    /** Where the reader has found this page, so that the commands in it work as they stand. */
    private static String base(UriInfo uri) {
        String base = uri.getBaseUri().toString();
        return base.substring(0, base.length() - 1);
    }
}
