package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A notice's own ladder, as a draft and while it is live. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class NoticeLadderTest {
    private Fixture fixture;
    private String unit;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).create();
    }

    private String path() {
        return "/notices/" + fixture.notice() + "/ladder";
    }

    private ValidatableResponse put(Map<String, Object> body) {
        return As.office().header("If-Match", As.office().get(path()).header("ETag")).body(body).put(path()).then();
    }

    private ValidatableResponse put(Map<String, Object> ladder, String reason) {
        return put(Map.of("reason", reason, "ladder", ladder));
    }

    private static Map<String, Object> rung(int offset) {
        return Map.of("offset", offset, "stage", offset > 0 ? "ESCALATION" : "REMINDER", "copyLeader", offset > 0,
                "tellInspectorate", offset > 0);
    }

    private static Map<String, Object> ladder(String days, String hour, int... offsets) {
        return new HashMap<>(Map.of("days", days, "hour", hour, "rungs",
                IntStream.of(offsets).mapToObj(NoticeLadderTest::rung).toList()));
    }

    private List<String> fired() {
        return KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream()
                .map(e -> e.at("/rung/name") + " " + e.headers().get("ce_time")).toList();
    }

    @Test
    void aNoticeHasTheStandardLadderSpelledOut() {
        As.office().get(path()).then().statusCode(200).body("choice", equalTo("DEFAULT")).body("ladder.days", equalTo("WORKING"))
                .body("ladder.hour", equalTo("08:30")).body("ladder.rungs.offset", contains(-10, -3, -1, 0, 1, 5))
                .body("ladder.repetition", equalTo(Map.of("every", 5, "until", 60)));
        As.unit(unit).get(path()).then().statusCode(404);
        fixture.dispatch();
        As.unit(unit).get(path()).then().statusCode(200);
    }

    @Test
    void anOwnLadderOfADraftCountsFromTheDispatchOn() {
        Map<String, Object> own = ladder("CALENDAR", "09:15", -3, 0, 4);
        own.put("repetition", Map.of("every", 7, "until", 20));
        put(own, "时间紧。").statusCode(200).body("choice", equalTo("OWN")).body("ladder.rungs.offset", contains(-3, 0, 4));
        List<String> planned = As.office().get("/notices/" + fixture.notice() + "/reminder-plan").jsonPath()
                .getList("mails.findAll { it.audience == 'UNIT' && it.kind != 'DISPATCH' }.at");

        fixture.dispatch();

        // 29 July is a Saturday: T-3d comes on Friday; 5, 12 and 19 August are too: what follows the day comes on Mondays.
        List<String> moments = List.of("2023-07-28T01:15:00Z", "2023-08-01T01:15:00Z", "2023-08-07T01:15:00Z",
                "2023-08-14T01:15:00Z", "2023-08-21T01:15:00Z");
        assertEquals(moments, planned);
        assertEquals("T-3d", fixture.deadline(unit).getString("nextRung"));
        for (String day : List.of("07-28", "08-01", "08-07", "08-14", "08-21")) {
            BusinessClock.set("2023-%sT09:15".formatted(day));
        }
        assertEquals(List.of("T-3d " + moments.get(0), "T " + moments.get(1), "T+4d " + moments.get(2), "T+11d " + moments.get(3),
                "T+18d " + moments.get(4)).subList(0, 5), fired());
        assertNull(fixture.deadline(unit).getString("nextAt"));
        // The list of escalations names the rung as it was then.
        BusinessClock.set("2023-08-22T08:40");
        assertEquals("T+18d", KafkaTap.ofNotice(fixture.notice(), "escalations.listed").stream().reduce((a, b) -> b).orElseThrow()
                .data().at("/escalations/0/rung").asText());
    }

    @Test
    void aChangeStandsForEveryRungBeforeIt() {
        fixture.dispatch();
        BusinessClock.set("2023-07-27T08:30");
        assertEquals("T-1", fixture.deadline(unit).getString("nextRung"));

        // Friday 28 July at noon: T-2 at 09:00 has passed, T-1 is to come.
        BusinessClock.set("2023-07-28T12:00");
        put(ladder("WORKING", "09:00", -3, -2, -1, 0), "每日提醒。").statusCode(200);
        BusinessClock.settle();

        assertEquals("T-1 2023-07-31T01:00:00Z", fixture.deadline(unit).getString("nextRung") + " " + fixture.deadline(unit).getString("nextAt"));
        BusinessClock.set("2023-07-31T09:00");
        assertEquals(List.of("T-3 2023-07-27T00:30:00Z", "T-1 2023-07-31T01:00:00Z"), fired());
        assertEquals(List.of("notice.ladder-changed 每日提醒。"), Sql.rows(
                "select action, reason from audit where entity_id = ? and action like '%ladder%'", fixture.notice()));
    }

    @Test
    void whatIsDueAtTheMomentOfTheChangeIsNotSwallowed() {
        fixture.dispatch();
        BusinessClock.set("2023-07-27T08:30");

        // The new ladder's T-2 is at that very moment, and the old one has none.
        BusinessClock.set("2023-07-28T09:00");
        put(ladder("WORKING", "09:00", -3, -2, -1, 0), "每日提醒。").statusCode(200);
        BusinessClock.settle();

        assertEquals(List.of("T-3 2023-07-27T00:30:00Z", "T-2 2023-07-28T01:00:00Z"), fired());
        // The old ladder's T-1 is still to come; by the new one its hour has passed.
        BusinessClock.set("2023-07-31T08:45");
        put(ladder("WORKING", "08:40", -1, 0), "提前。").statusCode(200);
        BusinessClock.settle();
        assertEquals("T-1 2023-07-31T00:45:00Z", fired().get(2));
    }

    @Test
    void whatHasFiredDoesNotFireAgainWhateverIsCountedAndThoughTheClockIsPutBack() {
        fixture.dispatch();
        BusinessClock.set("2023-07-27T08:30");
        BusinessClock.set("2023-07-26T12:00");

        put(ladder("CALENDAR", "08:30", -6, -5, -4, 0), "改按自然日。").statusCode(200);

        // T-3 was on 27 July, which is T-5d.
        assertEquals("T-4d", fixture.deadline(unit).getString("nextRung"));
        put(Map.of("reason", "恢复。")).statusCode(200);
        assertEquals("T-1", fixture.deadline(unit).getString("nextRung"));
    }

    @Test
    void anEventThatIsThereAlreadyStopsNothing() throws SQLException {
        fixture.dispatch();
        BusinessClock.set("2023-07-27T08:30");
        BusinessClock.move("2023-07-26T12:00");
        Sql.update("update deadline set fired_rung = null, next_rung = 'T-3', next_at = '2023-07-27T00:30:00Z' where notice_id = ?::uuid",
                fixture.notice());

        BusinessClock.set("2023-07-27T08:30");

        assertEquals(List.of("T-3 2023-07-27T00:30:00Z"), fired());
        assertEquals("T-1", fixture.deadline(unit).getString("nextRung"));
    }

    @Test
    void noneStopsTheRemindersOfALiveNoticeAndTheDefaultStartsThemAgain() {
        fixture.dispatch();

        put(Map.of("reason", "暂停。", "choice", "NONE")).statusCode(200).body("choice", equalTo("NONE")).body("ladder", nullValue());
        assertNull(fixture.deadline(unit).getString("nextAt"));
        BusinessClock.set("2023-07-28T12:00");
        put(Map.of("reason", "恢复。")).statusCode(200).body("choice", equalTo("DEFAULT"));

        assertEquals("T-1", fixture.deadline(unit).getString("nextRung"));
        assertEquals(List.of(), fired());
    }

    @Test
    void aLadderThatHasEndedGoesOnWhereItIsMadeLonger() {
        put(ladder("WORKING", "08:30", 0), "只提醒一次。").statusCode(200);
        fixture.dispatch();
        BusinessClock.set("2023-08-01T08:30");
        assertNull(fixture.deadline(unit).getString("nextAt"));

        put(ladder("WORKING", "08:30", 0, 3), "仍须督办。").statusCode(200);

        assertEquals("T+3", fixture.deadline(unit).getString("nextRung"));
    }

    @Test
    void whatIsNotOwedStaysUnplanned() {
        fixture.dispatch();
        String report = fixture.report(fixture.assignment(unit), unit);

        put(ladder("WORKING", "08:30", -1, 0), "精简。").statusCode(200);

        assertNull(fixture.deadline(unit).getString("nextAt"));
        fixture.giveBack(report, "2023-08-01").statusCode(200);
        assertEquals("T-1", fixture.deadline(unit).getString("nextRung"));
    }

    @Test
    void aLadderThatCannotBeIsRefusedWithItsPlace() {
        refuse(Map.of("ladder", ladder("WORKING", "07:59", 0)), "/ladder/hour");
        refuse(Map.of("ladder", ladder("WORKING", "18:01", 0)), "/ladder/hour");
        refuse(Map.of("ladder", ladder("WORKING", "8:30", 0)), "/ladder/hour");
        refuse(Map.of("ladder", ladder("WORKING", "08:30")), "/ladder/rungs");
        refuse(Map.of("ladder", ladder("WORKING", "08:30", IntStream.rangeClosed(-60, 0).toArray())), "/ladder/rungs");
        refuse(Map.of("ladder", ladder("WORKING", "08:30", -366, 0)), "/ladder/rungs/0/offset");
        refuse(Map.of("ladder", ladder("WORKING", "08:30", 0, 366)), "/ladder/rungs/1/offset");
        refuse(Map.of("ladder", ladder("WORKING", "08:30", -1, -1)), "/ladder/rungs/1/offset");
        refuse(Map.of("ladder", ladder("WORKING", "08:30", 0, -1)), "/ladder/rungs/1/offset");
        refuse(Map.of("ladder", Map.of("rungs", List.of(Map.of("offset", 0, "stage", "CHASE")))), "/ladder/rungs/0/stage");
        refuse(Map.of("ladder", Map.of("rungs", List.of(Map.of("offset", 1, "stage", "REMINDER")))), "/ladder/rungs/0/stage");
        refuse(Map.of("ladder", Map.of("rungs", List.of(Map.of("offset", 1, "stage", "CHASE", "tellInspectorate", true)))),
                "/ladder/rungs/0/tellInspectorate");
        refuse(Map.of("ladder", Map.of("rungs", List.of(rung(0)), "repetition", Map.of("every", 1, "until", 5))), "/ladder/repetition");
        refuse(Map.of("ladder", Map.of("rungs", List.of(rung(5)), "repetition", Map.of("every", 1, "until", 5))), "/ladder/repetition");
        refuse(Map.of("ladder", Map.of("rungs", List.of(rung(1)), "repetition", Map.of("every", 1, "until", 61))), "/ladder/repetition");
        refuse(Map.of("ladder", Map.of("rungs", List.of(rung(1)), "repetition", Map.of("every", 0, "until", 61))), "/ladder/repetition/every");
        refuse(Map.of("choice", "OWN"), "/ladder");
        refuse(Map.of("choice", "NONE", "ladder", ladder("WORKING", "08:30", 0)), "/ladder");
        put(Map.of()).statusCode(400).body("errors.pointer", contains("/reason"));
        As.office().body(Map.of("reason", "x")).put(path()).then().statusCode(428);
        As.office().header("If-Match", "\"old\"").body(Map.of("reason", "x")).put(path()).then().statusCode(412);
        fixture.dispatch(Map.of("ladder", "OWN")).statusCode(400).body("errors.pointer", contains("/ladder"));
        As.office().get(path()).then().body("choice", equalTo("DEFAULT"));
    }

    private void refuse(Map<String, Object> body, String pointer) {
        Map<String, Object> whole = new HashMap<>(body);
        whole.put("reason", "试一试。");
        put(whole).statusCode(400).body("errors", hasSize(1)).body("errors[0].pointer", equalTo(pointer));
    }

    @Test
    void anEndedNoticeTakesNone() {
        fixture.dispatch();
        fixture.post("/close", Map.of()).statusCode(200);

        put(Map.of("reason", "再催。", "choice", "NONE")).statusCode(409).body("code", equalTo("illegal-move"));
    }
}
