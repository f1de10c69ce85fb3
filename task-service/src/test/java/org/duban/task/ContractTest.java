package org.duban.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duban.task.KafkaTap.Received;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is really emitted has the same fields, of the same types, as the examples that the other side is built by. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ContractTest {
    private static final Path EXAMPLES = Path.of("..", "openapi", "examples");
    private static List<Received> emitted;

    /** One flow that emits an event of each type, with something in every list. Attributes follow CloudEvents' Kafka binding. */
    @BeforeEach
    void runTheFlowOnce() {
        if (emitted != null) {
            return;
        }
        BusinessClock.set("2023-07-19T08:00");
        Fixture f = new Fixture();
        String first = f.unit("水利局");
        String second = f.unit("卫生健康委");
        As.office().body(List.of(Map.of("role", "LIAISON", "post", "办公室联络员", "email", "a@honghe.example")))
                .put("/units/" + second + "/contacts").then().statusCode(200);
        f.with("inspectorateUnit", f.reportTo()).task("1", first, second)
                .task("2", Map.of("responsible", f.names(second), "due", "2023-08-10", "dueText", "8月10日前")).dispatch();
        List<String> mine = f.assignments(second);
        f.acknowledge(mine.get(0), second);
        String other = f.assignment(first);
        request(other, first);
        As.unit(first).body(Map.of("reason", "不属本局职责。", "suggestedUnit", second)).post("/assignments/" + other + "/disputes")
                .then().statusCode(201);
        for (String day : List.of("07-27", "08-01", "08-02")) {
            BusinessClock.set("2023-%sT08:40".formatted(day));
        }
        f.report(mine.get(0), second);
        // The briefing of the day before first: else that one may come before the escalation has fired, and list nothing.
        BusinessClock.set("2023-08-07T08:40");
        BusinessClock.set("2023-08-08T08:40");
        f.giveBack(f.report(mine.get(1), second), "2023-08-31");
        Fixture answers = answers();
        // Of a notice of its own: the example of a change shows nothing that was returned.
        Fixture ended = new Fixture();
        ended.task("1", ended.reportTo()).dispatch();
        ended.post("/close", Map.of("reason", "各项工作已落实。")).statusCode(200);
        Fixture withdrawn = new Fixture();
        withdrawn.task("1", withdrawn.reportTo()).dispatch();
        withdrawn.post("/withdraw", Map.of("reason", "由新印发的方案代替。")).statusCode(200);
        BusinessClock.settle();
        emitted = KafkaTap.all().stream().filter(e -> Stream.of(f, answers)
                .anyMatch(x -> e.key().startsWith(x.prefix() + "-") || e.key().equals(x.notice()))
                || e.key().equals(ended.notice()) || e.key().startsWith(withdrawn.prefix() + "-")).toList();
    }

    /**
     * A dispute that is rejected, a day that is refused, then granted; a report that is accepted, and asked for again; a task
     * that is added, and no longer asked for.
     */
    private static Fixture answers() {
        BusinessClock.set("2023-07-19T08:00");
        Fixture f = new Fixture();
        String unit = f.unit("应急管理局");
        String assignment = f.task("1", unit).dispatch().assignment(unit);
        String dispute = As.unit(unit).body(Map.of("reason", "不属我局职责。")).post("/assignments/" + assignment + "/disputes")
                .then().statusCode(201).extract().path("id");
        As.office().body(Map.of("decision", "REJECT", "reason", "属你局职责。")).post("/disputes/" + dispute + "/decision")
                .then().statusCode(200);
        Map<String, Object> added = new TreeMap<>(f.draftOf("2", "开展督查。", "2023-08-10", unit));
        added.putAll(Map.of("heading", "二、督查", "dueText", "8月10日前"));
        String task = f.post("/tasks", Map.of("reason", "州领导批示。", "task", added)).statusCode(201).extract().path("id");
        f.post("/tasks/" + task + "/withdraw", Map.of("reason", "重复。")).statusCode(200);
        decide(request(assignment, unit), Map.of("decision", "REFUSE", "reason", "不宜延后。"));
        decide(request(assignment, unit), Map.of("decision", "GRANT", "reason", "情况属实。"));
        f.accept(f.report(assignment, unit)).statusCode(200);
        As.office().body(Map.of("reason", "未整改到位。", "newDue", "2023-09-20")).post("/assignments/" + assignment + "/reopen")
                .then().statusCode(200);
        return f;
    }

    private static String request(String assignment, String unit) {
        return As.unit(unit).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-09-15"))
                .post("/assignments/" + assignment + "/extension-requests").then().statusCode(201).extract().path("id");
    }

    private static void decide(String request, Map<String, String> decision) {
        As.office().body(decision).post("/extension-requests/" + request + "/decision").then().statusCode(200);
    }

    static Stream<String> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anEventOfEachTypeHasTheShapeOfItsExample(String file) {
        JsonNode example = read(EXAMPLES.resolve(file));

        List<Received> ofType = emitted.stream().filter(e -> e.headers().get("ce_type").equals(example.get("type").asText()))
                .filter(e -> kind(e.data()).equals(kind(example.get("data")))).toList();

        assertTrue(!ofType.isEmpty(), "none was emitted");
        Map<String, String> real = new TreeMap<>();
        ofType.forEach(event -> shape("", envelope(event), real));
        Map<String, String> promised = new TreeMap<>();
        shape("", example, promised);
        assertEquals(lines(promised), lines(real));
    }

    /** What tells events of one type apart. */
    private static String kind(JsonNode data) {
        return "%s %s %s %s %s".formatted(data.at("/rung/stage").asText(), data.has("receipt"), data.has("relief"),
                data.has("amendment"), data.path("cause").asText().equals("NOTICE_WITHDRAWN"));
    }

    private static JsonNode read(Path file) {
        try {
            return KafkaTap.JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JSON form of a record in binary mode. */
    private static JsonNode envelope(Received event) {
        ObjectNode json = KafkaTap.JSON.createObjectNode();
        event.headers().forEach((name, value) ->
                json.put(name.equals("content-type") ? "datacontenttype" : name.replaceFirst("^ce_", ""), value));
        return json.set("data", event.data());
    }

    /** Path → type. Null and absent are the same; the entries of a list are taken together. */
    private static void shape(String path, JsonNode node, Map<String, String> shape) {
        if (node.isObject()) {
            node.properties().forEach(field -> shape(path + "/" + field.getKey(), field.getValue(), shape));
        } else if (node.isArray()) {
            node.forEach(entry -> shape(path + "[]", entry, shape));
        } else if (!node.isNull()) {
            shape.merge(path, node.getNodeType().toString(), (a, b) -> a.equals(b) ? a : a + " or " + b);
        }
    }

    private static String lines(Map<String, String> shape) {
        return String.join("\n", shape.entrySet().stream().map(Object::toString).toList());
    }
}
