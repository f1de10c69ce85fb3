package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Values that a schema allows, by preference such as lead to something in the world. */
final class Values {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final LocalDate FIRST_DAY = LocalDate.of(2023, 8, 1);
    private static final Instant FIRST = Instant.parse("2023-07-19T00:00:00Z");
    private static final int SHORT = 100;

    private final JsonNode document;
    private final World world;
    private final Random random;

    Values(JsonNode document, World world, Random random) {
        this.document = document;
        this.world = world;
        this.random = random;
    }

    /** With what it refers to; what stands beside the reference wins. */
    JsonNode resolve(JsonNode schema) {
        if (!schema.has("$ref")) {
            return schema;
        }
        ObjectNode whole = (ObjectNode) resolve(document.at(schema.get("$ref").asText().substring(1))).deepCopy();
        schema.properties().stream().filter(field -> !field.getKey().equals("$ref"))
                .forEach(field -> whole.set(field.getKey(), field.getValue()));
        return whole;
    }

    /** @param name of the field or parameter */
    JsonNode of(JsonNode reference, String operation, String name) {
        List<JsonNode> known = world.values(operation + "." + name);
        return known.isEmpty() || random.nextInt(10) == 0 ? of(reference, name) : Texts.pick(random, known);
    }

    JsonNode of(JsonNode reference, String name) {
        JsonNode schema = resolve(reference);
        List<JsonNode> known = world.values(name);
        String type = schema.path("type").isArray() ? schema.at("/type/0").asText() : schema.path("type").asText();
        if (!known.isEmpty() && !type.equals("array") && !type.equals("object") && random.nextInt(10) > 0) {
            return Texts.pick(random, known);
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(random.nextInt(schema.get("enum").size()));
        }
        return switch (type) {
            case "object" -> object(schema);
            case "array" -> array(schema, name);
            case "integer", "number" -> JSON.numberNode(number(schema));
            case "boolean" -> JSON.booleanNode(random.nextBoolean());
            default -> text(schema, name);
        };
    }

    private int number(JsonNode schema) {
        int least = schema.path("minimum").asInt(0);
        int most = schema.path("maximum").asInt(1000);
        return switch (random.nextInt(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> least + random.nextInt(most - least + 1);
        };
    }

    private JsonNode text(JsonNode schema, String name) {
        JsonNode examples = schema.path("examples");
        String format = schema.path("format").asText();
        String pattern = schema.path("pattern").asText();
        if (format.equals("date")) {
            return JSON.textNode(FIRST_DAY.plusDays(random.nextInt(200)).toString());
        }
        if (format.equals("date-time")) {
            return JSON.textNode(FIRST.plusSeconds(random.nextInt(10_000_000)).toString());
        }
        if (format.equals("uuid")) {
            return JSON.textNode(new UUID(random.nextLong(), random.nextLong()).toString());
        }
        if (pattern.startsWith("[0-9A-Za-z]")) {
            return JSON.textNode("H-" + random.nextInt(1_000_000));
        }
        if (!examples.isEmpty() && (random.nextInt(3) == 0 || name.equals("email") || name.equals("mailbox") || name.equals("due"))) {
            return examples.get(random.nextInt(examples.size()));
        }
        return JSON.textNode(Texts.legal(random, schema.path("minLength").asInt(1), schema.path("maxLength").asInt(SHORT)));
    }

    private JsonNode array(JsonNode schema, String name) {
        ArrayNode array = JSON.arrayNode();
        int size = schema.path("minItems").asInt(0) + random.nextInt(3);
        for (int i = 0; i < Math.min(size, schema.path("maxItems").asInt(size)); i++) {
            JsonNode item = of(schema.path("items"), name);
            // Most lists hold each thing once.
            boolean there = false;
            for (JsonNode other : array) {
                there |= other.equals(item);
            }
            if (!there) {
                array.add(item);
            }
        }
        return array;
    }

    private JsonNode object(JsonNode schema) {
        ObjectNode object = JSON.objectNode();
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(field -> required.add(field.asText()));
        schema.path("properties").properties().forEach(field -> {
            if (required.contains(field.getKey()) || random.nextInt(5) < 3) {
                object.set(field.getKey(), of(field.getValue(), field.getKey()));
            }
        });
        return object;
    }

    /** The example, with the names, codes and ids of this world. */
    JsonNode local(JsonNode example, String name) {
        if (example.isObject()) {
            ObjectNode object = JSON.objectNode();
            example.properties().forEach(field -> object.set(field.getKey(), local(field.getValue(), field.getKey())));
            return object;
        }
        if (example.isArray()) {
            ArrayNode array = JSON.arrayNode();
            example.forEach(item -> {
                JsonNode local = local(item, name);
                boolean there = false;
                for (JsonNode other : array) {
                    there |= other.equals(local);
                }
                if (!there) {
                    array.add(local);
                }
            });
            return array;
        }
        List<JsonNode> known = world.values(name);
        return known.isEmpty() ? example : Texts.pick(random, known);
    }
}
