package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** 办结 and 撤回 of a notice. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class EndingTest {
    private static final Map<String, Object> REASON = Map.of("reason", "与另一通知重复。");

    private Fixture fixture;
    private String unit;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit, fixture.reportTo()).task("2", unit).create();
    }

    private List<String> told(String... types) {
        BusinessClock.settle();
        return KafkaTap.ofNotice(fixture.notice(), types).stream()
                .map(e -> e.type() + " " + e.at("/cause") + e.at("/status")).sorted().toList();
    }

    private List<String> trail() {
        return Sql.rows("select action from audit where entity_id = ? order by id", fixture.notice());
    }

    @Test
    void aClosedNoticeSendsNothingAndKeepsWhatIsOpen() {
        fixture.dispatch();

        fixture.post("/close", Map.of()).statusCode(200).body("status", equalTo("CLOSED"));
        BusinessClock.set("2023-08-02T09:00");

        assertEquals(List.of(), told("rung.fired", "briefing.issued"));
        assertEquals(List.of("deadline.changed NOTICE_CLOSED", "deadline.changed NOTICE_CLOSED", "notice.ended CLOSED"),
                told("deadline.changed", "notice.ended"));
        As.office().get("/assignments?notice=" + fixture.notice()).then().body("items", hasSize(3))
                .body("items.status", everyItem(equalTo("AWAITING_ACKNOWLEDGEMENT")));
        As.office().get("/deadlines?notice=" + fixture.notice()).then().body("items.nextAt", everyItem(nullValue()));
    }

    @Test
    void aClosedNoticeTakesNoMoreChanges() {
        fixture.dispatch();
        String assignment = fixture.assignments(unit).get(0);
        fixture.post("/close", Map.of()).statusCode(200);

        fixture.acknowledge(assignment, unit).statusCode(409).body("code", equalTo("illegal-move"));
        fixture.submit(assignment, unit, "FINAL").statusCode(409);
        fixture.post("/withdraw", REASON).statusCode(409);
        fixture.post("/tasks", Map.of("reason", "新增", "task", fixture.draftOf("9", "新增。", null, unit))).statusCode(409);

        assertEquals(List.of(), told("deadline.changed").stream().filter(e -> !e.endsWith("NOTICE_CLOSED")).toList());
    }

    @Test
    void aWithdrawnNoticeTerminatesWhatIsOpenWithItsReason() {
        fixture.dispatch();
        String done = fixture.assignment(fixture.reportTo());
        String report = fixture.report(done, fixture.reportTo());
        As.inspectorate().body(Map.of("decision", "ACCEPT")).post("/submissions/" + report + "/review").then().statusCode(200);

        fixture.post("/withdraw", REASON).statusCode(200).body("status", equalTo("WITHDRAWN"));
        BusinessClock.set("2023-08-02T09:00");

        As.office().get("/assignments?sort=id&notice=" + fixture.notice() + "&unit=" + unit).then()
                .body("items.status", contains("TERMINATED", "TERMINATED"));
        As.office().get("/assignments/" + done).then().body("status", equalTo("COMPLETED"));
        assertEquals(List.of(), told("rung.fired", "briefing.issued"));
        assertEquals(new TreeSet<>(List.of("deadline.changed NOTICE_WITHDRAWN", "deadline.changed SUBMITTED",
                "deadline.changed ACCEPTED", "notice.ended WITHDRAWN")), new TreeSet<>(told("deadline.changed", "notice.ended")));
        KafkaTap.Received told = KafkaTap.ofNotice(fixture.notice(), "deadline.changed").stream()
                .filter(e -> e.key().equals(unit)).findFirst().orElseThrow();
        assertEquals("withdrawn/%s/%s 2 与另一通知重复。".formatted(fixture.notice(), unit), told.at("/occasion") + " "
                + told.data().at("/relief/assignments").size() + " " + told.at("/relief/reason"));
        assertEquals(List.of(""), KafkaTap.ofNotice(fixture.notice(), "deadline.changed").stream()
                .filter(e -> e.key().equals(fixture.reportTo()) && e.at("/cause").equals("NOTICE_WITHDRAWN")).map(e -> e.at("/occasion")).toList());
        assertEquals(List.of("assignment.terminated 与另一通知重复。"), Sql.rows("select action, reason from audit where entity_id = ?",
                fixture.assignments(unit).get(0)));
    }

    @Test
    void aWithdrawnDraftTellsNobody() {
        fixture.post("/withdraw", REASON).statusCode(200).body("status", equalTo("WITHDRAWN"));

        fixture.dispatch(Map.of()).statusCode(409);
        assertEquals(List.of(), told());
    }

    @Test
    void againChangesNothing() {
        fixture.dispatch();
        fixture.post("/close", Map.of()).statusCode(200);
        List<String> first = told();

        fixture.post("/close", Map.of("reason", "再次")).statusCode(200).body("status", equalTo("CLOSED"));

        assertEquals(first, told());
        assertEquals(List.of("notice.created", "notice.dispatched", "notice.closed"), trail());
    }

    @Test
    void whatIsNotAllowedChangesNothing() {
        fixture.post("/close", Map.of()).statusCode(409).body("code", equalTo("illegal-move"));
        fixture.post("/withdraw", Map.of()).statusCode(400).body("errors.pointer", contains("/reason"));
        fixture.post("/withdraw", Map.of("reason", " ")).statusCode(400);
        As.office().body(REASON).post("/notices/0198c0de-0000-7000-8000-00000000ffff/withdraw").then().statusCode(404);

        As.office().get("/notices/" + fixture.notice()).then().body("status", equalTo("DRAFT"));
        assertEquals(List.of("notice.created"), trail());
    }
}
