package org.duban.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Spoils a good body in one way. */
final class BadBodies {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Charset GBK = Charset.forName("GBK");
    /** Stands in a text until it is replaced, as bytes, by what no writer of JSON would write. */
    private static final String MARK = "MARK7f3a";
    private static final int DEPTH = 20_000;
    private static final int DIGITS = 2_000;
    private static final int MOST_ITEMS = 600;
    private static final List<String> BAD_DAYS = List.of("\"2023-02-30\"", "\"2023-8-1\"", "\"20230801\"", "\"9999-12-31\"",
            "\"2023-08-01T00:00:00Z\"", "1690848000", "[2023,8,1]", "\"0000-00-00\"", "\"+2023-08-01\"", "{\"year\":2023}", "\"\"");
    private static final List<String> MASS = List.of("id", "status", "version", "createdBy", "unitId", "__proto__", "class", "@type",
            "dispatchedAt", "Reason", "");

    private final Values values;
    private final Random random;

    BadBodies(Values values, Random random) {
        this.values = values;
        this.random = random;
    }

    void spoilText(Request request, String type, String good) {
        switch (random.nextInt(4)) {
            case 0 -> {
                request.fault("empty body");
                request.body = new byte[0];
            }
            case 1 -> {
                // Refused where only UTF-8 is taken; a notice may be in it.
                request.oddity("GBK");
                request.body = (good + "督办通知").getBytes(GBK);
            }
            case 2 -> {
                // A page of the web may have a stray byte.
                if (type.startsWith("text/html")) {
                    request.oddity("invalid UTF-8");
                } else {
                    request.fault("invalid UTF-8");
                }
                request.body = concat(good.getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xc3, 0x28, (byte) 0xff});
            }
            default -> {
                request.oddity("controls in the text");
                request.body = (good + "\u0000\u202e\u001b").getBytes(StandardCharsets.UTF_8);
            }
        }
    }

    void spoil(Request request, JsonNode good, JsonNode schema) {
        JsonNode root = good.deepCopy();
        List<Place> places = Place.all(root, schema, values);
        if (random.nextInt(3) == 0 || places.isEmpty() || !spoilPlace(request, root, Texts.pick(random, places))) {
            spoilWhole(request, root);
        }
    }

    /** False when no such fault fits the place. */
    private boolean spoilPlace(Request request, JsonNode root, Place place) {
        String where = place.field() == null ? "[" + place.index() + "]" : place.field();
        boolean text = place.value().isTextual();
        switch (random.nextInt(8)) {
            case 0 -> {
                JsonNode other = ofOtherType(place.value());
                place.set(other);
                request.fault("wrong type at " + where);
                request.body = write(root, "");
            }
            case 1 -> {
                if (!text) {
                    return false;
                }
                place.set(JSON.textNode(place.value().asText() + MARK));
                request.fault("text that is none at " + where);
                request.body = write(root, Texts.illegalEscape(random));
            }
            case 2 -> {
                if (!place.required()) {
                    return false;
                }
                if (place.field() == null || random.nextBoolean()) {
                    place.set(NullNode.instance);
                } else {
                    ((ObjectNode) place.parent()).remove(place.field());
                }
                request.fault("required and missing: " + where);
                request.body = write(root, "");
            }
            case 3 -> {
                if (!place.schema().has("enum")) {
                    return false;
                }
                place.set(random.nextBoolean() ? JSON.numberNode(0) : JSON.textNode(place.value().asText().toLowerCase() + " "));
                request.fault("not of the enum at " + where);
                request.body = write(root, "");
            }
            case 4 -> {
                if (!place.schema().path("format").asText().equals("date")) {
                    return false;
                }
                String bad = Texts.pick(random, BAD_DAYS);
                place.set(JSON.textNode(MARK));
                request.fault("no day at " + where + ": " + bad);
                request.body = new String(write(root, MARK), StandardCharsets.UTF_8).replace("\"" + MARK + "\"", bad).getBytes(StandardCharsets.UTF_8);
            }
            case 5 -> {
                if (place.schema().has("maxLength") && text && place.schema().get("maxLength").asInt() < 100_000) {
                    place.set(JSON.textNode("长".repeat(place.schema().get("maxLength").asInt() + 1)));
                } else if (place.schema().has("maximum")) {
                    place.set(JSON.numberNode(place.schema().get("maximum").asLong() + 1));
                } else if (place.schema().path("maxItems").asInt(MOST_ITEMS) < MOST_ITEMS && place.value().isArray() && !place.value().isEmpty()) {
                    ArrayNode many = (ArrayNode) place.value();
                    while (many.size() <= place.schema().get("maxItems").asInt()) {
                        many.add(many.get(0));
                    }
                } else {
                    return false;
                }
                request.fault("too much at " + where);
                request.body = write(root, "");
            }
            case 6 -> {
                if (!place.value().isNumber()) {
                    return false;
                }
                place.set(JSON.textNode(MARK));
                String number = Texts.pick(random, List.of("9".repeat(DIGITS), "1e400", "1.5", "-99999999999", "1E+2147483648", "NaN", "0x10", "01", "-", "2147483648"));
                request.fault("bad number at " + where);
                request.body = new String(write(root, MARK), StandardCharsets.UTF_8).replace("\"" + MARK + "\"", number).getBytes(StandardCharsets.UTF_8);
            }
            default -> {
                if (!place.value().isObject()) {
                    return false;
                }
                addUnknown(request, (ObjectNode) place.value());
                request.body = write(root, "");
            }
        }
        return true;
    }

    private void addUnknown(Request request, ObjectNode object) {
        String field = Texts.pick(random, MASS);
        if (object.has(field) || field.equals("status") && object.has("reason")) {
            field = "unknown-" + random.nextInt(100);
        }
        object.put(field, "DISPATCHED");
        request.fault("unknown field " + field);
    }

    private JsonNode ofOtherType(JsonNode value) {
        List<JsonNode> others = new ArrayList<>();
        if (!value.isTextual()) {
            others.add(JSON.textNode(value.isObject() || value.isArray() ? "x" : value.asText()));
        }
        if (!value.isNumber()) {
            others.add(JSON.numberNode(1));
            others.add(JSON.numberNode(1.5));
        }
        if (!value.isBoolean()) {
            others.add(JSON.booleanNode(true));
        }
        if (!value.isObject()) {
            others.add(JSON.objectNode().put("a", 1));
        }
        if (!value.isArray()) {
            others.add(JSON.arrayNode().add(value));
        }
        return Texts.pick(random, others);
    }

    private void spoilWhole(Request request, JsonNode root) {
        byte[] good = write(root, "");
        String text = new String(good, StandardCharsets.UTF_8);
        switch (random.nextInt(13)) {
            case 0 -> {
                if (request.operation.bodyRequired()) {
                    is(request, "empty body", "");
                } else {
                    request.oddity("empty body");
                    request.body = new byte[0];
                }
            }
            case 1 -> is(request, "cut off", text.substring(0, text.length() - 1));
            case 2 -> is(request, "trailing garbage", text + Texts.pick(random, List.of("x", "{}", "]", ",", "1", text)));
            case 3 -> is(request, "deep nesting", (root.isArray() ? "[" : "{\"a\":[").repeat(DEPTH));
            case 4 -> {
                request.fault("invalid UTF-8");
                // Within the first text, or else at the end.
                int at = text.indexOf('"') + 1;
                byte[] head = text.substring(0, at).getBytes(StandardCharsets.UTF_8);
                byte[] rest = text.substring(at).getBytes(StandardCharsets.UTF_8);
                byte[] bad = {(byte) 0xff};
                request.body = at == 0 ? concat(rest, bad) : concat(concat(head, bad), rest);
            }
            case 5 -> {
                // What GBK has no sign for becomes a question mark: then it may be UTF-8 all the same.
                request.oddity("GBK");
                request.body = text.getBytes(GBK);
                request.mustBeRefused |= !isUtf8(request.body);
            }
            case 6 -> {
                request.oddity("UTF-16");
                request.body = text.getBytes(StandardCharsets.UTF_16);
            }
            case 7 -> is(request, "another root", Texts.pick(random, List.of(request.operation.bodyRequired() ? "null" : "0", "1", "\"x\"", "true", root.isArray() ? "{}" : "[]", "[[]]")));
            case 8 -> is(request, "no JSON", Texts.pick(random, List.of("<a/>", "a=b&c=d", "{'a':1}", "{a:1}", "/**/" + text, "\u0000", "NaN", "--x\r\n", "undefined")));
            default -> {
                if (root.isObject() && !root.isEmpty() && random.nextBoolean()) {
                    String field = root.fieldNames().next();
                    is(request, "duplicate key", "{\"" + field + "\":" + root.get(field) + "," + text.substring(1));
                } else if (root.isObject()) {
                    addUnknown(request, (ObjectNode) root);
                    request.body = write(root, "");
                } else {
                    is(request, "duplicate key", "[{\"a\":1,\"a\":2}]");
                }
            }
        }
    }

    private static void is(Request request, String fault, String body) {
        request.fault(fault);
        request.body = body.getBytes(StandardCharsets.UTF_8);
    }

    /** @param mark what to put where the mark stands */
    private static byte[] write(JsonNode root, String mark) {
        return root.toString().replace(MARK, mark).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
