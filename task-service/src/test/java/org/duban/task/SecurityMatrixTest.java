package org.duban.task;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the served document, called with its own example by everybody, against the table of who may. The
 * things that are called for are one unit's: those of other units do not exist for the others (R11).
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SecurityMatrixTest {
    private static final List<String> CALLERS = List.of("owner", "other", "lead", "office", "inspectorate", "reader");

    /** Asks for no token: it is where tokens come from in local mode. */
    private static final String OPEN = "issueLocalToken";

    private final Map<String, Supplier<RequestSpecification>> callers = new LinkedHashMap<>();
    private final Map<String, String> ids = new TreeMap<>();

    private record Operation(String id, String method, String path, String bodyType, Object example) {}

    /** @param status of the refusal */
    private record Bad(String what, Supplier<RequestSpecification> sender, int status) {}

    @Test
    void everyOperationIsOpenToThoseItIsMeantForAndToNobodyElse() throws IOException {
        // Given a task led by one unit, with a report of another, and a third that has no part in it
        BusinessClock.set("2023-07-19T08:00");
        Map<String, Map<String, String>> table = table();
        List<Operation> operations = operations();
        assertEquals(table.keySet(), new TreeSet<>(operations.stream().map(Operation::id).toList()),
                "the table and the document name the same operations");

        // When everybody calls everything
        List<String> wrong = new ArrayList<>();
        boolean changed = true;
        for (Operation operation : operations) {
            if (changed) {
                prepare();
            }
            changed = false;
            for (String caller : CALLERS) {
                String expected = table.get(operation.id).get(caller);
                Response answer = send(operation, callers.get(caller).get());
                // What is refused changes nothing.
                changed |= !operation.method.equals("GET") && answer.statusCode() < 300;
                String seen = switch (answer.statusCode()) {
                    case 401 -> "401";
                    case 403 -> "F";
                    case 404 -> "N";
                    default -> answer.statusCode() < 500 ? "A" : "5xx";
                };
                if (!seen.equals(expected)) {
                    wrong.add("%s by %s: %s, not %s: %s".formatted(operation.id, caller, seen, expected, answer.asString()));
                }
            }
        }

        // Then
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    @Test
    void noOperationIsOpenToABadToken() {
        List<Bad> all = new ArrayList<>();
        Tokens.refused().forEach((what, token) -> all.add(new Bad(what, () -> As.with(token), 401)));
        String good = Tokens.of("office", null);
        all.add(new Bad("a long token", () -> As.with("x".repeat(100_000)), 431));
        all.add(new Bad("two tokens", () -> As.office().header("Authorization", "Bearer " + good), 400));
        all.add(new Bad("a token in the query", () -> given().queryParam("access_token", good), 401));
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations()) {
            for (Bad bad : all) {
                int status = send(operation, bad.sender.get()).statusCode();
                boolean isLookedAt = !operation.id.equals(OPEN) || bad.status != 401;
                if (status != bad.status && isLookedAt) {
                    wrong.add(operation.id + " with " + bad.what + ": " + status);
                }
            }
        }
        assertTrue(wrong.isEmpty(), () -> String.join("\n", wrong));
    }

    private void prepare() {
        Fixture fixture = new Fixture();
        String lead = fixture.unit("牵头局");
        String owner = fixture.unit("责任局");
        String other = fixture.unit("无关局");
        fixture.task("1", Map.of("lead", fixture.names(lead), "responsible", fixture.names(owner)))
                .task("2", Map.of("responsible", fixture.names(fixture.reportTo()))).dispatch();
        String assignment = fixture.assignment(owner);
        String extension = As.unit(owner).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15"))
                .post("/assignments/" + assignment + "/extension-requests").then().statusCode(201).extract().path("id");
        String dispute = As.unit(owner).body(Map.of("reason", "不属本局职责。"))
                .post("/assignments/" + assignment + "/disputes").then().statusCode(201).extract().path("id");
        String submission = fixture.report(assignment, owner);
        String attachment = As.unit(owner).contentType("application/octet-stream").body("整改清单".getBytes(StandardCharsets.UTF_8))
                .post("/submissions/" + submission + "/attachments?name=a.txt").then().statusCode(201).extract().path("id");
        callers.put("owner", () -> As.unit(owner));
        callers.put("other", () -> As.unit(other));
        callers.put("lead", () -> As.unit(lead));
        callers.put("office", As::office);
        callers.put("inspectorate", As::inspectorate);
        callers.put("reader", As::reader);
        ids.put("/units/{code}", owner);
        ids.put("/unit-groups/{code}", group(owner));
        ids.put("/notices/{id}", fixture.notice());
        ids.put("/assignments/{id}", assignment);
        ids.put("/submissions/{id}", submission);
        ids.put("/extension-requests/{id}", extension);
        ids.put("/disputes/{id}", dispute);
        ids.put("/attachments/{id}", attachment);
        ids.put("/deadlines/{id}", As.office().get("/assignments/" + assignment).jsonPath().getString("deadlineId"));
        ids.put("/tasks/{id}", As.office().get("/assignments/" + assignment).jsonPath().getString("taskId"));
        // Far from the days of other tests: here it is declared off, and taken back.
        ids.put("/calendar/{day}", "2098-08-01");
    }

    private static String group(String member) {
        String code = member + "-G";
        As.office().body(Map.of("name", "组" + code, "members", List.of(Map.of("unit", member)))).put("/unit-groups/" + code)
                .then().statusCode(201);
        return code;
    }

    private Response send(Operation operation, RequestSpecification caller) {
        String path = operation.path;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            String resource = id.getKey().substring(0, id.getKey().indexOf('{'));
            path = path.replace("/api/v1" + id.getKey(), "/api/v1" + resource + id.getValue());
        }
        path = path.endsWith("/attachments") ? path + "?name=a.txt" : path;
        path = path.replace("{unitCode}", ids.getOrDefault("/units/{code}", "none"));
        path = path.replace("{taskId}", ids.getOrDefault("/tasks/{id}", "none"));
        RequestSpecification request = caller.basePath("");
        if (operation.bodyType != null) {
            Object body = operation.example == null ? "{}" : operation.example;
            request = request.contentType(operation.bodyType);
            // Bytes where bytes are wanted.
            request = body instanceof String text ? request.body(text.getBytes(StandardCharsets.UTF_8)) : request.body(body);
        }
        return request.request(operation.method, path.replaceAll("\\{[a-zA-Z]+}", "none"));
    }

    private static List<Operation> operations() {
        Map<String, Map<String, Map<String, Object>>> paths =
                given().queryParam("format", "json").get("/q/openapi").jsonPath().getMap("paths");
        List<Operation> operations = new ArrayList<>();
        paths.forEach((path, item) -> item.forEach((method, operation) -> {
            if (operation instanceof Map<?, ?> && operation.containsKey("operationId")) {
                operations.add(operation(method, path, operation));
            }
        }));
        // What only reads comes first: one state of things does for all of it.
        operations.sort(Comparator.comparing(operation -> !operation.method.equals("GET")));
        return operations;
    }

    @SuppressWarnings("unchecked")
    private static Operation operation(String method, String path, Map<String, Object> operation) {
        Map<String, Map<String, Map<String, Object>>> body =
                (Map<String, Map<String, Map<String, Object>>>) operation.get("requestBody");
        String type = body == null ? null : body.get("content").keySet().iterator().next();
        Map<String, Map<String, Object>> examples = type == null ? null
                : (Map<String, Map<String, Object>>) body.get("content").get(type).get("examples");
        Object example = examples == null ? null : examples.values().iterator().next().get("value");
        return new Operation((String) operation.get("operationId"), method.toUpperCase(), path, type, example);
    }

    private static Map<String, Map<String, String>> table() throws IOException {
        Map<String, Map<String, String>> table = new TreeMap<>();
        try (InputStream file = SecurityMatrixTest.class.getResourceAsStream("/security-matrix.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split("\\s+"))
                    .forEach(cells -> {
                        Map<String, String> row = new LinkedHashMap<>();
                        for (int i = 0; i < CALLERS.size(); i++) {
                            row.put(CALLERS.get(i), cells[i + 1]);
                        }
                        table.put(cells[0], row);
                    });
        }
        return table;
    }
}
