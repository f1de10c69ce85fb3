package org.duban.task.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;

/**
 * Adds to each operation an example of its request and its answer, from {@code openapi-examples.json}: by operationId,
 * {@code request} and {@code response}. The story of all examples is one invented notice.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiExamples implements OASFilter {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public void filterOpenAPI(OpenAPI api) {
        JsonNode examples = read();
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
        content.getMediaTypes().values().forEach(type -> type.setExamples(
                Map.of("example", OASFactory.createExample().value(JSON.convertValue(value, Object.class)))));
    }

    private static JsonNode read() {
        try (InputStream file = ApiExamples.class.getResourceAsStream("/openapi-examples.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
