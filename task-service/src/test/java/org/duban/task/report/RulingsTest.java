package org.duban.task.report;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the office does of its own accord: reopen, terminate, move. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RulingsTest {
    private Fixture fixture;
    private String unit;
    private String other;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        other = fixture.unit("市场监管局");
        fixture.task("1", Map.of("lead", fixture.names(unit), "dueText", "8月1日前", "due", "2023-08-01"))
                .task("2", other).dispatch();
        assignment = fixture.assignment(unit);
    }

    private ValidatableResponse office(String what, Map<String, String> body) {
        return As.office().body(body).post("/assignments/" + assignment + "/" + what).then();
    }

    /** What was told of that unit after the dispatch. */
    private List<String> told(String code) {
        BusinessClock.settle();
        return KafkaTap.ofNotice(fixture.notice(), "deadline.changed", "assignment.reopened", "deadline.opened").stream()
                .filter(e -> e.key().equals(code)).skip(1).map(e -> e.type() + " " + e.at("/cause")).toList();
    }

    @Test
    void aCompletedOneIsReopenedByANewDay() {
        fixture.accept(fixture.report(assignment, unit));

        office("reopen", Map.of("reason", "抽查未整改到位。", "newDue", "2023-08-20")).statusCode(200)
                .body("status", equalTo("IN_PROGRESS")).body("due", equalTo("2023-08-20"))
                .body("originalDue", equalTo("2023-08-01")).body("completedAt", nullValue())
                .body("returnReason", equalTo("抽查未整改到位。")).body("light", equalTo("YELLOW"));

        As.office().get("/deadlines?notice=" + fixture.notice() + "&unit=" + unit).then()
                .body("items.find { it.due == '2023-08-20' }.nextRung", equalTo("T-10"))
                .body("items.find { it.due == '2023-08-01' }.nextAt", nullValue());
        assertEquals(List.of("2023-08-01 2023-08-20 抽查未整改到位。"), Sql.rows(
                "select from_due, to_due, reason from due_revision where assignment_id = ?::uuid", assignment));
        assertEquals(List.of("deadline.changed SUBMITTED", "deadline.changed ACCEPTED", "deadline.changed MOVED_AWAY",
                "assignment.reopened "), told(unit));
    }

    @Test
    void itIsReportedAndReopenedAgainEachTimeAnOccasionOfItsOwn() {
        for (int i = 0; i < 2; i++) {
            fixture.accept(fixture.report(assignment, unit)).statusCode(200);
            office("reopen", Map.of("reason", "未到位。", "newDue", "2023-08-20")).statusCode(200);
        }
        BusinessClock.settle();

        assertEquals(2, KafkaTap.ofNotice(fixture.notice(), "assignment.reopened").stream()
                .map(e -> e.at("/occasion")).distinct().count());
    }

    @Test
    void onlyWhatIsCompletedIsReopenedAndNotByAPastDay() {
        office("reopen", Map.of("reason", "未到位。", "newDue", "2023-08-20")).statusCode(409).body("code", equalTo("illegal-move"));
        fixture.accept(fixture.report(assignment, unit));
        office("reopen", Map.of("reason", "未到位。", "newDue", "2023-07-18")).statusCode(400)
                .body("errors.pointer", hasItem("/newDue"));
        office("reopen", Map.of("reason", "未到位。")).statusCode(400).body("errors.pointer", hasItem("/newDue"));
        office("reopen", Map.of("newDue", "2023-08-20")).statusCode(400).body("errors.pointer", hasItem("/reason"));
    }

    @Test
    void aTerminatedOneIsNoLongerChased() {
        office("terminate", Map.of("reason", "职责不再保留。")).statusCode(200).body("status", equalTo("TERMINATED"));

        assertNull(fixture.deadline(unit).getString("nextAt"));
        office("terminate", Map.of("reason", "职责不再保留。")).statusCode(409).body("code", equalTo("illegal-move"));
        office("terminate", Map.of("reason", " ")).statusCode(400).body("errors.pointer", hasItem("/reason"));
        assertEquals(List.of("deadline.changed TERMINATED"), told(unit));
        KafkaTap.Received relieved = KafkaTap.ofNotice(fixture.notice(), "deadline.changed").get(0);
        assertEquals("relieved/" + assignment + " [\"" + assignment + "\"] 职责不再保留。",
                relieved.at("/occasion") + " " + relieved.data().at("/relief/assignments") + " " + relieved.at("/relief/reason"));
        assertEquals(List.of("职责不再保留。"),
                Sql.rows("select reason from audit where entity_id = ? and action = 'assignment.terminated'", assignment));
    }

    @Test
    void aMoveTerminatesItAndOpensTheSamePartForTheOtherUnitByTheDayInForce() {
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10");

        String moved = office("move", Map.of("unit", other, "reason", "改由市场监管局承担。")).statusCode(201)
                .header("Location", containsString("/api/v1/assignments/")).body("unit", equalTo(other))
                .body("role", equalTo("LEAD")).body("status", equalTo("AWAITING_ACKNOWLEDGEMENT"))
                .body("originalDue", equalTo("2023-08-10")).body("due", equalTo("2023-08-10")).extract().path("id");

        As.office().get("/assignments/" + assignment).then().body("status", equalTo("TERMINATED"));
        assertEquals(List.of("deadline.changed SUBMITTED", "deadline.changed MOVED_AWAY", "deadline.changed TERMINATED"),
                told(unit));
        assertEquals(List.of("deadline.opened "), told(other));
        KafkaTap.Received opened = KafkaTap.ofNotice(fixture.notice(), "deadline.opened").stream()
                .filter(e -> e.at("/occasion").startsWith("moved/")).findFirst().orElseThrow();
        assertEquals("moved/" + moved + " 2023-08-10", opened.at("/occasion") + " " + opened.at("/deadline/due"));
        fixture.acknowledge(moved, other).statusCode(200);
    }

    /** R1: the words of the day go with it, and what the unit had by that day stays beside it. */
    @Test
    void aMoveJoinsTheOtherUnitsDeadlineOfThatDay() {
        office("move", Map.of("unit", other, "reason", "改由市场监管局承担。")).statusCode(201);

        assertEquals(2, fixture.deadline(other).getInt("assignments"));
        String third = fixture.unit("司法局");
        assignment = fixture.assignments(other).get(0);
        office("move", Map.of("unit", third, "reason", "改由司法局承担。")).statusCode(201);
        assertEquals("2023年8月1日前", fixture.deadline(third).getString("dueText"));
    }

    @Test
    void aFormerLeadNoLongerReadsTheOthers() {
        Fixture led = new Fixture();
        String lead = led.unit("水利局");
        String led1 = led.unit("司法局");
        String next = led.unit("应急局");
        led.task("1", Map.of("lead", led.names(lead), "responsible", led.names(led1))).dispatch();
        String seen = led.assignment(led1);
        As.unit(lead).get("/assignments/" + seen).then().statusCode(200);

        As.office().body(Map.of("unit", next, "reason", "改由应急局牵头。")).post("/assignments/" + led.assignment(lead) + "/move")
                .then().statusCode(201);

        As.unit(lead).get("/assignments/" + seen).then().statusCode(404);
        As.unit(next).get("/assignments/" + seen).then().statusCode(200);
    }

    @Test
    void itMayComeBackToTheUnitThatHadItFirst() {
        String first = assignment;
        assignment = office("move", Map.of("unit", other, "reason", "改由他局承担。")).statusCode(201).extract().path("id");

        office("move", Map.of("unit", unit, "reason", "经核实仍由原单位承担。")).statusCode(201);

        As.office().get("/assignments?notice=" + fixture.notice() + "&unit=" + unit).then().body("items", hasSize(2))
                .body("items.find { it.id == '" + first + "' }.status", equalTo("TERMINATED"));
    }

    @Test
    void aUnitHasAPartInATaskOnce() {
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        other = fixture.unit("司法局");
        fixture.task("1", unit, other).dispatch();
        assignment = fixture.assignment(unit);

        office("move", Map.of("unit", other, "reason", "合并承担。")).statusCode(409).body("code", equalTo("conflict"));

        As.office().get("/assignments/" + assignment).then().body("status", equalTo("AWAITING_ACKNOWLEDGEMENT"));
    }

    @ParameterizedTest
    @CsvSource({"UNIT, 400, invalid-field", "none, 409, units-unknown"})
    void itMovesToAnotherUnitOfTheDirectory(String to, int status, String code) {
        office("move", Map.of("unit", to.replace("UNIT", unit), "reason", "改由他局承担。")).statusCode(status)
                .body("code", equalTo(code)).body("errors.pointer", hasItem("/unit"));
    }

    @Test
    void onlyTheOfficeMay() {
        Map<String, Map<String, String>> bodies = Map.of("reopen", Map.of("reason", "否。", "newDue", "2023-08-20"),
                "terminate", Map.of("reason", "否。"), "move", Map.of("reason", "否。", "unit", other));
        bodies.forEach((what, body) -> {
            for (RequestSpecification caller : List.of(As.unit(unit), As.inspectorate(), As.reader())) {
                caller.body(body).post("/assignments/" + assignment + "/" + what).then().statusCode(403);
            }
            As.office().body(body).post("/assignments/0198c0de-0000-7000-8000-00000000ffff/" + what).then().statusCode(404);
        });
    }

    @Test
    void aMoveThatIsSentAgainMovesOnce() {
        Map<String, String> body = Map.of("unit", other, "reason", "改由他局承担。");
        String key = "move-" + assignment;

        String first = As.office().header("Idempotency-Key", key).body(body).post("/assignments/" + assignment + "/move").path("id");

        As.office().header("Idempotency-Key", key).body(body).post("/assignments/" + assignment + "/move").then()
                .statusCode(201).body("id", equalTo(first));
    }
}
