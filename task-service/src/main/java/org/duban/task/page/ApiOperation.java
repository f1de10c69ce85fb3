package org.duban.task.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One operation as the guide prints it, read from the OpenAPI document. Request and response are examples, or null. */
public record ApiOperation(String id, String tag, String method, String path, String summary, String description,
        List<Parameter> parameters, String request, String response, List<Answer> answers) {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /** A path, query or header parameter; the description may be empty. */
    public record Parameter(String name, String in, boolean required, String description) {}

    /** What the operation may answer with. */
    public record Answer(String status, String description) {}

    /** All operations, in the document's order of paths. */
    static List<ApiOperation> read(JsonNode document) {
        List<ApiOperation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(each -> {
            if (METHODS.contains(each.getKey())) {
                operations.add(of(document, path.getKey(), each.getKey(), each.getValue()));
            }
        }));
        return operations;
    }

    private static ApiOperation of(JsonNode document, String path, String method, JsonNode operation) {
        List<Parameter> parameters = new ArrayList<>();
        operation.path("parameters").forEach(p -> parameters.add(new Parameter(p.path("name").asText(),
                p.path("in").asText(), p.path("required").asBoolean(), p.path("description").asText())));
        List<Answer> answers = new ArrayList<>();
        String response = null;
        for (Map.Entry<String, JsonNode> answer : operation.path("responses").properties()) {
            JsonNode resolved = resolve(document, answer.getValue());
            answers.add(new Answer(answer.getKey(), resolved.path("description").asText()));
            response = response == null && answer.getKey().startsWith("2") ? example(resolved.path("content")) : response;
        }
        return new ApiOperation(operation.path("operationId").asText(), operation.at("/tags/0").asText(),
                method.toUpperCase(), path, operation.path("summary").asText(), operation.path("description").asText(),
                parameters, example(operation.at("/requestBody/content")), response, answers);
    }

    private static JsonNode resolve(JsonNode document, JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    private static String example(JsonNode content) {
        for (JsonNode type : content) {
            for (JsonNode example : type.path("examples")) {
                JsonNode value = example.path("value");
                return value.isTextual() ? value.asText() : pretty(value);
            }
        }
        return null;
    }

    private static String pretty(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }
}
