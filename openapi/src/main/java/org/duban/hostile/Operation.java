package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An operation as the document has it.
 *
 * @param path      with the names of its parameters in braces
 * @param bodies    by media type; empty when it takes none
 * @param bodyRequired false: it may be left out
 * @param responses by status, as in the document
 */
public record Operation(String id, String method, String path, List<Parameter> parameters, Map<String, Body> bodies,
        boolean bodyRequired, JsonNode responses) {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** @param in path, query or header */
    public record Parameter(String name, String in, boolean required, JsonNode schema) {}

    /** @param example missing when there is none */
    public record Body(JsonNode schema, JsonNode example) {}

    /** All operations of the document, in its order. */
    public static List<Operation> all(JsonNode document) {
        List<Operation> operations = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue().properties().forEach(method -> {
            if (METHODS.contains(method.getKey())) {
                List<Parameter> parameters = new ArrayList<>();
                path.getValue().path("parameters").forEach(each -> parameters.add(parameter(each)));
                method.getValue().path("parameters").forEach(each -> parameters.add(parameter(each)));
                operations.add(new Operation(method.getValue().path("operationId").asText(),
                        method.getKey().toUpperCase(Locale.ROOT), path.getKey(), parameters,
                        bodies(method.getValue().at("/requestBody/content")),
                        method.getValue().at("/requestBody/required").asBoolean(), method.getValue().path("responses")));
            }
        }));
        return operations;
    }

    private static Parameter parameter(JsonNode node) {
        return new Parameter(node.path("name").asText(), node.path("in").asText(), node.path("required").asBoolean(),
                node.path("schema"));
    }

    private static Map<String, Body> bodies(JsonNode content) {
        Map<String, Body> bodies = new LinkedHashMap<>();
        content.properties().forEach(type -> {
            JsonNode examples = type.getValue().path("examples");
            JsonNode example = examples.isEmpty() ? type.getValue().path("example") : examples.iterator().next().path("value");
            bodies.put(type.getKey(), new Body(type.getValue().path("schema"), example == null ? MissingNode.getInstance() : example));
        });
        return bodies;
    }

    /** It only reads: whatever it answers, nothing may change. */
    public boolean reads() {
        return method.equals("GET");
    }
}
