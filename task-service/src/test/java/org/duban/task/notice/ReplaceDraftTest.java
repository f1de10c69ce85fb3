package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
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

/** A draft is replaced as a whole, by whoever has seen it as it is. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReplaceDraftTest {
    private Fixture fixture;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        fixture.with("sourceText", text()).task("1", fixture.reportTo()).create();
    }

    private String text() {
        return fixture.prefix() + "原文。";
    }

    private String tag() {
        return As.office().get("/notices/" + fixture.notice()).header("ETag");
    }

    private ValidatableResponse put(String tag, Map<String, Object> draft) {
        return (tag == null ? As.office() : As.office().header("If-Match", tag)).body(draft).put("/notices/" + fixture.notice()).then();
    }

    private String stored() {
        return String.join(" ", As.office().get("/tasks?notice=" + fixture.notice()).jsonPath().getList("items.text"));
    }

    @Test
    void aDraftIsReplacedWithAllItsTasks() {
        fixture.draft().remove("sourceText");
        fixture.draft().put("reportBy", "2023-08-04");
        fixture.draft().put("tasks", List.of(fixture.draftOf("5", "新的第五项。", null, fixture.reportTo())));

        put(tag(), fixture.draft()).statusCode(200).body("reportBy", equalTo("2023-08-04")).body("sourceText", equalTo(text()))
                .body("id", equalTo(fixture.notice())).body("status", equalTo("DRAFT"));

        As.office().get("/tasks?notice=" + fixture.notice()).then().body("items.ref", contains("5"));
        assertEquals(List.of("notice.created office", "notice.changed office"),
                Sql.rows("select action, actor from audit where entity_id = ? order by id", fixture.notice()));
        fixture.dispatch();
        assertEquals("2023-08-04", fixture.deadline(fixture.reportTo()).getString("due"));
    }

    @Test
    void whoHasNotSeenItAsItIsChangesNothing() {
        String old = tag();
        fixture.draft().put("tasks", List.of(fixture.draftOf("1", "第一位改的。", null, fixture.reportTo())));
        put(old, fixture.draft()).statusCode(200);
        fixture.draft().put("tasks", List.of(fixture.draftOf("1", "第二位改的。", null, fixture.reportTo())));

        put(old, fixture.draft()).statusCode(412).body("code", equalTo("precondition-failed"));
        put(null, fixture.draft()).statusCode(428).body("code", equalTo("precondition-required"));

        assertEquals("第一位改的。", stored());
    }

    @Test
    void ofManyWritersOfOneVersionOneWins() throws Exception {
        String tag = tag();
        List<Callable<Integer>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Map<String, Object> draft = new HashMap<>(fixture.draft());
            draft.put("tasks", List.of(fixture.draftOf("1", "第" + i + "位改的。", null, fixture.reportTo())));
            writers.add(() -> put(tag, draft).extract().statusCode());
        }
        List<Integer> statuses = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (var answer : threads.invokeAll(writers)) {
                statuses.add(answer.get());
            }
        } finally {
            threads.shutdown();
        }

        assertEquals(1, statuses.stream().filter(status -> status == 200).count(), statuses::toString);
        assertEquals(7, statuses.stream().filter(status -> status == 412).count(), statuses::toString);
    }

    @Test
    void whatIsNoDraftOrNotAllowedStaysAsItIs() {
        String before = stored();
        fixture.draft().put("sourceText", "改过的原文。");
        put(tag(), fixture.draft()).statusCode(400).body("errors.pointer", contains("/sourceText"));
        fixture.draft().put("sourceText", text());
        fixture.draft().put("inspectorateUnit", "no-such");
        put(tag(), fixture.draft()).statusCode(400).body("errors.pointer", contains("/inspectorateUnit"));
        fixture.draft().remove("inspectorateUnit");
        fixture.dispatch();

        put(tag(), fixture.draft()).statusCode(409).body("code", equalTo("illegal-move"));

        assertEquals(before, stored());
    }
}
