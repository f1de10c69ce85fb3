package org.duban.task.upkeep;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been kept long enough goes; that it was there stays. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RetentionTest {
    @Inject
    Retention retention;

    @BeforeEach
    void aMorning() {
        BusinessClock.set("2023-07-19T08:00");
    }

    private record Filed(Fixture fixture, String unit, String attachment) {}

    /** A notice that was closed, with a file of 300 KB. */
    private static Filed closed() {
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        String report = fixture.report(fixture.assignment(unit), unit);
        String attachment = As.unit(unit).contentType("application/octet-stream").body("整改".repeat(50_000).getBytes(StandardCharsets.UTF_8))
                .post("/submissions/" + report + "/attachments?name=a.txt").then().statusCode(201).extract().path("id");
        fixture.post("/close", Map.of()).statusCode(200);
        return new Filed(fixture, unit, attachment);
    }

    private void deleteAll() {
        while (retention.tick()) {
            // Until nothing is old any more.
        }
    }

    private static long pieces(Filed filed) {
        return Sql.count("select count(*) from attachment_piece where attachment_id = ?::uuid", filed.attachment);
    }

    @Test
    void attachmentsGoTwoYearsAfterTheEndOfTheirNotice() throws SQLException {
        // Given
        Filed old = closed();
        Filed young = closed();
        Sql.update("update notice set ended_at = ended_at - interval '731 days' where id = ?::uuid", old.fixture.notice());
        Sql.update("update notice set ended_at = ended_at - interval '729 days' where id = ?::uuid", young.fixture.notice());

        // When
        deleteAll();

        // Then
        assertEquals(0, pieces(old));
        assertTrue(pieces(young) > 0);
        As.office().get("/attachments/" + old.attachment).then().statusCode(410).body("code", equalTo("gone"))
                .body("detail", containsString("保存期"));
        As.office().get("/attachments/" + young.attachment).then().statusCode(200);
        As.office().get("/submissions?notice=" + old.fixture.notice()).then().statusCode(200)
                .body("items[0].attachments[0].deletedAt", notNullValue()).body("items[0].attachments[0].sha256", notNullValue());
        As.office().get("/submissions?notice=" + young.fixture.notice()).then().body("items[0].attachments[0].deletedAt", nullValue());
    }

    @Test
    void eventsGoAfterNinetyDaysAndWhoMissedSomeIsTold() throws SQLException {
        // Given
        closed();
        BusinessClock.settle();
        String start = As.office().get("/events?limit=1").then().statusCode(200).extract().path("next");
        long kept = Sql.count("select max(position) - 1 from outbox");
        Sql.update("update outbox set published_at = now() - interval '91 days' where position < ?", kept);

        // When
        deleteAll();

        // Then
        assertEquals(kept, Sql.count("select min(position) from outbox"));
        As.office().get("/events?after=" + start).then().statusCode(410).body("code", equalTo("gone"))
                .body("detail", containsString(String.valueOf(kept)));
        As.office().get("/events").then().statusCode(200);
    }

    @Test
    void answersUnderAKeyGoAfterADay() throws SQLException {
        Sql.update("""
                insert into idempotency_key (client, key, operation, request_hash, created_at)
                values ('retention', 'old', 'x', '', now() - interval '25 hours'), ('retention', 'young', 'x', '', now() - interval '23 hours')""");

        deleteAll();

        assertEquals(List.of("young"), Sql.rows("select key from idempotency_key where client = 'retention'"));
    }

    @Test
    void thePositionsGoOnThoughEveryEventIsOld() throws SQLException {
        // Given
        closed();
        BusinessClock.settle();
        long last = Sql.count("select max(position) from outbox");
        Sql.update("update outbox set published_at = now() - interval '91 days'");

        // When
        deleteAll();
        assertEquals(1, Sql.count("select count(*) from outbox"));
        closed();
        BusinessClock.settle();

        // Then
        assertEquals(last, Sql.count("select min(position) from outbox"));
        assertTrue(Sql.count("select max(position) from outbox") > last);
    }

    /** Else a unit of which nothing is told for a while would be said to have missed something. */
    @Test
    void thePlaceOfAReaderWhomLittleConcernsGoesOnWithTheRest() throws SQLException {
        // Given
        Filed quiet = closed();
        BusinessClock.settle();
        String place = As.unit(quiet.unit).get("/events?limit=200").then().statusCode(200).extract().path("next");
        closed();
        BusinessClock.settle();
        place = As.unit(quiet.unit).get("/events?after=" + place).then().statusCode(200).body("items.size()", equalTo(0)).extract().path("next");
        Sql.update("update outbox set published_at = now() - interval '91 days'");

        // When
        deleteAll();

        // Then
        As.unit(quiet.unit).get("/events?after=" + place).then().statusCode(200);
    }

    @Test
    void nothingGoesWhileTheSystemIsHeld() throws SQLException {
        // Given
        Filed old = closed();
        Sql.update("update notice set ended_at = ended_at - interval '731 days' where id = ?::uuid", old.fixture.notice());
        Sql.update("insert into hold (backup_at, since, positions_from) values (now(), now(), 0)");
        try {
            // When
            deleteAll();

            // Then
            assertTrue(pieces(old) > 0);
        } finally {
            Sql.update("delete from hold");
        }
    }
}
