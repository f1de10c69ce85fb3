package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
class ExtensionsTest {
    private Fixture fixture;
    private String unit;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        assignment = fixture.assignment(unit);
    }

    private ValidatableResponse ask(String wantedDue) {
        return As.unit(unit).body(Map.of("reason", "汛期任务重。", "wantedDue", wantedDue))
                .post("/assignments/" + assignment + "/extension-requests").then();
    }

    private String asked() {
        return ask("2023-08-15").statusCode(201).extract().path("id");
    }

    private ValidatableResponse decide(String request, String body) {
        return As.office().body(body).post("/extension-requests/" + request + "/decision").then();
    }

    private List<String> told() {
        BusinessClock.settle();
        return KafkaTap.ofNotice(fixture.notice(), "deadline.changed", "extension.granted", "extension.refused").stream()
                .map(e -> e.type() + " " + e.at("/deadline/due") + " " + e.at("/cause") + e.at("/extension/newDue")).toList();
    }

    @Test
    void aRequestThatWaitsChangesNothing() {
        ask("2023-08-15").statusCode(201).header("Location", containsString("/api/v1/extension-requests/"))
                .body("due", equalTo("2023-08-01")).body("wantedDue", equalTo("2023-08-15")).body("decision", nullValue());

        As.office().get("/assignments/" + assignment).then().body("due", equalTo("2023-08-01"))
                .body("status", equalTo("AWAITING_ACKNOWLEDGEMENT"));
        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
        assertEquals(List.of(), told());
    }

    @Test
    void aGrantMovesItToTheDeadlineOfTheWantedDayAndKeepsTheOriginalDay() {
        String request = asked();

        decide(request, "{\"decision\": \"GRANT\"}").statusCode(200).body("decision", equalTo("GRANT"))
                .body("newDue", equalTo("2023-08-15")).body("decidedAt", notNullValue());

        As.office().get("/assignments/" + assignment).then().body("originalDue", equalTo("2023-08-01"))
                .body("due", equalTo("2023-08-15")).body("status", equalTo("AWAITING_ACKNOWLEDGEMENT"));
        As.office().get("/deadlines?notice=" + fixture.notice()).then()
                .body("items.find { it.due == '2023-08-01' }.nextAt", nullValue())
                .body("items.find { it.due == '2023-08-15' }.nextRung", equalTo("T-10"));
        assertEquals(List.of("2023-08-01 2023-08-15 汛期任务重。 office"), Sql.rows(
                "select from_due, to_due, reason, actor from due_revision where assignment_id = ?::uuid", assignment));
        assertEquals(List.of("deadline.changed 2023-08-01 MOVED_AWAY", "extension.granted 2023-08-15 2023-08-15"), told());
    }

    @Test
    void theReviewerMayGrantAnotherDay() {
        decide(asked(), "{\"decision\": \"GRANT\", \"reason\": \"情况属实。\", \"newDue\": \"2023-08-08\"}").statusCode(200);

        As.office().get("/assignments/" + assignment).then().body("due", equalTo("2023-08-08"));
    }

    @Test
    void aRefusalIsToldWithTheDayThatStays() {
        String request = asked();

        decide(request, "{\"decision\": \"REFUSE\", \"reason\": \"事项紧急。\"}").statusCode(200).body("newDue", nullValue());

        As.office().get("/assignments/" + assignment).then().body("due", equalTo("2023-08-01"));
        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
        assertEquals(List.of("extension.refused 2023-08-01 2023-08-01"), told());
        KafkaTap.Received event = KafkaTap.ofNotice(fixture.notice(), "extension.refused").get(0);
        assertEquals("extension/" + request, event.at("/occasion"));
        assertEquals("2023-08-15 事项紧急。", event.at("/extension/wantedDue") + " " + event.at("/extension/reason"));
    }

    @Test
    void oneWaitsAtATimeAndItIsDecidedOnce() {
        String request = asked();
        ask("2023-08-20").statusCode(409).body("code", equalTo("conflict"));

        decide(request, "{\"decision\": \"REFUSE\", \"reason\": \"事项紧急。\"}").statusCode(200);
        decide(request, "{\"decision\": \"GRANT\"}").statusCode(409).body("code", equalTo("illegal-move"));

        As.office().get("/assignments/" + assignment).then().body("due", equalTo("2023-08-01"));
        ask("2023-08-20").statusCode(201);
    }

    @Test
    void manyAtOnceMakeOne() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> ask("2023-08-15").extract().statusCode()));
        }

        assertEquals(List.of(201, 409, 409, 409, 409, 409, 409, 409),
                answers.stream().map(CompletableFuture::join).sorted().toList());
    }

    @Test
    void itIsAskedForByTheEndOfTheDueDay() {
        BusinessClock.set("2023-08-01T23:59");
        ask("2023-08-15").statusCode(201);

        BusinessClock.set("2023-07-19T08:00");
        dispatch();
        BusinessClock.set("2023-08-02T00:00");
        ask("2023-08-15").statusCode(409).body("code", equalTo("illegal-move"));
    }

    @Test
    void whatWaitsForReviewOrIsDoneIsNotExtended() {
        String request = asked();
        String report = fixture.report(assignment, unit);
        decide(request, "{\"decision\": \"GRANT\"}").statusCode(409).body("code", equalTo("illegal-move"));

        fixture.accept(report);
        ask("2023-08-15").statusCode(409).body("code", equalTo("illegal-move"));
        As.office().get("/extension-requests/" + request).then().body("decision", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"decision\": \"REFUSE\"}                                                       | /reason",
        "{\"decision\": \"REFUSE\", \"reason\": \"紧急。\", \"newDue\": \"2023-08-15\"}   | /newDue",
        "{\"decision\": \"GRANT\", \"newDue\": \"2023-07-18\"}                            | /newDue",
        "{\"decision\": \"GRANT\", \"newDue\": \"2023-08-01\"}                            | /newDue",
        "{\"reason\": \"紧急。\"}                                                         | /decision",
    })
    void aDecisionThatLacksOrExceedsIsRefused(String body, String pointer) {
        String request = asked();

        decide(request, body).statusCode(400).body("code", equalTo("invalid-field")).body("errors.pointer", hasItem(pointer));

        As.office().get("/extension-requests/" + request).then().body("decision", nullValue());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"wantedDue\": \"2023-08-15\"}                         | /reason",
        "{\"reason\": \"汛期。\"}                                | /wantedDue",
        "{\"reason\": \"汛期。\", \"wantedDue\": \"2023-08-01\"} | /wantedDue",
        "{\"reason\": \"汛期。\", \"wantedDue\": \"8月15日\"}    | /wantedDue",
    })
    void aBadRequestIsRefusedWithItsPlace(String body, String pointer) {
        As.unit(unit).body(body).post("/assignments/" + assignment + "/extension-requests").then().statusCode(400)
                .body("code", equalTo("invalid-field")).body("errors.pointer", hasItem(pointer));
    }

    /** R11. */
    @Test
    void theReportToUnitsOwnRequestIsDecidedByTheInspectorateAndAllOthersByTheOffice() {
        String other = asked();
        Fixture own = new Fixture();
        own.task("1", own.reportTo()).dispatch();
        String ofReportTo = As.unit(own.reportTo()).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15"))
                .post("/assignments/" + own.assignment(own.reportTo()) + "/extension-requests").path("id");
        String grant = "{\"decision\": \"GRANT\"}";

        decide(ofReportTo, grant).statusCode(403).body("code", equalTo("forbidden"));
        As.inspectorate().body(grant).post("/extension-requests/" + other + "/decision").then().statusCode(403);
        As.unit(unit).body(grant).post("/extension-requests/" + other + "/decision").then().statusCode(403);

        As.inspectorate().body(grant).post("/extension-requests/" + ofReportTo + "/decision").then().statusCode(200);
    }

    @Test
    void forAnotherUnitNeitherTheAssignmentNorTheRequestExists() {
        String request = asked();
        String other = fixture.unit("司法局");

        As.unit(other).body(Map.of("reason", "汛期。", "wantedDue", "2023-08-15"))
                .post("/assignments/" + assignment + "/extension-requests").then().statusCode(404);
        As.unit(other).get("/extension-requests/" + request).then().statusCode(404);
        As.unit(other).get("/extension-requests").then().body("items", hasSize(0));
        As.unit(unit).get("/extension-requests/" + request).then().statusCode(200);
        As.office().body("{\"decision\": \"GRANT\"}")
                .post("/extension-requests/0198c0de-0000-7000-8000-00000000ffff/decision").then().statusCode(404);
    }

    @Test
    void requestsAreListedByWhatIsAskedFor() {
        String request = asked();
        String notice = "/extension-requests?notice=" + fixture.notice();

        As.office().get(notice + "&decided=false").then().body("items.id", contains(request));
        As.office().get(notice + "&decided=true").then().body("items", hasSize(0));
        As.office().get(notice + "&unit=" + unit).then().body("items.id", contains(request));
        As.office().get(notice + "&unit=" + fixture.reportTo()).then().body("items", hasSize(0));
        As.office().get("/extension-requests?assignment=" + assignment).then().body("items.id", contains(request));
    }

    @Test
    void everyStepIsInTheAuditTrail() {
        decide(asked(), "{\"decision\": \"GRANT\", \"reason\": \"情况属实。\"}");

        assertEquals(List.of("unit:" + unit + " unit extension.requested 汛期任务重。", "office extension.granted 情况属实。"),
                Sql.rows("select actor, action, reason from audit where entity_id = ? and action like 'extension.%' order by id",
                        assignment));
    }
}
