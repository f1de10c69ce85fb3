package org.duban.task.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/**
 * Adds to each operation an example of its request and its answer, from the files of {@code openapi-examples}: by
 * operationId, {@code request} and {@code response}. The story of all examples is one invented notice.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiExamples implements OASFilter {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> FILES = List.of("units", "notices", "assignments", "reports", "papers", "events", "audit", "local");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        for (String file : FILES) {
            add(api, read("/openapi-examples/" + file + ".json"));
        }
    }

    private static void add(OpenAPI api, JsonNode examples) {
        api.getPaths().getPathItems().values().forEach(path -> path.getOperations().values()
                .forEach(operation -> add(operation, examples.path(operation.getOperationId()))));
    }

    private static void add(Operation operation, JsonNode example) {
        if (example.has("request") && operation.getRequestBody() != null) {
            set(operation.getRequestBody().getContent(), example.path("request"));
        }
        if (example.has("response")) {
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.startsWith("2") && response.getContent() != null) {
                    set(response.getContent(), example.path("response"));
                }
            });
        }
    }

    private static void set(Content content, JsonNode value) {
        // Where the media types differ in more than their name, the example is given by media type.
        content.getMediaTypes().forEach((name, type) -> type.setExamples(Map.of("example", OASFactory.createExample()
                .value(JSON.convertValue(value.has(name) ? value.get(name) : value, Object.class)))));
    }

    private static JsonNode read(String resource) {
        try (InputStream file = ApiExamples.class.getResourceAsStream(resource)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
