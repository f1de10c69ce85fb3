package org.duban.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.duban.contract.OpenApiDocument;
import org.duban.contract.OpenApiDocument.Operation;
import org.duban.task.intake.SampleFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The examples of the document, sent in the order in which a notice lives: each is accepted by who may send it, and each
 * answer is as documented ({@link As}). Only ids differ, and names, so that tests do not meet each other.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ExamplesTest {
    private static final OpenApiDocument DOCUMENT = OpenApiDocument.read(Path.of("..", "openapi", "task-service.yaml"));
    private static final AtomicInteger COUNT = new AtomicInteger();

    /** What a document cannot show. */
    private static final Map<String, byte[]> FILES = Map.of("application/pdf", SampleFiles.pdf(), "multipart/form-data", SampleFiles.docx(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", SampleFiles.docx(),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SampleFiles.xlsx());

    private final String prefix = "X" + COUNT.incrementAndGet();
    private final Set<String> sent = new TreeSet<>();
    /** What a parameter in a path stands for, by the segment before it; {@code taskId} by its name. */
    private final Map<String, String> ids = new HashMap<>();

    @BeforeEach
    void theUnitsOfTheStory() {
        BusinessClock.set("2023-07-19T08:00");
        Map.of("532500-02", "州教育体育局", "532500-03", "州政府督查室", "532500-09", "州市场监管局", "532501", "个旧市", "532502", "开远市")
                .forEach((code, name) -> As.office().body(Map.of("name", mine(name))).put("/units/" + mine(code)).then().statusCode(201));
        ids.putAll(Map.of("units", mine("532500-12"), "unit-groups", mine("532500-G1"), "calendar", "2023-10-07"));
    }

    @Test
    void everyExampleIsAcceptedAndAnsweredAsDocumented() throws SQLException {
        for (String id : List.of("putUnit", "putContacts", "forgetContact", "putAliases", "putUnitGroup", "importUnits", "putCalendarDay", "deleteCalendarDay",
                "parseNotice")) {
            send(id);
        }

        // A notice, changed while it is a draft, and dispatched
        ids.put("notices", send("createNotice").path("id"));
        send("putNotice");
        send("patchNotice");
        send("createNoticeUnits");
        send("putLadder");
        dispatch();
        ids.put("taskId", send("addTask").path("id"));
        send("changeTask");
        send("compareNotice");
        send("revokeReportLinks");
        String first = ids.get("assignments");
        String second = assignmentOf(ids.get("taskId"));

        // Its unit's side, and the office's
        send("acknowledgeAssignment");
        ids.put("extension-requests", send("requestExtension").path("id"));
        send("decideExtensionRequest");
        ids.put("disputes", send("raiseDispute").path("id"));
        ids.put("submissions", send("submitReport").path("id"));
        ids.put("attachments", send("addAttachment").path("id"));
        send("reviewSubmission");
        List<String> both = send("submitReports", "0198c0de-0000-7000-8000-0000000000a1", first,
                "0198c0de-0000-7000-8000-0000000000a2", second).path("submissions.id");
        As.office().body(Map.of("decision", "ACCEPT")).post("/submissions/" + both.get(0) + "/review").then().statusCode(200);
        send("reopenAssignment");

        // All there is to read, when the unit is late again
        BusinessClock.set("2023-09-01T08:00");
        ids.put("letters", ids.get("units"));
        DOCUMENT.operations().stream().filter(operation -> operation.method().equals("GET")).forEach(each -> send(each.id()));
        Sql.update("insert into hold (backup_at, since, positions_from) values (now(), now(), 0)");
        send("releaseHold");
        Sql.update("delete from hold");

        BusinessClock.set("2023-07-19T08:00");

        // What ends something, each on a notice of its own
        for (String end : List.of("terminateAssignment", "moveAssignment", "decideDispute", "withdrawTask", "closeNotice", "withdrawNotice")) {
            ids.put("notices", send("createNotice").path("id"));
            dispatch();
            ids.put("disputes", send("raiseDispute").path("id"));
            ids.put("taskId", send("addTask").path("id"));
            send(end);
        }
        send("setClock");
        send("issueLocalToken");

        assertEquals(DOCUMENT.operations().stream().map(Operation::id).collect(Collectors.toCollection(TreeSet::new)), sent);
    }

    private void dispatch() {
        send("dispatchNotice");
        String unit = "/assignments?notice=" + ids.get("notices") + "&unit=" + ids.get("units");
        ids.put("assignments", As.office().get(unit).then().statusCode(200).extract().path("items[0].id"));
        ids.put("deadlines", As.office().get(unit).path("items[0].deadlineId"));
        ids.put("tasks", As.office().get(unit).path("items[0].taskId"));
    }

    private String assignmentOf(String task) {
        return As.office().get("/assignments?task=" + task).then().statusCode(200).extract().path("items[0].id");
    }

    /**
     * Sends the operation with its example, once for each media type.
     *
     * @param replaced what stands for what in the example
     * @return the last answer
     */
    private Response send(String id, String... replaced) {
        Operation operation = DOCUMENT.operations().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
        JsonNode content = DOCUMENT.resolve(operation.node().path("requestBody")).path("content");
        if (content.isEmpty()) {
            return send(operation, caller(operation));
        }
        Response[] answer = new Response[1];
        content.properties().forEach(media -> {
            JsonNode example = media.getValue().path("examples").elements().next().path("value");
            String body = mine(example.isTextual() ? example.asText() : example.toString());
            for (int i = 0; i < replaced.length; i += 2) {
                body = body.replace(replaced[i], replaced[i + 1]);
            }
            byte[] file = FILES.get(media.getKey());
            RequestSpecification request = caller(operation).contentType(media.getKey());
            answer[0] = send(operation, media.getKey().startsWith("multipart/") ? request.multiPart("file", "通知.docx", file)
                    : request.body(file != null ? file : body.getBytes(StandardCharsets.UTF_8)));
        });
        return answer[0];
    }

    private Response send(Operation operation, RequestSpecification request) {
        String path = path(operation);
        if (operation.node().path("responses").has("428")) {
            String tag = As.office().get(path.replaceFirst("^/notices/[^/]+/tasks", "/tasks")).header("ETag");
            request = tag == null ? request : request.header("If-Match", tag);
        }
        if (operation.id().equals("addAttachment")) {
            request = request.queryParam("name", "整改清单.csv");
        }
        if (operation.id().equals("createNotice")) {
            request = request.queryParam("duplicate", true);
        }
        if (operation.id().equals("listCalendarDays")) {
            request = request.queryParam("from", "2023-10-01").queryParam("to", "2023-10-31");
        }
        if (path.startsWith("/local/")) {
            request = request.basePath("");
        }
        Response answer = request.request(operation.method(), path);
        assertTrue(answer.statusCode() < 300, () -> operation.id() + ": " + answer.statusCode() + " " + answer.asString());
        sent.add(operation.id());
        return answer;
    }

    /** The unit itself where a unit may, else the office. */
    private RequestSpecification caller(Operation operation) {
        for (JsonNode role : operation.node().at("/security/0/token")) {
            if (role.asText().equals("unit") && !operation.method().equals("GET")) {
                return As.unit(ids.get("units"));
            }
        }
        return As.office();
    }

    private String path(Operation operation) {
        StringBuilder path = new StringBuilder();
        String before = "";
        for (String segment : operation.path().replaceFirst("^/api/v1/", "").replaceFirst("^/", "").split("/")) {
            path.append('/').append(segment.replaceFirst("^\\{[^}]+}", segment.equals("{taskId}") ? ids.get("taskId")
                    : ids.getOrDefault(before, "")));
            before = segment;
        }
        return path.toString();
    }

    /** Names and codes of this test alone. */
    private String mine(String example) {
        return example.replace("5325", prefix).replace("州", prefix + "州").replace("各县市人民政府", prefix + "各县市人民政府");
    }
}
