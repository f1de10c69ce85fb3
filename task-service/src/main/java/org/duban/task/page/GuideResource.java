package org.duban.task.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The reading page for integrators: a guide, then every operation, rendered from the OpenAPI document itself. */
@Path("/guide")
public class GuideResource {
    /** The name that Quarkus gives to the only document. */
    private static final String DOCUMENT = "<default>";

    private final OpenApiDocumentService openApi;
    private final ObjectMapper json = new ObjectMapper();

    GuideResource(OpenApiDocumentService openApi) {
        this.openApi = openApi;
    }

    /** Operations that belong together. */
    public record Group(String tag, String description, List<ApiOperation> operations) {}

    @CheckedTemplate(basePath = "page")
    static class Templates {
        static native TemplateInstance guide(List<Group> groups);
    }

    @GET
    @PermitAll
    @Produces(MediaType.TEXT_HTML)
    @ResponseHeader(name = "Content-Security-Policy",
            value = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'")
    @Operation(hidden = true)
    public String guide() throws IOException {
        JsonNode document = json.readTree(openApi.getDocument(DOCUMENT, Format.JSON));
        Map<String, List<ApiOperation>> byTag = new LinkedHashMap<>();
        document.path("tags").forEach(tag -> byTag.put(tag.path("name").asText(), new ArrayList<>()));
        ApiOperation.read(document).forEach(each -> byTag.computeIfAbsent(each.tag(), t -> new ArrayList<>()).add(each));
        List<Group> groups = new ArrayList<>();
        document.path("tags").forEach(tag -> groups.add(new Group(tag.path("name").asText(),
                tag.path("description").asText(), byTag.get(tag.path("name").asText()))));
        return Templates.guide(groups).render();
    }
}
