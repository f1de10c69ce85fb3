package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where something stands in a body: in an object under its field, or in an array.
 *
 * @param field null in an array
 */
record Place(JsonNode parent, String field, int index, JsonNode schema, boolean required) {

    /** All places in the value, from the top. */
    static List<Place> all(JsonNode value, JsonNode schema, Values schemas) {
        List<Place> places = new ArrayList<>();
        collect(value, schema, schemas, places);
        return places;
    }

    private static void collect(JsonNode node, JsonNode reference, Values schemas, List<Place> places) {
        JsonNode schema = schemas.resolve(reference);
        if (node.isObject()) {
            List<String> required = new ArrayList<>();
            schema.path("required").forEach(field -> required.add(field.asText()));
            node.properties().forEach(field -> {
                JsonNode inner = schemas.resolve(schema.path("properties").path(field.getKey()));
                places.add(new Place(node, field.getKey(), 0, inner, required.contains(field.getKey())));
                collect(field.getValue(), inner, schemas, places);
            });
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                JsonNode inner = schemas.resolve(schema.path("items"));
                places.add(new Place(node, null, i, inner, true));
                collect(node.get(i), inner, schemas, places);
            }
        }
    }

    JsonNode value() {
        return field == null ? parent.get(index) : parent.get(field);
    }

    void set(JsonNode value) {
        if (field == null) {
            ((ArrayNode) parent).set(index, value);
        } else {
            ((ObjectNode) parent).set(field, value);
        }
    }
}
