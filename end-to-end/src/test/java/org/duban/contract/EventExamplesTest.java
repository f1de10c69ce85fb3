package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/**
 * The contract of the events and its examples say the same. The schemas let consumers tolerate what they do not know;
 * here they are read strictly, so that an example shows nothing that the contract does not describe.
 */
class EventExamplesTest {
    private static final Path OPENAPI = Path.of("../openapi");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private static final JsonNode CONTRACT = contract();
    private static final JsonNode STRICT = strict();
    /** By type, as org.duban.rung.fired.v1: the key under components/messages. */
    private static final Map<String, String> MESSAGES = messages();

    /** A file of {@code openapi/examples}. */
    record Example(String name, ObjectNode event) {
        JsonNode data() {
            return event.get("data");
        }

        String type() {
            return event.path("type").asText();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void dataFitsTheSchemaOfItsType(Example example) {
        assertEquals(List.of(), payload(example).validate(example.data()));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void envelopeIsACloudEvent(Example example) {
        // Given
        ObjectNode headers = JSON.createObjectNode();
        example.event.properties().stream().filter(member -> !member.getKey().equals("data")).forEach(member ->
                headers.set(member.getKey().equals("datacontenttype") ? "content-type" : "ce_" + member.getKey(),
                        member.getValue()));

        // When
        List<Error> errors = schema("/components/messages/" + MESSAGES.get(example.type()) + "/headers").validate(headers);

        // Then
        assertEquals(List.of(), errors);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void envelopeAgreesWithTheData(Example example) {
        JsonNode unit = example.data().path("unit").path("code");
        JsonNode notice = example.data().path("notice");
        String key = unit.isMissingNode() ? notice.path("id").asText(notice.asText()) : unit.asText();
        JsonNode deadline = example.data().path("deadline");

        assertEquals(key, example.event.path("partitionkey").asText());
        assertEquals(deadline.path("id").asText(key), example.event.path("subject").asText());
        assertEquals(deadline.path("version").asText(""), example.event.path("sequence").asText(""));
        if (example.data().has("rung")) {
            UUID deadlineId = UUID.fromString(deadline.path("id").asText());
            String rung = example.data().path("rung").path("name").asText();
            assertEquals(version5(deadlineId, rung).toString(), example.event.path("id").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyFieldOfAWrongTypeIsRefused(Example example) {
        Schema payload = payload(example);
        for (ObjectNode broken : brokenIn(example)) {
            assertFalse(payload.validate(broken.get("data")).isEmpty(), () -> broken.get("changed") + " in " + example);
        }
    }

    @Test
    void everyTypeHasAnExampleAndEveryExampleAType() {
        // Given
        Map<String, TreeSet<String>> named = new TreeMap<>();
        MESSAGES.forEach((type, message) -> {
            named.put(type, new TreeSet<>());
            CONTRACT.at("/components/messages/" + message + "/examples").forEach(example -> {
                String file = "examples/" + example.path("name").asText() + ".json";
                named.get(type).add(example.path("name").asText());
                assertEquals(file, example.path("summary").asText());
                assertEquals("./" + file + "#/data", example.path("payload").path("$ref").asText());
            });
        });

        // When
        Map<String, TreeSet<String>> there = new TreeMap<>();
        examples().forEach(example ->
                there.computeIfAbsent(example.type(), type -> new TreeSet<>()).add(example.name()));

        // Then
        assertEquals(there, named);
    }

    @Test
    void everyMessageTravelsOnOneChannelAndIsNamedByItsType() {
        List<String> carried = new ArrayList<>();
        CONTRACT.path("channels").forEach(channel -> channel.path("messages").forEach(message ->
                carried.add(message.path("$ref").asText().replace("#/components/messages/", ""))));

        assertEquals(MESSAGES.values().stream().sorted().toList(), carried.stream().sorted().toList());
        MESSAGES.forEach((type, message) -> assertEquals(type, CONTRACT
                .at("/components/messages/" + message + "/headers/allOf/1/properties/ce_type/const").asText()));
    }

    @Test
    void everyFieldIsDescribedInBothLanguages() {
        objects(CONTRACT.at("/components/schemas")).flatMap(schema -> schema.get("properties").properties().stream())
                .forEach(field -> {
                    String description = resolved(field.getValue()).path("description").asText();
                    assertTrue(description.matches("(?s).*\\p{IsHan}.*\\*.*[a-z].*\\*\\s*"), field::toString);
                });
    }

    static Stream<Example> examples() {
        try (Stream<Path> files = Files.list(OPENAPI.resolve("examples"))) {
            List<Example> examples = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                examples.add(new Example(file.getFileName().toString().replace(".json", ""),
                        (ObjectNode) JSON.readTree(file.toFile())));
            }
            return examples.stream();
        } catch (IOException e) {
            throw new IllegalStateException("no examples", e);
        }
    }

    /** One copy of the example for each value in its data, with a value of another type in its place. */
    private static List<ObjectNode> brokenIn(Example example) {
        List<ObjectNode> copies = new ArrayList<>();
        for (String pointer : pointers("", example.data())) {
            ObjectNode copy = example.event.deepCopy();
            JsonNode parent = copy.get("data").at(pointer.substring(0, pointer.lastIndexOf('/')));
            String last = pointer.substring(pointer.lastIndexOf('/') + 1);
            JsonNode wrong = copy.get("data").at(pointer).isObject()
                    ? TextNode.valueOf("a text") : JSON.createObjectNode().put("an", "object");
            if (parent instanceof ArrayNode array) {
                array.set(Integer.parseInt(last), wrong);
            } else {
                ((ObjectNode) parent).set(last, wrong);
            }
            copies.add(copy.put("changed", pointer));
        }
        return copies;
    }

    private static List<String> pointers(String at, JsonNode node) {
        List<String> found = new ArrayList<>();
        node.properties().forEach(field -> {
            found.add(at + "/" + field.getKey());
            found.addAll(pointers(at + "/" + field.getKey(), field.getValue()));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            found.add(at + "/" + i);
            found.addAll(pointers(at + "/" + i, node.get(i)));
        }
        return found;
    }

    private static Schema payload(Example example) {
        return schema("/components/messages/" + MESSAGES.get(example.type()) + "/payload");
    }

    private static Schema schema(String pointer) {
        ObjectNode schema = STRICT.at(pointer).deepCopy();
        schema.set("$defs", STRICT.at("/components/schemas"));
        return SCHEMAS.getSchema(schema);
    }

    /** Open lists of values become closed ones, and no field but the described may be there. */
    private static JsonNode strict() {
        JsonNode strict = read(CONTRACT.toString().replace("#/components/schemas/", "#/$defs/"));
        strict.findParents("x-extensible-enum").forEach(schema ->
                ((ObjectNode) schema).set("enum", ((ObjectNode) schema).remove("x-extensible-enum")));
        objects(strict.at("/components/schemas")).forEach(schema -> schema.put("additionalProperties", false));
        return strict;
    }

    /** The schemas of objects, at every depth: {@code findParents} does not look below what it has found. */
    private static Stream<ObjectNode> objects(JsonNode schemas) {
        return schemas.findParents("properties").stream().flatMap(schema ->
                Stream.concat(Stream.of((ObjectNode) schema), objects(schema.get("properties"))));
    }

    private static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? CONTRACT.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON", e);
        }
    }

    private static JsonNode contract() {
        try {
            return JSON.valueToTree(new Yaml().load(Files.readString(OPENAPI.resolve("events.yaml"))));
        } catch (IOException e) {
            throw new IllegalStateException("no contract", e);
        }
    }

    private static Map<String, String> messages() {
        Map<String, String> messages = new TreeMap<>();
        CONTRACT.at("/components/messages").properties().forEach(message ->
                messages.put(message.getValue().path("name").asText(), message.getKey()));
        return messages;
    }

    /** RFC 9562 §5.5, written anew: the product's own would prove nothing. */
    private static UUID version5(UUID space, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(Long.BYTES * 2)
                    .putLong(space.getMostSignificantBits()).putLong(space.getLeastSignificantBits()).array());
            ByteBuffer hash = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            return new UUID(hash.getLong() & ~0xf000L | 0x5000L, hash.getLong() << 2 >>> 2 | Long.MIN_VALUE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
