package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks that are added, changed or withdrawn after dispatch. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AmendmentTest {
    private Fixture fixture;
    private String water;
    private String health;
    private int before;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        water = fixture.unit("水利局");
        health = fixture.unit("卫生健康委");
        fixture.task("1", water, health).task("2", fixture.reportTo()).dispatch();
        BusinessClock.settle();
        before = KafkaTap.ofNotice(fixture.notice()).size();
    }

    /** What was told since the dispatch: type, cause, unit, day. */
    private List<String> told() {
        BusinessClock.settle();
        List<KafkaTap.Received> all = KafkaTap.ofNotice(fixture.notice());
        List<KafkaTap.Received> old = all.stream().filter(e -> e.type().equals("notice.dispatched") || e.type().equals("notice.mailbox")
                || e.at("/occasion").startsWith("dispatch/")).toList();
        assertEquals(before, old.size());
        return all.stream().filter(e -> !old.contains(e))
                .map(e -> "%s %s %s %s".formatted(e.type(), e.at("/cause"), e.key(), e.at("/deadline/due"))).sorted().toList();
    }

    private Map<String, Object> amendment(Map<String, Object> task) {
        return Map.of("reason", "州领导批示。", "task", task);
    }

    private String status(String unit) {
        return String.join(" ", As.office().get("/assignments?notice=" + fixture.notice() + "&unit=" + unit).jsonPath()
                .getList("items.status"));
    }

    @Test
    void anAddedTaskIsToldToItsUnitsOnly() {
        String id = fixture.post("/tasks", amendment(fixture.draftOf("3", "开展督查。", "2023-08-10", water))).statusCode(201)
                .header("Location", containsString("/api/v1/tasks/")).body("ref", equalTo("3")).extract().path("id");

        As.office().get("/assignments?task=" + id).then().body("items.unit", contains(water))
                .body("items.originalDue", contains("2023-08-10")).body("items.status", contains("AWAITING_ACKNOWLEDGEMENT"));
        As.office().get("/deadlines?notice=" + fixture.notice() + "&unit=" + water).then()
                .body("items.due", containsInAnyOrder("2023-08-01", "2023-08-10")).body("items.nextRung", containsInAnyOrder("T-3", "T-10"));
        assertEquals(List.of("deadline.opened  " + water + " 2023-08-10"), told());
        KafkaTap.Received opened = KafkaTap.ofNotice(fixture.notice(), "deadline.opened").stream()
                .filter(e -> e.at("/occasion").startsWith("amendment/")).findFirst().orElseThrow();
        assertEquals("州领导批示。 " + opened.at("/assignments/0/id"), opened.at("/amendment/reason") + " " + opened.at("/amendment/assignment"));
        assertEquals(List.of("task.added 州领导批示。"), Sql.rows("select action, reason from audit where entity_id = ?", id));
    }

    @Test
    void anAddedTaskOfTheNoticesDayJoinsTheUnitsDeadlineInAMailOfItsOwn() {
        fixture.post("/tasks", amendment(fixture.draftOf("3", "开展督查。", null, water))).statusCode(201);

        assertEquals(2, fixture.deadline(water).getInt("open"));
        assertEquals(List.of("deadline.opened  " + water + " 2023-08-01"), told());
    }

    @Test
    void unitsThatLeaveAreRelievedAndNewOnesAreTold() {
        String task = fixture.taskId("1");
        String finance = fixture.unit("财政局");

        fixture.change(task, fixture.draftOf("1", "开展排查。", null, water, finance)).statusCode(200)
                .body("responsible", hasSize(2)).body("text", equalTo("开展排查。"));

        assertEquals("AWAITING_ACKNOWLEDGEMENT TERMINATED AWAITING_ACKNOWLEDGEMENT",
                status(water) + " " + status(health) + " " + status(finance));
        assertEquals(List.of("deadline.changed AMENDED " + health + " 2023-08-01", "deadline.opened  " + water + " 2023-08-01",
                "deadline.opened  " + finance + " 2023-08-01"), told());
    }

    @Test
    void anotherTextIsToldToThoseWhoStillOweIt() {
        fixture.report(fixture.assignment(health), health);

        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "开展排查，并公布结果。", null, water, health)).statusCode(200);

        assertEquals(List.of("deadline.changed AMENDED " + health + " 2023-08-01", "deadline.changed SUBMITTED " + health + " 2023-08-01",
                "deadline.opened  " + water + " 2023-08-01"), told());
        KafkaTap.Received opened = KafkaTap.ofNotice(fixture.notice(), "deadline.opened").stream()
                .filter(e -> e.at("/occasion").startsWith("amendment/")).findFirst().orElseThrow();
        assertEquals("汛期延长。 开展排查，并公布结果。 " + opened.at("/assignments/0/id"),
                opened.at("/amendment/reason") + " " + opened.at("/assignments/0/text") + " " + opened.at("/amendment/assignment"));
    }

    @Test
    void anotherRoleIsToldAndWhoStaysAsItWasIsNot() {
        Map<String, Object> task = fixture.draftOf("1", "开展第1项排查。", null, health);
        task.put("lead", fixture.names(water));

        fixture.change(fixture.taskId("1"), task).statusCode(200);

        assertEquals(List.of("deadline.changed AMENDED " + health + " 2023-08-01", "deadline.opened  " + water + " 2023-08-01"), told());
    }

    @Test
    void aUnitThatLeftMayComeBack() {
        String task = fixture.taskId("1");
        fixture.change(task, fixture.draftOf("1", "开展排查。", null, water)).statusCode(200);

        fixture.change(task, fixture.draftOf("1", "开展排查。", null, water, health)).statusCode(200);

        assertEquals("TERMINATED AWAITING_ACKNOWLEDGEMENT", status(health));
    }

    @Test
    void aChangedDayMovesTheAssignmentAndKeepsTheFirstDay() {
        String assignment = fixture.assignment(water);

        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "开展排查。", "2023-08-15", water, health)).statusCode(200);

        As.office().get("/assignments/" + assignment).then().body("originalDue", equalTo("2023-08-01")).body("due", equalTo("2023-08-15"));
        assertEquals(List.of("2023-08-01 2023-08-15 汛期延长。 office"), Sql.rows(
                "select from_due, to_due, reason, actor from due_revision where assignment_id = ?::uuid", assignment));
        assertEquals(List.of("deadline.changed MOVED_AWAY " + water + " 2023-08-01", "deadline.changed MOVED_AWAY " + health + " 2023-08-01",
                "deadline.opened  " + water + " 2023-08-15", "deadline.opened  " + health + " 2023-08-15"), told());
        As.office().get("/deadlines?notice=" + fixture.notice() + "&unit=" + water).then().body("items.findAll { it.nextAt != null }.due",
                contains("2023-08-15"));
    }

    @Test
    void aDayThatWasGivenToOneUnitStays() {
        String assignment = fixture.assignment(water);
        fixture.giveBack(fixture.report(assignment, water), "2023-09-01").statusCode(200);

        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "开展排查。", "2023-08-15", water, health)).statusCode(200);

        As.office().get("/assignments/" + assignment).then().body("due", equalTo("2023-09-01"));
        As.office().get("/assignments/" + fixture.assignment(health)).then().body("due", equalTo("2023-08-15"));
        As.office().get("/deadlines?notice=" + fixture.notice() + "&unit=" + water).then()
                .body("items.due", containsInAnyOrder("2023-08-01", "2023-09-01"));
    }

    @Test
    void aDayMayBeTakenAway() {
        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "持续推进。", "open-ended", water, health)).statusCode(200);

        As.office().get("/assignments/" + fixture.assignment(water)).then().body("due", equalTo(null)).body("light", equalTo("GREEN"));
        BusinessClock.set("2023-08-02T09:00");
        assertEquals(List.of(), KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream().filter(e -> e.key().equals(water)).toList());
    }

    @Test
    void aWithdrawnTaskIsAskedForNoMore() {
        String task = fixture.taskId("1");

        fixture.post("/tasks/" + task + "/withdraw", Map.of("reason", "重复。")).statusCode(200).body("withdrawnAt", notNullValue());
        fixture.post("/tasks/" + task + "/withdraw", Map.of("reason", "重复。")).statusCode(200);

        assertEquals("TERMINATED TERMINATED", status(water) + " " + status(health));
        assertEquals(List.of("deadline.changed AMENDED " + water + " 2023-08-01", "deadline.changed AMENDED " + health + " 2023-08-01"), told());
        assertEquals(List.of("重复。 2023-08-01", "重复。 2023-08-01"), KafkaTap.ofNotice(fixture.notice(), "deadline.changed").stream()
                .filter(e -> e.at("/occasion").startsWith("relieved/")).map(e -> e.at("/relief/reason") + " " + e.at("/deadline/due")).toList());
        fixture.change(task, fixture.draftOf("1", "开展排查。", null, water)).statusCode(409).body("code", equalTo("illegal-move"));
    }

    @Test
    void badAmendmentsAreRefusedWithTheirPlaceAndChangeNothing() {
        String task = fixture.taskId("1");
        Map<String, Object> good = fixture.draftOf("3", "开展督查。", null, water);

        fixture.post("/tasks", Map.of("task", good)).statusCode(400).body("errors.pointer", contains("/reason"));
        fixture.post("/tasks", Map.of("reason", "新增")).statusCode(400).body("errors.pointer", contains("/task"));
        fixture.post("/tasks", amendment(fixture.draftOf("3", "开展督查。", null))).statusCode(400)
                .body("errors.pointer", contains("/task/responsible"));
        fixture.post("/tasks", amendment(fixture.draftOf("1", "开展督查。", null, water))).statusCode(409)
                .body("code", equalTo("conflict")).body("errors.pointer", contains("/task/ref"));
        fixture.post("/tasks", amendment(Map.of("ref", "3", "text", "督查。", "lead", List.of("无此局")))).statusCode(409)
                .body("code", equalTo("units-unknown")).body("errors.detail", contains(containsString("无此局")));
        As.office().body(amendment(good)).put("/notices/" + fixture.notice() + "/tasks/" + task).then().statusCode(428);
        As.office().header("If-Match", "\"old\"").body(amendment(good)).put("/notices/" + fixture.notice() + "/tasks/" + task)
                .then().statusCode(412);
        Fixture other = new Fixture();
        other.task("1", other.reportTo()).create();
        other.post("/tasks", amendment(good)).statusCode(409).body("code", equalTo("illegal-move"));
        other.post("/tasks/" + task + "/withdraw", Map.of("reason", "重复。")).statusCode(404);

        As.office().get("/tasks?notice=" + fixture.notice()).then().body("items.ref", contains("1", "2"));
        assertEquals(List.of(), told());
    }
}
