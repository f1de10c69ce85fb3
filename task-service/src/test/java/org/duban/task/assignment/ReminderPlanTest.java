package org.duban.task.assignment;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.SampleNotice;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every mail to come, before dispatch and after. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReminderPlanTest {
    private Fixture fixture;
    private String water;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        water = fixture.unit("水利局");
    }

    private JsonPath plan() {
        return As.office().get("/notices/" + fixture.notice() + "/reminder-plan").then().statusCode(200).extract().jsonPath();
    }

    /** Day, kind, audience and number of mails, of those that are no briefing. */
    private static List<String> lines(JsonPath plan) {
        return IntStream.range(0, plan.getList("mails").size()).mapToObj(i -> "%s %s %s %s".formatted(plan.getString("mails[" + i + "].day"),
                plan.getString("mails[" + i + "].kind"), plan.getString("mails[" + i + "].audience"), plan.getString("mails[" + i + "].count")))
                .filter(line -> !line.contains("BRIEFING")).toList();
    }

    @Test
    void aDraftIsPlannedAsIfDispatchedNow() {
        fixture.with("inspectorateUnit", fixture.reportTo()).task("1", water)
                .task("2", Map.of("responsible", List.of("尚未建档的局"), "due", "open-ended")).create();

        JsonPath plan = plan();

        assertEquals(List.of("2023-07-19 DISPATCH UNIT 2", "2023-07-19 DISPATCH_RECORD MAILBOX 1", "2023-07-27 REMINDER UNIT 1",
                "2023-07-31 REMINDER UNIT 1", "2023-08-01 REMINDER UNIT 1", "2023-08-02 CHASE UNIT 1", "2023-08-02 CHASE LEADER 1",
                "2023-08-08 ESCALATION UNIT 1", "2023-08-08 ESCALATION LEADER 1", "2023-08-08 ESCALATION_LIST MAILBOX 1",
                "2023-08-08 ESCALATION_LIST INSPECTORATE 1"), lines(plan).subList(0, 11));
        assertEquals("true DRAFT", plan.getString("ifDispatchedNow") + " " + plan.getString("status"));
        assertEquals("尚未建档的局 null", plan.getString("mails[0].units[1].name") + " " + plan.getString("mails[0].units[1].code"));
        // From the day after dispatch to the last rung, T+60.
        assertEquals(List.of("2023-07-20", "2023-07-21"), plan.<String>getList("mails.findAll { it.kind == 'BRIEFING' }.day").subList(0, 2));
        assertEquals(plan.getString("until"), plan.getString("mails[-1].day"));
    }

    @Test
    void theSamplesPlanIsWhatItsReplaySends() {
        String notice = SampleNotice.create();

        JsonPath plan = As.office().get("/notices/" + notice + "/reminder-plan").jsonPath();

        // Until 31 August: 9 mails to each of 32 units, 5 copies to each leader, 4 lists, 31 briefings (ARCHITECTURE.md).
        assertEquals(288, sum(plan, "UNIT", null));
        assertEquals(160, sum(plan, "LEADER", null));
        assertEquals(4, sum(plan, "INSPECTORATE", null));
        assertEquals(31, sum(plan, "MAILBOX", "BRIEFING"));
    }

    private static int sum(JsonPath plan, String audience, String kind) {
        return plan.<Map<String, Object>>getList("mails").stream().filter(mail -> mail.get("audience").equals(audience))
                .filter(mail -> kind == null || mail.get("kind").equals(kind))
                .filter(mail -> mail.get("day").toString().compareTo("2023-08-31") <= 0)
                .mapToInt(mail -> (Integer) mail.get("count")).sum();
    }

    @Test
    void afterDispatchOnlyWhatIsOwedIsPlanned() {
        fixture.task("1", water, fixture.reportTo()).dispatch();
        fixture.report(fixture.assignment(water), water);
        BusinessClock.set("2023-07-31T09:00");

        JsonPath plan = plan();

        assertEquals(List.of("2023-08-01 REMINDER UNIT 1", "2023-08-02 CHASE UNIT 1", "2023-08-02 CHASE LEADER 1"), lines(plan).subList(0, 3));
        assertEquals(List.of(fixture.reportTo()), plan.getList("mails[0].units.code"));
        assertEquals(List.of("T"), plan.getList("mails[0].reasons.rung"));
        assertEquals("2023-08-01T00:30:00Z", plan.getString("mails[0].at"));
    }

    @Test
    void aUnitGetsOneMailADayForAllItsRungs() {
        fixture.task("1", water).task("2", Map.of("responsible", fixture.names(water), "due", "2023-08-04")).dispatch();

        JsonPath plan = plan();

        // 1 August is T of the one and T-3 of the other.
        String first = "mails.find { it.day == '2023-08-01' && it.audience == 'UNIT' }";
        assertEquals(List.of("T", "T-3"), plan.getList(first + ".reasons.rung"));
        assertEquals(1, plan.getInt(first + ".count"));
        BusinessClock.set("2023-08-01T08:40");
        assertEquals(1, KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream().filter(e -> e.at("/day").equals("2023-08-01"))
                .map(e -> e.at("/occasion")).distinct().count());
    }

    @Test
    void nothingComesWhereNothingIsToBeSent() {
        fixture.task("1", water).create();
        fixture.dispatch(Map.of("ladder", "NONE")).statusCode(200);
        assertEquals(List.of(), lines(plan()));

        fixture.post("/close", Map.of()).statusCode(200);

        As.reader().get("/notices/" + fixture.notice() + "/reminder-plan").then().body("mails", hasSize(0)).body("until", equalTo(null));
        As.office().get("/notices/0198c0de-0000-7000-8000-00000000ffff/reminder-plan").then().statusCode(404);
    }
}
