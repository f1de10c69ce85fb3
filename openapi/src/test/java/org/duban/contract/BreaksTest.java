package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the released documents can go on with the present ones; and a break would be seen. */
class BreaksTest {
    private static final String SUBMIT = "/paths/~1api~1v1~1assignments~1{id}~1submissions/post";
    private static final String LIST = "/paths/~1api~1v1~1assignments/get";
    private static final String SCHEMAS = "/components/schemas/";
    private static final OpenApiDocument EVENTS = Documents.read("events.yaml");

    /** After a release, copy the documents to {@code openapi/released/}; to break on purpose, give the API a new version. */
    @ParameterizedTest
    @ValueSource(strings = {"task-service", "notify-service"})
    void nothingReleasedIsBroken(String name) {
        assertEquals(List.of(), Breaks.between(Documents.read("released/" + name + ".yaml"), Documents.ALL.get(name)));
    }

    /** To break on purpose, give the type of the event a new version, and write both for a release. */
    @Test
    void noReleasedEventIsBroken() {
        assertEquals(List.of(), Breaks.betweenEvents(Documents.read("released/events.yaml"), EVENTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaksOfEvents")
    void aBreakOfAnEventIsSeen(String expected, Consumer<ObjectNode> change) {
        ObjectNode root = EVENTS.root().deepCopy();
        change.accept(root);
        List<String> breaks = Breaks.betweenEvents(EVENTS, new OpenApiDocument(root));

        assertEquals(expected.isEmpty() ? List.of() : List.of(expected), breaks.stream().distinct().limit(1).toList());
    }

    static Stream<Arguments> breaksOfEvents() {
        String ended = "org.duban.notice.ended.v1";
        String fields = SCHEMAS + "NoticeEnded/properties";
        return Stream.of(
                seen(ended + " is gone", root -> at(root, "/channels/events/messages").remove("noticeEnded")),
                seen(ended + " is gone", root -> at(root, "/components/messages/noticeEnded").put("name", "org.duban.notice.ended.v2")),
                seen("contacts has another address, or is gone", root -> at(root, "/channels/contacts").put("address", "contacts")),
                seen(ended + ": another key", root -> at(root, "/components/messages/noticeEnded").putObject("bindings")),
                seen(ended + "/reason is gone", root -> at(root, fields).remove("reason")),
                seen(ended + "/status: value PAUSED is new", root -> list(root, fields + "/status/enum").add("PAUSED")),
                seen(ended + "/status is no longer always there", root -> list(root, SCHEMAS + "NoticeEnded/required").remove(2)),
                seen("org.duban.notice.dispatched.v1 headers/ce_id: another format",
                        root -> at(root, SCHEMAS + "CloudEventHeaders/properties/ce_id").put("format", "uri")),
                // Additions
                seen("", root -> at(root, fields).putObject("more").put("type", "string")),
                seen("", root -> at(root, SCHEMAS + "CloudEventHeaders/properties").putObject("ce_more").put("type", "string")),
                seen("", root -> list(root, SCHEMAS + "UnitContacts/properties/contacts/items/properties/role/x-extensible-enum").add("CLERK")),
                seen("", root -> at(root, "/channels/events/messages").putObject("new").put("$ref", "#/components/messages/noticeEnded")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaks")
    void aBreakIsSeen(String expected, Consumer<ObjectNode> change) {
        List<String> breaks = Breaks.between(Documents.ALL.get("task-service"), changed(change));

        assertTrue(breaks.contains(expected), breaks::toString);
    }

    static Stream<Arguments> breaks() {
        String submit = "POST /api/v1/assignments/{id}/submissions";
        String list = "GET /api/v1/assignments";
        String inList = list + " 200/items[]/";
        return Stream.of(
                // Operations
                seen(submit + " is gone", root -> at(root, "/paths").remove("/api/v1/assignments/{id}/submissions")),
                seen(submit + ": another operationId, which is a method's name in generated clients",
                        root -> at(root, SUBMIT).put("operationId", "report")),
                seen(list + ": no longer for reader", root -> list(root, LIST + "/security/0/token").remove(2)),
                seen(submit + " 201 is gone", root -> at(root, SUBMIT + "/responses").remove("201")),
                seen(submit + " 409: code illegal-move is gone", root -> rename(at(root, SUBMIT
                        + "/responses/409/content/application~1problem+json/examples"), "illegal-move", "wrong-status")),
                seen(submit + " 201: application/json is gone", root -> rename(at(root, SUBMIT + "/responses/201/content"),
                        "application/json", "application/hal+json")),
                seen(submit + " request: application/json is gone",
                        root -> rename(at(root, SUBMIT + "/requestBody/content"), "application/json", "text/csv")),
                seen("POST /api/v1/notices/{id}/dispatch: a body is required",
                        root -> at(root, "/paths/~1api~1v1~1notices~1{id}~1dispatch/post/requestBody").put("required", true)),
                // Parameters
                seen(list + " light is gone", root -> remove(list(root, LIST + "/parameters"), "light")),
                seen(list + " light is required", root -> named(list(root, LIST + "/parameters"), "light").put("required", true)),
                seen(list + " by is required", root -> list(root, LIST + "/parameters").addObject().put("name", "by").put("in", "query")
                        .put("required", true)),
                seen(list + " limit: less maximum", root -> schemaOf(root, "limit").put("maximum", 100)),
                seen(list + " limit: more minimum", root -> schemaOf(root, "limit").put("minimum", 2)),
                seen(list + " notice: another format", root -> schemaOf(root, "notice").put("format", "uri")),
                // What is sent
                seen(submit + " request/percent is gone", root -> fields(root, "SubmissionRequest").remove("percent")),
                seen(submit + " request/percent is required", root -> list(root, SCHEMAS + "SubmissionRequest/required").add("percent")),
                seen(submit + " request/percent: type integer is gone", root -> field(root, "SubmissionRequest", "percent").put("type", "string")),
                seen(submit + " request/nextSteps: less maxLength",
                        root -> field(root, "SubmissionRequest", "nextSteps").put("maxLength", 100)),
                seen(submit + " request/nextSteps: more minLength",
                        root -> field(root, "SubmissionRequest", "nextSteps").put("minLength", 1)),
                seen(submit + " request/nextSteps: another pattern",
                        root -> field(root, "SubmissionRequest", "nextSteps").put("pattern", "\\S")),
                seen(submit + " request/nextSteps: value is limited",
                        root -> field(root, "SubmissionRequest", "nextSteps").putArray("enum").add("a")),
                // What is answered
                seen(submit + " 201/nextSteps is gone", root -> fields(root, "Submission").remove("nextSteps")),
                seen(submit + " 201/percent: type string is new", root -> field(root, "Submission", "percent").put("type", "string")),
                seen(submit + " 201/percent: type null is new",
                        root -> field(root, "Submission", "percent").putArray("type").add("integer").add("null")),
                seen(submit + " 201/attachments[]/size: another format",
                        root -> field(root, "Attachment", "size").put("format", "int32")),
                seen("GET /api/v1/units 200/items[]/name is no longer always there",
                        root -> list(root, SCHEMAS + "Unit/required").remove(1)),
                seen(inList + "light: value BLUE is new", root -> list(root, SCHEMAS + "Light/enum").add("BLUE")),
                // Sent and answered
                seen(list + " role: value ASSISTING is gone", root -> list(root, SCHEMAS + "UnitRole/enum").remove(2)));
    }

    private static Arguments seen(String expected, Consumer<ObjectNode> change) {
        return Arguments.of(expected, change);
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("additions")
    void whatIsOnlyAddedBreaksNothing(Consumer<ObjectNode> change) {
        assertEquals(List.of(), Breaks.between(Documents.ALL.get("task-service"), changed(change)));
    }

    static Stream<Consumer<ObjectNode>> additions() {
        return Stream.of(
                root -> at(root, "/paths").putObject("/api/v1/new").putObject("get").put("operationId", "readNew"),
                root -> at(root, SUBMIT + "/responses").putObject("402"),
                root -> at(root, SUBMIT).put("summary", "另一说法 (other words)"),
                root -> list(root, LIST + "/security/0/token").add("auditor"),
                root -> list(root, LIST + "/parameters").addObject().put("name", "by").put("in", "query"),
                root -> schemaOf(root, "limit").put("maximum", 500),
                root -> fields(root, "SubmissionRequest").putObject("more").put("type", "string"),
                root -> list(root, SCHEMAS + "SubmissionRequest/required").remove(0),
                root -> fields(root, "Submission").putObject("more").put("type", "string"),
                root -> at(root, SCHEMAS + "Submission").withArray("required").add("summary"),
                root -> field(root, "SubmissionRequest", "nextSteps").remove("maxLength"));
    }

    @Test
    void anAnswerThatIsNotAsDocumentedIsSeen() {
        OpenApiDocument document = Documents.ALL.get("task-service");
        String problem = "{\"type\":\"/problems/%1$s\",\"title\":\"t\",\"status\":404,\"detail\":\"d\",\"code\":\"%1$s\"}";
        assertEquals(0, faults(document, 200, "{\"code\":\"1\",\"name\":\"州水利局\"}"));
        assertEquals(1, faults(document, 200, "{\"code\":\"1\",\"name\":\"州水利局\",\"more\":1}"));
        assertEquals(1, faults(document, 200, "{\"code\":\"1\"}"));
        assertEquals(1, faults(document, 200, "{\"code\":\"1\",\"name\":2}"));
        assertEquals(1, faults(document, 202, "{}"));
        assertEquals(0, faults(document, 404, problem.formatted("not-found")));
        assertEquals(1, faults(document, 404, problem.formatted("other")));
        assertEquals(1, document.faults("GET", "/api/v1/units/1", new OpenApiDocument.Answer(404, "text/html", "<h1>")).size());
        assertEquals(1, document.faults("GET", "/api/v1/other", new OpenApiDocument.Answer(200, "application/json", "{}")).size());
    }

    private static int faults(OpenApiDocument document, int status, String body) {
        String type = status < 400 ? "application/json;charset=UTF-8" : "application/problem+json";
        return document.faults("GET", "/api/v1/units/1", new OpenApiDocument.Answer(status, type, body)).size();
    }

    private static OpenApiDocument changed(Consumer<ObjectNode> change) {
        ObjectNode root = Documents.ALL.get("task-service").root().deepCopy();
        change.accept(root);
        return new OpenApiDocument(root);
    }

    private static ObjectNode at(JsonNode root, String pointer) {
        return (ObjectNode) root.at(pointer);
    }

    private static ArrayNode list(JsonNode root, String pointer) {
        return (ArrayNode) root.at(pointer);
    }

    private static ObjectNode fields(JsonNode root, String schema) {
        return at(root, SCHEMAS + schema + "/properties");
    }

    private static ObjectNode field(JsonNode root, String schema, String name) {
        return (ObjectNode) fields(root, schema).get(name);
    }

    private static ObjectNode schemaOf(JsonNode root, String parameter) {
        return (ObjectNode) named(list(root, LIST + "/parameters"), parameter).get("schema");
    }

    private static ObjectNode named(ArrayNode parameters, String name) {
        return (ObjectNode) parameters.get(index(parameters, name));
    }

    private static void remove(ArrayNode parameters, String name) {
        parameters.remove(index(parameters, name));
    }

    private static int index(ArrayNode parameters, String name) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).path("name").asText().equals(name)) {
                return i;
            }
        }
        throw new AssertionError(name);
    }

    private static void rename(ObjectNode node, String from, String to) {
        node.set(to, node.remove(from));
    }
}
