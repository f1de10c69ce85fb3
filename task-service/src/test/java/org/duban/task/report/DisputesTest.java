package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
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

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DisputesTest {
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
        fixture.task("1", unit).dispatch();
        assignment = fixture.assignment(unit);
    }

    private ValidatableResponse dispute(Map<String, String> body) {
        return As.unit(unit).body(body).post("/assignments/" + assignment + "/disputes").then();
    }

    private String raised() {
        return dispute(Map.of("reason", "不属我局职责。")).statusCode(201).extract().path("id");
    }

    private ValidatableResponse decide(String dispute, Map<String, String> body) {
        return As.office().body(body).post("/disputes/" + dispute + "/decision").then();
    }

    private String status() {
        return As.office().get("/assignments/" + assignment).path("status");
    }

    @Test
    void aDisputeThatWaitsChangesNothing() {
        dispute(Map.of("reason", "不属我局职责。", "suggestedUnit", other)).statusCode(201)
                .header("Location", containsString("/api/v1/disputes/")).body("suggestedUnit", equalTo(other))
                .body("decision", nullValue());

        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());
        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
        dispute(Map.of("reason", "不属我局职责。")).statusCode(409).body("code", equalTo("conflict"));
    }

    @Test
    void anUpheldOneIsTerminatedAndNoLongerChased() {
        decide(raised(), Map.of("decision", "UPHOLD", "reason", "属实。")).statusCode(200)
                .body("decision", equalTo("UPHOLD")).body("movedTo", nullValue());

        assertEquals("TERMINATED", status());
        assertNull(fixture.deadline(unit).getString("nextAt"));
    }

    @Test
    void anUpheldOneMayMoveToTheUnitThatIsResponsible() {
        String moved = decide(raised(), Map.of("decision", "UPHOLD", "reason", "属实。", "moveTo", other)).statusCode(200)
                .extract().path("movedTo");

        assertEquals("TERMINATED", status());
        As.unit(other).get("/assignments/" + moved).then().body("unit", equalTo(other))
                .body("status", equalTo("AWAITING_ACKNOWLEDGEMENT")).body("due", equalTo("2023-08-01"));
    }

    @Test
    void aRejectedOneStaysAsItIs() {
        String dispute = raised();

        decide(dispute, Map.of("decision", "REJECT", "reason", "属你局职责。")).statusCode(200);

        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());
        BusinessClock.settle();
        KafkaTap.Received told = KafkaTap.ofNotice(fixture.notice(), "dispute.rejected").get(0);
        assertEquals("%s dispute/%s %s 属你局职责。".formatted(unit, dispute, assignment),
                told.key() + " " + told.at("/occasion") + " " + told.at("/dispute/assignment") + " " + told.at("/dispute/reason"));
        decide(dispute, Map.of("decision", "UPHOLD", "reason", "属实。")).statusCode(409).body("code", equalTo("illegal-move"));
        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());
        dispute(Map.of("reason", "再请核实。")).statusCode(201);
    }

    @Test
    void whatWaitsForReviewOrIsDoneIsNotDisputed() {
        fixture.report(assignment, unit);

        dispute(Map.of("reason", "不属我局职责。")).statusCode(409).body("code", equalTo("illegal-move"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"decision\": \"UPHOLD\"}                                             | 400 | /reason",
        "{\"reason\": \"属实。\"}                                               | 400 | /decision",
        "{\"decision\": \"REJECT\", \"reason\": \"否。\", \"moveTo\": \"OTHER\"} | 400 | /moveTo",
        "{\"decision\": \"UPHOLD\", \"reason\": \"是。\", \"moveTo\": \"UNIT\"}  | 400 | /moveTo",
        "{\"decision\": \"UPHOLD\", \"reason\": \"是。\", \"moveTo\": \"none\"}  | 409 | /moveTo",
    })
    void aDecisionThatLacksOrExceedsIsRefused(String body, int status, String pointer) {
        String dispute = raised();

        As.office().body(body.replace("OTHER", other).replace("UNIT", unit)).post("/disputes/" + dispute + "/decision")
                .then().statusCode(status).body("errors.pointer", hasItem(pointer));

        As.office().get("/disputes/" + dispute).then().body("decision", nullValue());
        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());
    }

    @Test
    void aSuggestedUnitIsAnotherOneOfTheDirectory() {
        dispute(Map.of("reason", "不属我局职责。", "suggestedUnit", "none")).statusCode(409).body("code", equalTo("units-unknown"));
        dispute(Map.of("reason", "不属我局职责。", "suggestedUnit", unit)).statusCode(400)
                .body("errors.pointer", contains("/suggestedUnit"));
        dispute(Map.of()).statusCode(400).body("errors.pointer", contains("/reason"));
    }

    @Test
    void onlyTheOfficeDecidesAndForAnotherUnitItDoesNotExist() {
        String dispute = raised();
        Map<String, String> uphold = Map.of("decision", "UPHOLD", "reason", "属实。");

        As.inspectorate().body(uphold).post("/disputes/" + dispute + "/decision").then().statusCode(403);
        As.unit(unit).body(uphold).post("/disputes/" + dispute + "/decision").then().statusCode(403);
        As.unit(other).get("/disputes/" + dispute).then().statusCode(404);
        As.unit(other).body(Map.of("reason", "否。")).post("/assignments/" + assignment + "/disputes").then().statusCode(404);
        As.unit(unit).get("/disputes/" + dispute).then().statusCode(200);
        As.reader().get("/disputes?notice=" + fixture.notice() + "&decided=false").then().body("items.id", contains(dispute));
        As.unit(other).get("/disputes").then().body("items", hasSize(0));
    }

    @Test
    void everyStepIsInTheAuditTrail() {
        decide(raised(), Map.of("decision", "UPHOLD", "reason", "属实。", "moveTo", other));

        assertEquals(List.of("dispute.raised 不属我局职责。", "assignment.moved 属实。", "dispute.upheld 属实。"), Sql.rows(
                "select action, reason from audit where entity_id = ? order by id", assignment));
    }
}
