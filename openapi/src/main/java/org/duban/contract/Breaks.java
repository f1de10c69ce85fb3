package org.duban.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.duban.contract.OpenApiDocument.Operation;

/**
 * What of a document breaks a client that was made for the one before: what it may send is refused, what it is promised is
 * missing, or what it gets is new to it. A new value of an enum counts too: generated clients refuse what they do not know.
 */
final class Breaks {
    private static final List<String> UPPER = List.of("maximum", "maxLength", "maxItems");
    private static final List<String> LOWER = List.of("minimum", "minLength", "minItems");
    private static final List<String> SAME = List.of("format", "pattern", "const");
    private static final List<String> SEVERAL = List.of("allOf", "oneOf", "anyOf");
    /** Each problem has an example that is called by its code. */
    private static final String CODES = "/content/application~1problem+json/examples";

    private final OpenApiDocument before;
    private final OpenApiDocument after;
    private final List<String> found = new ArrayList<>();
    /** Pairs of schemas that are being compared: a schema may hold itself. */
    private final Set<String> under = new HashSet<>();

    private Breaks(OpenApiDocument before, OpenApiDocument after) {
        this.before = before;
        this.after = after;
    }

    /** One line a break; empty when every client of the former can go on with the latter. */
    static List<String> between(OpenApiDocument before, OpenApiDocument after) {
        Breaks breaks = new Breaks(before, after);
        for (Operation old : before.operations()) {
            Optional<Operation> now = after.operations().stream()
                    .filter(each -> each.method().equals(old.method()) && each.path().equals(old.path())).findFirst();
            String at = old.method() + " " + old.path();
            now.ifPresentOrElse(each -> breaks.operation(at, old.node(), each.node()), () -> breaks.found.add(at + " is gone"));
        }
        return breaks.found;
    }

    /**
     * The same of two AsyncAPI documents, for those who read the events. Values may be added where the list says
     * {@code x-extensible-enum}.
     */
    static List<String> betweenEvents(OpenApiDocument before, OpenApiDocument after) {
        Breaks breaks = new Breaks(before, after);
        before.root().path("channels").properties().forEach(channel -> {
            JsonNode now = after.root().path("channels").path(channel.getKey());
            if (!channel.getValue().path("address").equals(now.path("address"))) {
                breaks.found.add(channel.getKey() + " has another address, or is gone");
            }
            channel.getValue().path("messages").properties().forEach(message -> breaks.message(
                    before.resolve(message.getValue()), after.resolve(now.path("messages").path(message.getKey()))));
        });
        return breaks.found;
    }

    private void message(JsonNode old, JsonNode now) {
        String type = old.path("name").asText();
        if (!now.path("name").asText().equals(type)) {
            found.add(type + " is gone");
            return;
        }
        schema(type + " headers", old.path("headers"), now.path("headers"), false);
        schema(type, old.path("payload"), now.path("payload"), false);
        if (!before.resolve(old.path("bindings")).equals(after.resolve(now.path("bindings")))) {
            found.add(type + ": another key");
        }
    }

    private void operation(String at, JsonNode old, JsonNode now) {
        if (!old.path("operationId").equals(now.path("operationId"))) {
            found.add(at + ": another operationId, which is a method's name in generated clients");
        }
        roles(at, old, now);
        parameters(at, old, now);
        JsonNode oldBody = before.resolve(old.path("requestBody"));
        JsonNode nowBody = after.resolve(now.path("requestBody"));
        if (nowBody.path("required").asBoolean() && !oldBody.path("required").asBoolean()) {
            found.add(at + ": a body is required");
        }
        content(at + " request", oldBody.path("content"), nowBody.path("content"), true);
        codes(at, old.path("responses"), now.path("responses"));
        old.path("responses").properties().stream().filter(each -> each.getKey().startsWith("2")).forEach(each -> {
            String status = at + " " + each.getKey();
            JsonNode answer = after.resolve(now.path("responses").path(each.getKey()));
            if (answer.isMissingNode()) {
                found.add(status + " is gone");
            } else {
                content(status, before.resolve(each.getValue()).path("content"), answer.path("content"), false);
            }
        });
    }

    /** Programs decide by the code of a problem: one that is called otherwise, or comes with another status, is not known to them. */
    private void codes(String at, JsonNode old, JsonNode now) {
        old.properties().stream().filter(each -> each.getKey().compareTo("400") >= 0).forEach(each -> {
            JsonNode codes = after.resolve(now.path(each.getKey())).at(CODES);
            before.resolve(each.getValue()).at(CODES).fieldNames().forEachRemaining(code -> {
                if (!codes.has(code)) {
                    found.add(at + " " + each.getKey() + ": code " + code + " is gone");
                }
            });
        });
    }

    private void roles(String at, JsonNode old, JsonNode now) {
        Set<String> lost = texts(old.path("security").findValues("token"), old.path("security").findValues("bearer"));
        lost.removeAll(texts(now.path("security").findValues("token"), now.path("security").findValues("bearer")));
        lost.forEach(role -> found.add(at + ": no longer for " + role));
    }

    private void parameters(String at, JsonNode old, JsonNode now) {
        for (JsonNode each : now.path("parameters")) {
            JsonNode parameter = after.resolve(each);
            JsonNode known = same(before, old, parameter);
            String name = at + " " + parameter.path("name").asText();
            if (parameter.path("required").asBoolean() && !known.path("required").asBoolean()) {
                found.add(name + " is required");
            }
            if (!known.isMissingNode()) {
                schema(name, known.path("schema"), parameter.path("schema"), true);
            }
        }
        // Parameters that are not known are refused.
        old.path("parameters").forEach(each -> {
            if (same(after, now, before.resolve(each)).isMissingNode()) {
                found.add(at + " " + before.resolve(each).path("name").asText() + " is gone");
            }
        });
    }

    private static JsonNode same(OpenApiDocument document, JsonNode operation, JsonNode parameter) {
        for (JsonNode each : operation.path("parameters")) {
            JsonNode candidate = document.resolve(each);
            if (candidate.path("name").equals(parameter.path("name")) && candidate.path("in").equals(parameter.path("in"))) {
                return candidate;
            }
        }
        return OpenApiDocument.JSON.missingNode();
    }

    private void content(String at, JsonNode old, JsonNode now, boolean request) {
        for (Map.Entry<String, JsonNode> media : old.properties()) {
            if (now.has(media.getKey())) {
                schema(at, media.getValue().path("schema"), now.path(media.getKey()).path("schema"), request);
            } else {
                found.add(at + ": " + media.getKey() + " is gone");
            }
        }
    }

    /** @param request whether clients send it; else they get it */
    private void schema(String at, JsonNode oldNode, JsonNode nowNode, boolean request) {
        String pair = oldNode.path("$ref").asText() + " " + nowNode.path("$ref").asText() + " " + request;
        if (oldNode.has("$ref") && !under.add(pair)) {
            return;
        }
        JsonNode old = before.resolve(oldNode);
        JsonNode now = after.resolve(nowNode);
        values(at + ": type", texts(List.of(old.path("type"))), texts(List.of(now.path("type"))), request);
        values(at + ": value", texts(List.of(old.path("enum"))), texts(List.of(now.path("enum"))), request);
        SAME.stream().filter(word -> !old.path(word).equals(now.path(word)) && (request || !word.equals("pattern")))
                .forEach(word -> found.add(at + ": another " + word));
        SEVERAL.forEach(word -> several(at, word, old.path(word), now.path(word), request));
        if (request) {
            UPPER.stream().filter(word -> now.has(word) && !(old.has(word) && old.path(word).asDouble() <= now.path(word).asDouble()))
                    .forEach(word -> found.add(at + ": less " + word));
            LOWER.stream().filter(word -> now.path(word).asDouble() > old.path(word).asDouble())
                    .forEach(word -> found.add(at + ": more " + word));
        }
        fields(at, old, now, request);
        if (old.has("items") && now.has("items")) {
            schema(at + "[]", old.path("items"), now.path("items"), request);
        }
        under.remove(pair);
    }

    /** Each is compared with the one in its place. */
    private void several(String at, String word, JsonNode old, JsonNode now, boolean request) {
        if (old.size() != now.size()) {
            found.add(at + ": another " + word);
            return;
        }
        for (int i = 0; i < old.size(); i++) {
            schema(at, old.path(i), now.path(i), request);
        }
    }

    private void fields(String at, JsonNode old, JsonNode now, boolean request) {
        old.path("properties").properties().forEach(field -> {
            String name = at + "/" + field.getKey();
            if (now.path("properties").has(field.getKey())) {
                schema(name, field.getValue(), now.path("properties").path(field.getKey()), request);
            } else {
                found.add(name + " is gone");
            }
        });
        Set<String> was = texts(List.of(old.path("required")));
        Set<String> is = texts(List.of(now.path("required")));
        Set<String> changed = new TreeSet<>(request ? is : was);
        changed.removeAll(request ? was : is);
        changed.forEach(field -> found.add(at + "/" + field + (request ? " is required" : " is no longer always there")));
    }

    /** A client may still send what it could, and gets nothing that it could not. No values: any value. */
    private void values(String at, Set<String> old, Set<String> now, boolean request) {
        Set<String> accepted = request ? now : old;
        Set<String> coming = new TreeSet<>(request ? old : now);
        if (accepted.isEmpty()) {
            return;
        }
        coming.removeAll(accepted);
        if (coming.isEmpty() && (request ? old : now).isEmpty()) {
            found.add(at + " is " + (request ? "limited" : "no longer limited"));
        }
        coming.forEach(value -> found.add(at + " " + value + (request ? " is gone" : " is new")));
    }

    @SafeVarargs
    private static Set<String> texts(List<JsonNode>... lists) {
        Set<String> texts = new TreeSet<>();
        for (List<JsonNode> list : lists) {
            list.forEach(node -> {
                if (node.isTextual()) {
                    texts.add(node.asText());
                }
                node.forEach(each -> texts.add(each.asText()));
            });
        }
        return texts;
    }
}
