package org.duban.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An OpenAPI 3.1 document; its schemas are JSON Schema 2020-12. They let clients tolerate what they do not know; here they
 * are read strictly, so that nothing is answered, and no example shows anything, that the document does not describe.
 */
public final class OpenApiDocument {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    /** By path: each answer of each test is looked up by them. */
    private static final Map<String, Pattern> PATTERNS = new ConcurrentHashMap<>();

    private final JsonNode document;
    private final JsonNode definitions;
    private final List<Operation> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> compiled = new ConcurrentHashMap<>();

    public OpenApiDocument(JsonNode document) {
        this.document = document;
        this.definitions = strict(document.at("/components/schemas"));
        document.path("paths").properties().forEach(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .forEach(method -> operations.add(new Operation(method.getKey().toUpperCase(), path.getKey(), method.getValue()))));
    }

    /** @throws UncheckedIOException when the file is not there or no YAML */
    public static OpenApiDocument read(Path file) {
        try {
            return new OpenApiDocument(new ObjectMapper(new YAMLFactory()).readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    /**
     * One operation.
     *
     * @param method in capitals
     * @param path   with its parameters in braces
     * @param node   what the document says of it
     */
    public record Operation(String method, String path, JsonNode node) {
        public String id() {
            return node.path("operationId").asText();
        }

        private boolean serves(String method, String path) {
            return this.method.equals(method.equals("HEAD") ? "GET" : method)
                    && PATTERNS.computeIfAbsent(this.path, Operation::pattern).matcher(path).matches();
        }

        private static Pattern pattern(String path) {
            return Pattern.compile(Pattern.quote(path).replaceAll("\\{[^}]+}", "\\\\E[^/]+\\\\Q"));
        }

        @Override
        public String toString() {
            return id();
        }
    }

    public List<Operation> operations() {
        return operations;
    }

    /** @param path as it was called, without the query */
    public Optional<Operation> operation(String method, String path) {
        return operations.stream().filter(operation -> operation.serves(method, path))
                .min((a, b) -> Boolean.compare(a.path.contains("{"), b.path.contains("{")));
    }

    /** The node itself, or what its $ref leads to, with what stands beside the $ref. */
    public JsonNode resolve(JsonNode node) {
        if (!node.has("$ref")) {
            return node;
        }
        ObjectNode resolved = resolve(document.at(node.path("$ref").asText().substring(1))).deepCopy();
        resolved.setAll((ObjectNode) node.deepCopy());
        resolved.remove("$ref");
        return resolved;
    }

    JsonNode root() {
        return document;
    }

    /** What is wrong with a value by a schema of this document, which names all that may be there; empty when nothing is. */
    public List<String> faults(JsonNode schema, JsonNode value) {
        return compiled.computeIfAbsent(schema, this::compile).validate(value).stream().map(Error::toString).toList();
    }

    /** What is wrong with an answer; empty when nothing is. The body is looked at only where it is JSON. */
    public List<String> faults(String method, String path, Answer answer) {
        Optional<Operation> operation = operation(method, path);
        if (operation.isEmpty()) {
            JsonNode problem = JSON.createObjectNode().put("$ref", "#/components/schemas/Problem");
            return answer.status < 400 ? List.of("no such operation") : body(problem, answer);
        }
        JsonNode response = resolve(operation.get().node.path("responses").path(String.valueOf(answer.status)));
        if (response.isMissingNode()) {
            return List.of("status " + answer.status + " is not documented");
        }
        JsonNode content = response.path("content");
        if (answer.body.isEmpty() && (content.isMissingNode() || method.equals("HEAD"))) {
            return List.of();
        }
        JsonNode media = content.has(answer.mediaType()) ? content.path(answer.mediaType()) : content.path("*/*");
        if (media.isMissingNode()) {
            return List.of("media type " + answer.contentType + " is not documented");
        }
        if (answer.status >= 400 && !codes(media).contains(answer.json().path("code").asText())) {
            return List.of("problem " + answer.json().path("code") + " is not documented");
        }
        return answer.isJson() ? body(media.path("schema"), answer) : List.of();
    }

    private List<String> body(JsonNode schema, Answer answer) {
        return answer.isJson() ? faults(schema, answer.json()) : List.of("not JSON: " + answer.contentType);
    }

    /** Each problem that an operation may answer with stands there as an example. */
    private static Set<String> codes(JsonNode media) {
        return media.path("examples").findValuesAsText("code").stream().collect(Collectors.toSet());
    }

    /**
     * An answer as it came.
     *
     * @param contentType null where there is none
     * @param body        empty where there is none; whatever else where it is no JSON
     */
    public record Answer(int status, String contentType, String body) {
        private String mediaType() {
            return contentType == null ? "" : contentType.replaceFirst("\\s*;.*", "");
        }

        boolean isJson() {
            return mediaType().endsWith("json");
        }

        private JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                return JSON.missingNode();
            }
        }
    }

    private Schema compile(JsonNode schema) {
        ObjectNode whole = (ObjectNode) strict(schema);
        whole.set("$defs", definitions);
        return SCHEMAS.getSchema(whole);
    }

    /** No field but the described may be there. */
    private static JsonNode strict(JsonNode schema) {
        try {
            JsonNode strict = JSON.readTree(schema.toString().replace("#/components/schemas/", "#/$defs/"));
            close(strict);
            return strict;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("written as JSON just now", e);
        }
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode schema && schema.path("properties").isObject() && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
        node.forEach(OpenApiDocument::close);
    }
}
