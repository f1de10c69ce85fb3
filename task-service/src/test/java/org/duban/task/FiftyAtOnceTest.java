package org.duban.task;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.duban.hostile.Crowd;
import org.duban.hostile.Request;
import org.duban.hostile.Wire.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty clients at the same moment: what they ask for is made once, and of fifty writers one writes. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FiftyAtOnceTest {
    private static final int FIFTY = 50;
    private static final String REASON = "{\"reason\":\"汛期任务重。\"}";

    @TestHTTPResource("/")
    URI address;

    private Fixture fixture;
    private String unit;
    private String office;
    private String own;

    @BeforeEach
    void aNotice() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        for (int i = 1; i <= 4; i++) {
            fixture.task(String.valueOf(i), unit);
        }
        fixture.dispatch();
        office = Tokens.of("office", null);
        own = Tokens.of("unit", unit);
    }

    private Request request(String method, String path, String token, String body) {
        Request request = new Request(null, method, "/api/v1" + path).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
        request.body = body.getBytes(StandardCharsets.UTF_8);
        return request;
    }

    private List<Answer> send(IntFunction<Request> request) {
        return Crowd.send(address, FIFTY, request);
    }

    private static Map<Integer, Long> statuses(List<Answer> answers) {
        return answers.stream().collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
    }

    /** With one key, all get the one answer, or hear that it is under way; afterwards the answer is still the same. */
    private void oneOfKey(int success, String path, String token, String type, byte[] body) {
        String key = UUID.randomUUID().toString();
        IntFunction<Request> same = i -> {
            Request request = request("POST", path, token, "").header("Content-Type", type).header("Idempotency-Key", key);
            request.body = body;
            return request;
        };
        List<Answer> answers = send(same);
        assertTrue(Set.of(success, 409).containsAll(statuses(answers).keySet()), () -> path + " " + statuses(answers));
        Set<String> made = answers.stream().filter(answer -> answer.status() == success).map(Answer::text).collect(Collectors.toSet());
        assertEquals(1, made.size(), () -> path + " makes one: " + made);
        answers.stream().filter(answer -> answer.status() == 409)
                .forEach(answer -> assertTrue(answer.text().contains("key-in-flight"), answer::text));
        Answer again = Crowd.send(address, 1, same).get(0);
        assertEquals(made.iterator().next(), again.text(), path);
    }

    private void oneOfKey(String path, String token, String body) {
        oneOfKey(201, path, token, "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    /** Without a key, a natural one or the state of the thing lets one through. */
    private void oneWithoutKey(int success, String path, String token, String body) {
        Map<Integer, Long> statuses = statuses(send(i -> request("POST", path, token, body)));
        assertEquals(Map.of(success, 1L, 409, FIFTY - 1L), statuses, path);
    }

    private String report(String kind) {
        return "{\"kind\":\"%s\",\"summary\":\"已完成专项排查。\"}".formatted(kind);
    }

    private String task(String ref) {
        return "{\"reason\":\"新增。\",\"task\":{\"ref\":\"%s\",\"text\":\"加强巡查。\",\"responsible\":[\"%s\"]}}"
                .formatted(ref, fixture.name(unit));
    }

    @Test
    void oneKeyMakesOneThing() throws Exception {
        List<String> mine = fixture.assignments(unit);
        String notice = "/notices/" + fixture.notice();
        String of = "/assignments/" + mine.get(0);
        String submission = fixture.submit(mine.get(3), unit, "INTERIM").statusCode(201).extract().path("id");
        long notices = Sql.count("select count(*) from notice");

        oneOfKey("/notices", office, KafkaTap.JSON.writeValueAsString(fixture.draft()));
        oneOfKey(notice + "/tasks", office, task("9"));
        oneOfKey(of + "/submissions", own, report("INTERIM"));
        oneOfKey("/submissions", own, report("INTERIM").replace("{", "{\"assignments\":[\"" + mine.get(1) + "\"],"));
        oneOfKey(of + "/extension-requests", own, REASON.replace("}", ",\"wantedDue\":\"2023-09-01\"}"));
        oneOfKey(of + "/disputes", own, REASON);
        oneOfKey("/assignments/" + mine.get(2) + "/move", office,
                REASON.replace("}", ",\"unit\":\"" + fixture.reportTo() + "\"}"));
        oneOfKey(201, "/submissions/" + submission + "/attachments?name=a.txt", own, "application/octet-stream", "清单".getBytes(StandardCharsets.UTF_8));
        oneOfKey(200, "/units/import", office, "application/json",
                "[{\"code\":\"%s-imported\",\"name\":\"%1$s导入局\"}]".formatted(fixture.prefix()).getBytes(StandardCharsets.UTF_8));

        assertEquals(notices + 1, Sql.count("select count(*) from notice"));
        assertEquals(1, Sql.count("select count(*) from task where notice_id = ?::uuid and ref = '9'", fixture.notice()));
        assertEquals(1, Sql.count("select count(*) from submission where assignment_id = ?::uuid", mine.get(0)));
        assertEquals(1, Sql.count("select count(*) from submission where assignment_id = ?::uuid", mine.get(1)));
        assertEquals(1, Sql.count("select count(*) from extension_request where assignment_id = ?::uuid", mine.get(0)));
        assertEquals(1, Sql.count("select count(*) from dispute where assignment_id = ?::uuid", mine.get(0)));
        assertEquals(1, Sql.count("select count(*) from attachment where submission_id = ?::uuid", submission));
        assertEquals(1, Sql.count("select count(*) from audit where entity_id = ?", fixture.prefix() + "-imported"));
    }

    @Test
    void whatIsTheSameByNatureIsMadeOnce() {
        List<String> mine = fixture.assignments(unit);
        String of = "/assignments/" + mine.get(0);

        oneWithoutKey(201, "/notices/" + fixture.notice() + "/tasks", office, task("9"));
        oneWithoutKey(201, of + "/extension-requests", own, REASON.replace("}", ",\"wantedDue\":\"2023-09-01\"}"));
        oneWithoutKey(201, of + "/disputes", own, REASON);
        oneWithoutKey(201, of + "/submissions", own, report("FINAL"));
        oneWithoutKey(201, "/submissions", own, report("FINAL").replace("{", "{\"assignments\":[\"" + mine.get(1) + "\"],"));
        oneWithoutKey(201, "/assignments/" + mine.get(2) + "/move", office,
                REASON.replace("}", ",\"unit\":\"" + fixture.reportTo() + "\"}"));
        Fixture draft = new Fixture();
        draft.task("1", draft.unit("水利局")).create();
        oneWithoutKey(200, "/notices/" + draft.notice() + "/dispatch", office, "{}");
    }

    @Test
    void aUnitAndAGroupAreMadeOnce() {
        String code = fixture.prefix() + "-new";
        String group = fixture.prefix() + "-G";

        assertEquals(Map.of(201, 1L, 200, FIFTY - 1L),
                statuses(send(i -> request("PUT", "/units/" + code, office, "{\"name\":\"%s\"}".formatted(code)))));
        assertEquals(Map.of(201, 1L, 200, FIFTY - 1L), statuses(send(i -> request("PUT", "/unit-groups/" + group, office,
                "{\"name\":\"%s\",\"members\":[{\"unit\":\"%s\"}]}".formatted(group, unit)))));
        assertEquals(Map.of(201, 1L, 409, FIFTY - 1L), statuses(send(i -> request("PUT", "/units/" + code + "-" + i, office,
                "{\"name\":\"%s同名\"}".formatted(code)))));
    }

    /** Each writes something else over the same version. */
    private void oneWriter(String path, String read, IntFunction<String> body) {
        String tag = As.office().get(read).then().statusCode(200).extract().header("ETag");
        List<Answer> answers = send(i -> request("PUT", path, office, body.apply(i)).header("If-Match", tag));

        assertEquals(Map.of(200, 1L, 412, FIFTY - 1L), statuses(answers), path);
        assertTrue(!tag.equals(As.office().get(read).header("ETag")), path);
    }

    private void oneWriter(String path, IntFunction<String> body) {
        oneWriter(path, path, body);
    }

    @Test
    void ofFiftyWritersOneWrites() throws Exception {
        String group = "/unit-groups/" + fixture.prefix() + "-G";
        String members = "\",\"members\":[{\"unit\":\"" + unit + "\"}]}";
        As.office().body("{\"name\":\"" + group + members).put(group).then().statusCode(201);
        As.office().body("[{\"role\":\"LIAISON\",\"post\":\"办公室\",\"email\":\"a@honghe.example\"}]").put("/units/" + unit + "/contacts")
                .then().statusCode(200);
        As.office().body("[\"" + fixture.prefix() + "旧称\"]").put("/units/" + unit + "/aliases").then().statusCode(200);
        Fixture draft = new Fixture();
        draft.task("1", draft.unit("水利局")).create();
        String taskId = fixture.taskId("1");

        oneWriter(group, i -> "{\"name\":\"" + group + i + members);
        oneWriter("/units/" + unit + "/contacts",
                i -> "[{\"role\":\"LIAISON\",\"post\":\"办公室%d\",\"email\":\"a@honghe.example\"}]".formatted(i));
        oneWriter("/units/" + unit + "/aliases", i -> "[\"%s别称%d\"]".formatted(fixture.prefix(), i));
        String whole = KafkaTap.JSON.writeValueAsString(draft.draft());
        oneWriter("/notices/" + draft.notice(), i -> whole.replace("校园安全工作方案", "校园安全工作方案" + i));
        oneWriter("/notices/" + fixture.notice() + "/tasks/" + taskId, "/tasks/" + taskId,
                i -> task("1").replace("加强巡查。", "加强巡查" + i));
        oneWriter("/units/" + unit, i -> "{\"name\":\"%s改名%d\"}".formatted(fixture.prefix(), i));
    }

    @Test
    void whoDecidesFirstHasDecided() {
        List<String> mine = fixture.assignments(unit);
        String extension = As.unit(unit).body(REASON.replace("}", ",\"wantedDue\":\"2023-09-01\"}"))
                .post("/assignments/" + mine.get(0) + "/extension-requests").then().statusCode(201).extract().path("id");
        String dispute = As.unit(unit).body(REASON).post("/assignments/" + mine.get(1) + "/disputes").then().statusCode(201)
                .extract().path("id");
        String submission = fixture.report(mine.get(2), unit);

        oneWithoutKey(200, "/extension-requests/" + extension + "/decision", office, "{\"decision\":\"GRANT\"}");
        oneWithoutKey(200, "/disputes/" + dispute + "/decision", office, "{\"decision\":\"UPHOLD\",\"reason\":\"属实。\"}");
        oneWithoutKey(200, "/submissions/" + submission + "/review", office, "{\"decision\":\"ACCEPT\"}");
        oneWithoutKey(200, "/assignments/" + mine.get(2) + "/reopen", office, REASON.replace("}", ",\"newDue\":\"2023-09-20\"}"));
        As.office().get("/assignments/" + mine.get(0)).then().body("due", equalTo("2023-09-01"));
    }
}
