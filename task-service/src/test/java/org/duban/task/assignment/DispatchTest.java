package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.SampleNotice;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.event.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DispatchTest {
    private Fixture fixture;

    @BeforeEach
    void onTheDayOfTheNotice() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
    }

    @Test
    void theSampleBecomesOneHundredAndTwentyFourAssignmentsUnderThirtyTwoDeadlines() {
        String notice = SampleNotice.create();

        As.office().body(Map.of()).post("/notices/" + notice + "/dispatch").then().statusCode(200)
                .body("status", equalTo("DISPATCHED")).body("tasks", equalTo(24)).body("units", equalTo(32))
                .body("assignments", equalTo(124)).body("deadlines", equalTo(32));

        JsonPath deadlines = As.office().get("/deadlines?limit=200&notice=" + notice).jsonPath();
        assertEquals(32, new HashSet<>(deadlines.<String>getList("items.unit")).size());
        assertEquals(List.of("2023-08-01", "T-3", "2023-07-27T00:30:00Z", "GREEN"), List.of("due", "nextRung", "nextAt", "light")
                .stream().map(field -> deadlines.getList("items." + field).stream().distinct().toList().toString()
                        .replaceAll("[\\[\\]]", "")).toList());
        assertEquals(124, deadlines.<Integer>getList("items.open").stream().mapToInt(Integer::intValue).sum());
        BusinessClock.settle();
        assertEquals(32, KafkaTap.ofNotice(notice, "deadline.opened").size());
        KafkaTap.Received record = KafkaTap.ofNotice(notice, "notice.dispatched").get(0);
        assertEquals("124 32", record.at("/counts/assignments") + " " + record.data().at("/units").size());
    }

    @Test
    void eachUnitIsToldOfItsOwnTasksAndTheMailboxOfAll() {
        String water = fixture.unit("水利局");
        fixture.task("1", water, fixture.reportTo()).task("2", water).dispatch();
        BusinessClock.settle();

        List<KafkaTap.Received> events = KafkaTap.ofNotice(fixture.notice());

        KafkaTap.Received opened = events.stream().filter(e -> e.key().equals(water)).findFirst().orElseThrow();
        assertEquals("deadline.opened 1 dispatch/%s/%s".formatted(fixture.notice(), water),
                "%s %d %s".formatted(opened.type(), opened.sequence(), opened.at("/occasion")));
        assertEquals(List.of("1", "2"), opened.data().at("/assignments").findValuesAsText("ref"));
        assertEquals(9, opened.data().at("/workingDaysLeft").asInt());
        assertEquals(List.of("T-3", "T-1", "T", "T+1", "T+5"), events.stream().filter(e -> e.type().equals("notice.dispatched"))
                .findFirst().orElseThrow().data().at("/plan").findValuesAsText("rung").subList(0, 5));
        assertEquals(List.of(Topics.CONTACTS), events.stream().filter(e -> e.type().equals("notice.mailbox"))
                .map(KafkaTap.Received::topic).toList());
    }

    @Test
    void aNoticeIsDispatchedOnce() {
        fixture.task("1", fixture.reportTo()).dispatch();

        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("illegal-move"))
                .body("detail", containsString("DISPATCHED"));

        fixture.assignment(fixture.reportTo());
    }

    @Test
    void unknownUnitsAreNamedEachAndNothingIsDone() {
        fixture.task("1", Map.of("responsible", List.of("无此局", "也无此局"))).create();

        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("units-unknown")).body("errors", hasSize(2))
                .body("errors.detail", contains(containsString("无此局"), containsString("也无此局")));

        As.office().get("/notices/" + fixture.notice()).then().body("status", equalTo("DRAFT"));
        assertEquals(0, Sql.count("select count(*) from outbox where key = ?", fixture.notice()));
    }

    /** Else the office would review what its own unit reports (R11). */
    @Test
    void aNoticeThatReportsToAnUnknownUnitWaitsUntilTheDirectoryHasIt() {
        String name = fixture.prefix() + "某局";
        fixture.with("reportTo", name).task("1", fixture.unit("水利局")).create();

        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("units-unknown"))
                .body("errors.pointer", contains("/reportTo"));

        As.office().body(Map.of("name", name)).put("/units/" + fixture.prefix() + "-R").then().statusCode(201);
        fixture.dispatch(Map.of()).statusCode(200);
        As.office().get("/notices/" + fixture.notice()).then().body("reportToUnit", equalTo(fixture.prefix() + "-R"));
    }

    @Test
    void aNoticeWithoutAMailboxIsNotDispatched() {
        fixture.with("mailbox", null).task("1", fixture.unit("水利局")).create();

        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("no-mailbox"));
    }

    @Test
    void aDayOfTheOfficeThatHasPassedIsRefused() {
        fixture.task("1", fixture.unit("水利局")).create();

        fixture.dispatch(Map.of("due", "2023-07-18")).statusCode(400).body("errors.pointer", contains("/due"));
    }

    /** Counting working days to it would not end. */
    @Test
    void aDayOfAnotherCenturyIsRefused() {
        fixture.task("1", fixture.unit("水利局")).create();

        fixture.dispatch(Map.of("due", "9999-12-31")).statusCode(400).body("errors.pointer", contains("/due"));
        As.office().get("/calendar/+999999999-12-31").then().statusCode(400).body("errors.parameter", contains("day"));
    }

    @Test
    void aNoticeWithoutAnyDayNeedsOneOrNoLadder() {
        fixture.with("reportBy", null).with("reportByText", null).task("1", fixture.reportTo()).create();

        fixture.dispatch(Map.of()).statusCode(409).body("code", equalTo("no-day"));
        fixture.dispatch(Map.of("ladder", "NONE")).statusCode(200).body("deadlines", equalTo(1));

        As.office().get("/deadlines?notice=" + fixture.notice()).then().body("items.due", contains(nullValue()))
                .body("items.nextAt", contains(nullValue())).body("items.workingDaysLeft", contains(nullValue()));
    }

    @Test
    void theOfficeMayGiveTheDay() {
        fixture.with("reportBy", null).with("reportByText", null).task("1", fixture.reportTo()).create();

        fixture.dispatch(Map.of("due", "2023-08-31")).statusCode(200);

        assertEquals("2023-08-31", fixture.deadline(fixture.reportTo()).getString("due"));
        assertEquals("T-10", fixture.deadline(fixture.reportTo()).getString("nextRung"));
    }

    @Test
    void withoutALadderNothingIsSentThoughThereIsADay() {
        fixture.task("1", fixture.reportTo()).create();

        fixture.dispatch(Map.of("ladder", "NONE")).statusCode(200);

        assertEquals("2023-08-01", fixture.deadline(fixture.reportTo()).getString("due"));
        assertEquals(null, fixture.deadline(fixture.reportTo()).getString("nextAt"));
    }

    @Test
    void aTaskWithItsOwnDayMakesASecondDeadlineAndAnOpenEndedOneAThirdWithoutReminders() {
        List<String> unit = fixture.names(fixture.reportTo());
        fixture.task("1", fixture.reportTo()).task("2", Map.of("responsible", unit, "due", "2023-07-31", "dueText", "7月底前"))
                .task("3", Map.of("responsible", unit, "due", "open-ended", "dueText", "持续推进")).dispatch();

        As.office().get("/deadlines?notice=" + fixture.notice()).then()
                .body("items.due", containsInAnyOrder("2023-08-01", "2023-07-31", null))
                .body("items.dueText", containsInAnyOrder("2023年8月1日前", "7月底前", "持续推进"))
                .body("items.find { it.due == null }.nextAt", nullValue())
                .body("items.find { it.due == '2023-07-31' }.nextAt", equalTo("2023-07-26T00:30:00Z"));
    }

    @Test
    void aGroupExpandsToItsMembersOfThatDay() {
        String past = fixture.unit("甲县");
        String present = fixture.unit("乙县");
        String future = fixture.unit("丙县");
        String group = "各县" + fixture.prefix();
        As.office().body(Map.of("name", group, "members", List.of(Map.of("unit", past, "to", "2023-07-18"),
                Map.of("unit", present, "from", "2023-07-19", "to", "2023-07-19"), Map.of("unit", future, "from", "2023-07-20"))))
                .put("/unit-groups/" + fixture.prefix() + "-g").then().statusCode(201);
        fixture.task("1", Map.of("responsible", List.of(group))).dispatch();

        As.office().get("/assignments?notice=" + fixture.notice()).then().body("items.unit", contains(present));
    }

    @Test
    void aUnitNamedTwiceHasOneAssignmentInItsStrongestRole() {
        List<String> unit = fixture.names(fixture.reportTo());
        fixture.task("1", Map.of("assisting", unit, "responsible", unit, "lead", unit))
                .task("2", Map.of("assisting", unit, "responsible", unit)).dispatch();

        As.office().get("/assignments?notice=" + fixture.notice()).then().body("items.role", contains("LEAD", "RESPONSIBLE"))
                .body("items.status", everyItem(equalTo("AWAITING_ACKNOWLEDGEMENT")));
    }
}
