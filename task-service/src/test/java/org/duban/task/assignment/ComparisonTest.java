package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A notice that comes again: known by its number or text, compared, and amended by nobody but the office. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ComparisonTest {
    private Fixture fixture;

    @BeforeEach
    void notice() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        fixture.with("documentNumber", fixture.prefix() + "政办发〔2023〕5号").with("sourceText", fixture.prefix() + "原文。\n第二行。")
                .task("1", fixture.reportTo()).task("2", fixture.reportTo()).task("3", fixture.reportTo()).create();
    }

    private ValidatableResponse store(String number, String text) {
        Map<String, Object> again = new HashMap<>(fixture.draft());
        again.put("documentNumber", number);
        again.put("sourceText", text);
        return As.office().body(again).post("/notices").then();
    }

    private ValidatableResponse compare(List<Map<String, Object>> tasks) {
        Map<String, Object> again = new HashMap<>(fixture.draft());
        again.put("tasks", tasks);
        return fixture.post("/comparison", again);
    }

    private Map<String, Object> task(String ref) {
        return new HashMap<>(Map.of("ref", ref, "number", ref, "label", "(一)-" + ref, "heading", "(一)聚焦专项治理行动", "text", "开展第" + ref + "项排查。",
                "responsible", fixture.names(fixture.reportTo())));
    }

    @Test
    void theSameNumberOrTextIsRefusedWithTheOneThere() {
        String p = fixture.prefix();
        String there = "/api/v1/notices/" + fixture.notice();
        store(p + "政办发[2023] 5号", null).statusCode(409).body("code", equalTo("notice-exists")).body("existing", equalTo(there));
        store(null, p + "原文。第二 行。").statusCode(409).body("existing", equalTo(there));
        store(p + "政办发〔2023〕6号", p + "另一份。").statusCode(201);

        As.office().body(fixture.draft()).post("/notices?duplicate=true").then().statusCode(201);
    }

    @Test
    void oneThatWasWithdrawnDoesNotCount() {
        fixture.post("/withdraw", Map.of("reason", "印错。")).statusCode(200);

        As.office().body(fixture.draft()).post("/notices").then().statusCode(201);
    }

    @Test
    void ofManyAtOnceOneIsStored() throws Exception {
        Map<String, Object> draft = new HashMap<>(fixture.draft());
        draft.put("documentNumber", fixture.prefix() + "〔2024〕1号");
        draft.remove("sourceText");
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Integer> statuses = new ArrayList<>();
        try {
            Callable<Integer> store = () -> As.office().body(draft).post("/notices").statusCode();
            for (var answer : threads.invokeAll(List.of(store, store, store, store, store, store))) {
                statuses.add(answer.get());
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(List.of(201, 409, 409, 409, 409, 409), statuses.stream().sorted().toList());
    }

    @Test
    void theSameIsTheSame() {
        compare(List.of(task("1"), task("2"), task("3"))).statusCode(200).body("same", equalTo(true)).body("unchanged", equalTo(3)).body("tasks", empty());
    }

    @Test
    void ofADraftOnlyTheDifferencesAreTold() {
        Map<String, Object> changed = task("2");
        changed.put("due", "2023-08-05");
        Map<String, Object> renumbered = task("3");
        renumbered.put("ref", "4");

        compare(List.of(task("1"), changed, renumbered)).statusCode(200).body("same", equalTo(false)).body("status", equalTo("DRAFT"))
                .body("tasks.kind", contains("CHANGED", "CHANGED")).body("tasks[0].fields.field", contains("due"))
                .body("tasks[1].fields.field", contains("ref")).body("tasks[1].taskId", equalTo(fixture.taskId("3"))).body("tasks.amendment", contains(nullValue(), nullValue()));
    }

    @Test
    void afterDispatchAmendmentsAreProposedAndWorkAsTheyAre() {
        fixture.dispatch();
        Map<String, Object> changed = task("2");
        changed.put("text", "改为每月排查。");
        Map<String, Object> added = task("9");
        long before = Sql.count("select (select count(*) from audit) + (select count(*) from outbox) + (select count(*) from task)");

        JsonPath answer = compare(List.of(task("1"), changed, added)).statusCode(200).body("tasks.kind", contains("CHANGED", "ADDED", "REMOVED"))
                .body("tasks.amendment.method", contains("PUT", "POST", "POST")).extract().jsonPath();

        assertEquals(before, Sql.count("select (select count(*) from audit) + (select count(*) from outbox) + (select count(*) from task)"));
        List<Map<String, Object>> amendments = answer.getList("tasks.amendment");
        String tag = As.office().get("/tasks/" + answer.getString("tasks[0].taskId")).header("ETag");
        for (Map<String, Object> each : amendments) {
            As.office().header("If-Match", tag).basePath("").body(each.get("body")).request(each.get("method").toString(), each.get("path").toString())
                    .then().statusCode(not(409)).statusCode(each.get("path").toString().endsWith("/tasks") ? 201 : 200);
        }
        compare(List.of(task("1"), changed, added)).body("same", equalTo(true));
    }

    @Test
    void aNewDayOfTheNoticeIsProposedForTheTasksThatFollowIt() {
        fixture.dispatch();
        fixture.draft().put("reportBy", "2023-08-15");
        fixture.draft().put("reportByText", "2023年8月15日前");

        compare(List.of(task("1"), task("2"), task("3"))).statusCode(200).body("fields.field", contains("reportBy", "reportByText"))
                .body("tasks", hasSize(3)).body("tasks[0].amendment.body.task.due", equalTo("2023-08-15"));
    }
}
