package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deadline says how it came to its day. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DeadlineReadingTest {
    private Fixture fixture;
    private String unit;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
    }

    private ValidatableResponse deadline() {
        return As.unit(unit).get("/deadlines/" + fixture.deadline(unit).getString("id")).then().statusCode(200);
    }

    private static Map<String, Object> rule(String before, String restDay) {
        return Map.of("before", before, "restDay", restDay);
    }

    @Test
    void byDefaultTheDayIsIncludedAndOverdueBeginsTheNextMidnight() {
        fixture.task("1", unit).task("2", unit).dispatch();

        deadline().body("due", equalTo("2023-08-01")).body("overdueFrom", equalTo("2023-08-01T16:00:00Z"))
                .body("calendarConfirmed", equalTo(true)).body("readings", hasSize(1))
                .body("readings[0]", equalTo(Map.of("source", "NOTICE", "words", "2023年8月1日前", "readAs", "2023-08-01",
                        "rule", Map.of("before", "INCLUDES_DAY", "restDay", "STAYS", "version", 1), "due", "2023-08-01")));
    }

    @Test
    void theNoticesRuleMovesTheDayAndTheDraftsTasksDays() {
        fixture.with("deadlineRule", rule("EXCLUDES_DAY", "MOVES")).task("1", unit).task("2", Map.of("responsible",
                fixture.names(unit), "due", "2023-07-29", "dueText", "7月29日")).create();
        As.office().get("/notices/" + fixture.notice()).then().body("deadlineRule", equalTo(rule("EXCLUDES_DAY", "MOVES")));

        fixture.dispatch();

        // 8月1日前 is by 31 July; 29 July is a Saturday, and the next working day is 31 July too.
        deadline().body("due", equalTo("2023-07-31")).body("readings.readAs", contains("2023-08-01", "2023-07-29"))
                .body("readings.source", contains("NOTICE", "TASK")).body("readings.words", contains("2023年8月1日前", "7月29日"))
                .body("nextRung", equalTo("T-3")).body("nextAt", equalTo("2023-07-26T00:30:00Z"));
        As.office().get("/notices/" + fixture.notice()).then().body("reportBy", equalTo("2023-08-01"));
    }

    @Test
    void anAmendedDayIsReadByTheNoticesRuleToo() {
        fixture.with("deadlineRule", Map.of("before", "EXCLUDES_DAY")).task("1", unit).dispatch();
        Map<String, Object> task = fixture.draftOf("1", "开展排查。", "2023-08-16", unit);
        task.put("dueText", "8月16日前");

        fixture.change(fixture.taskId("1"), task).statusCode(200);

        As.office().get("/assignments/" + fixture.assignment(unit)).then().body("originalDue", equalTo("2023-07-31"))
                .body("due", equalTo("2023-08-15"));
    }

    @Test
    void daysThatTheOfficeGivesAreTakenAsTheyAre() {
        fixture.with("deadlineRule", rule("EXCLUDES_DAY", "MOVES")).task("1", unit).create();
        // A Saturday.
        fixture.dispatch(Map.of("due", "2023-08-05")).statusCode(200);

        deadline().body("due", equalTo("2023-08-05")).body("readings", hasSize(1)).body("readings[0].source", equalTo("OFFICE"))
                .body("readings[0].rule", nullValue()).body("readings[0].words", nullValue());
        fixture.giveBack(fixture.report(fixture.assignment(unit), unit), "2023-08-12").statusCode(200);
        As.office().get("/deadlines?notice=" + fixture.notice()).then().body("items.due", containsInAnyOrder("2023-08-05", "2023-08-12"));
    }

    @Test
    void aRuleThatIsNoneIsRefused() {
        fixture.task("1", unit).with("deadlineRule", Map.of("before", "MAYBE"));

        As.office().body(fixture.draft()).post("/notices").then().statusCode(400)
                .body("errors.pointer", equalTo(List.of("/deadlineRule/before")));
    }

    @Test
    void anUnpublishedYearIsSaidToBeUnconfirmed() {
        fixture.with("reportBy", "2035-08-01").task("1", unit).dispatch();

        deadline().body("calendarConfirmed", equalTo(false));
        As.office().get("/notices/" + fixture.notice() + "/reminder-plan").then()
                .body("mails.findAll { it.kind == 'REMINDER' }.confirmed", contains(false, false, false, false));
    }
}
