package org.duban.task.upkeep;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.duban.task.assignment.DeadlineTick;
import org.duban.task.briefing.BriefingTick;
import org.duban.task.outbox.Relay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restored system waits until somebody has looked. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HoldTest {
    @Inject
    DeadlineTick deadlines;

    @Inject
    BriefingTick briefings;

    @Inject
    Relay relay;

    private Fixture fixture;
    private String unit;

    /** Dispatched for 2023-08-01, so that T-3 is due on 2023-07-27 at 08:30. */
    @BeforeEach
    void aRestoredSystemInWhichARungComesDue() throws SQLException {
        BusinessClock.set("2023-07-26T12:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        contacts(unit);
        fixture.task("1", unit).dispatch();
        BusinessClock.settle();
        Sql.update("""
                insert into hold (backup_at, since, positions_from)
                values ('2023-07-26T03:00:00Z', now(), (select max(position) + 1000000 from outbox))""");
        BusinessClock.move("2023-07-27T09:00");
    }

    @AfterEach
    void goOn() throws SQLException {
        Sql.update("delete from hold");
        BusinessClock.settle();
    }

    private static void contacts(String unit) {
        As.office().body(List.of(Map.of("role", "LIAISON", "post", "联络员", "email", unit.toLowerCase() + "@honghe.example")))
                .put("/units/" + unit + "/contacts").then().statusCode(200);
    }

    private static ValidatableResponse release(String skipUntil) {
        Map<String, Object> body = new HashMap<>(Map.of("reason", "已核对。"));
        if (skipUntil != null) {
            body.put("skipUntil", skipUntil);
        }
        return As.office().body(body).post("/hold/release").then();
    }

    private List<String> fired() {
        return Sql.rows("select subject from outbox where type = 'org.duban.rung.fired.v1' and key = ?", unit);
    }

    @Test
    void nothingIsFiredOrPublishedWhileItIsHeldAndRequestsAreAnswered() {
        // When: all that could do it is asked to
        fixture.acknowledge(fixture.assignment(unit), unit).statusCode(200);
        assertEquals(0, deadlines.tick());
        assertFalse(briefings.tick());
        assertFalse(relay.tick());

        // Then
        assertEquals(List.of(), fired());
        assertTrue(Sql.count("select count(*) from outbox where position is null and key = ?", unit) > 0);
        As.office().get("/hold").then().statusCode(200).body("held", equalTo(true)).body("backupAt", equalTo("2023-07-26T03:00:00Z"))
                .body("releasedAt", nullValue());
        given().get("/q/health/well").then().statusCode(503).body("checks.find { it.name == 'hold' }.status", equalTo("DOWN"));
        given().get("/q/health/ready").then().statusCode(200);
        given().cookie("duban-session", Tokens.of("office", null)).get("/board").then().statusCode(200).body(containsString("暂停状态"));
    }

    @Test
    void releasedItGoesOnAboveThePositionsThatAreLostAndPublishesAllAddresses() {
        // Given
        long lost = Sql.count("select positions_from from hold");
        int known = contactsOfTheUnit();

        // When
        release(null).statusCode(200).body("held", equalTo(false)).body("releasedBy", startsWith("office"));
        BusinessClock.settle();

        // Then
        assertEquals(1, fired().size());
        assertTrue(Sql.count("select min(position) from outbox where type = 'org.duban.rung.fired.v1' and key = ?", unit) > lost);
        assertEquals(known + 1, contactsOfTheUnit());
        assertEquals(2, KafkaTap.ofNotice(fixture.notice()).stream().filter(event -> event.type().equals("notice.mailbox")).count());
        assertEquals(List.of("hold.released"), Sql.rows("select action from audit where entity = 'hold' order by id desc limit 1"));
        given().cookie("duban-session", Tokens.of("office", null)).get("/board").then().statusCode(200).body(not(containsString("暂停状态")));
        release(null).statusCode(409).body("code", equalTo("illegal-move"));
    }

    private int contactsOfTheUnit() {
        return (int) KafkaTap.all().stream().filter(event -> event.topic().equals("duban.contacts") && event.key().equals(unit)).count();
    }

    @Test
    void whatWasDueUpToAMomentCountsAsSeenTo() {
        // Given: a moment that is yet to come is none
        release("2023-07-27T09:00:01+08:00").statusCode(400).body("errors[0].pointer", equalTo("/skipUntil"));
        As.office().get("/hold").then().body("held", equalTo(true));

        // When
        release("2023-07-27T09:00:00+08:00").statusCode(200).body("skipUntil", notNullValue());
        BusinessClock.settle();

        // Then
        assertEquals(List.of(), fired());
        assertEquals(List.of("T-1 2023-07-31 00:30:00+00"),
                Sql.rows("select next_rung, next_at at time zone 'UTC' || '+00' from deadline where unit_code = ?", unit));
        assertEquals(0, Sql.count("select count(*) from outbox where type like '%briefing%' and key = ?", fixture.notice()));
        assertEquals(List.of("2023-07-28 00:40:00"),
                Sql.rows("select next_briefing_at at time zone 'UTC' from notice where id = ?::uuid", fixture.notice()));

        // And what comes after it goes
        BusinessClock.set("2023-07-31T08:30");
        assertEquals(1, fired().size());
    }

    @Test
    void aSystemThatWasNeverRestoredIsNotHeld() throws SQLException {
        Sql.update("delete from hold");

        As.office().get("/hold").then().statusCode(200).body("held", equalTo(false)).body("since", nullValue());
    }
}
