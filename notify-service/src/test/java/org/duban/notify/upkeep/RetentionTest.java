package org.duban.notify.upkeep;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.notify.MachineClock;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has been kept long enough goes; that it was there stays. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RetentionTest {

    @Inject
    Mailroom mailroom;

    @Inject
    Retention retention;

    @Inject
    DataSource dataSource;


    private final World world = new World();

    /** To the liaison and, for the same event, to the leader. */
    @BeforeEach
    void aChase() {
        World.now("2023-08-02T00:40:00Z");
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
    }

    private UUID mail(Audience audience) {
        return Ids.mail(world.example("rung-fired-chase").at("/data/occasion").asText(), audience);
    }

    private static RequestSpecification office() {
        return given().header("Authorization", "Bearer " + Tokens.of("office", null));
    }

    private int update(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private long count(String query) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** By the service's own clock, which other tests have moved. */
    private Instant daysAgo(int days) {
        return new MachineClock().instant().minus(Duration.ofDays(days));
    }

    private void age(Audience audience, int days) throws SQLException {
        update("update mail set settled_at = '%s' where id = '%s'".formatted(daysAgo(days), mail(audience)));
    }

    private void deleteAll() throws SQLException {
        while (retention.tick()) {
            // Until nothing is old any more.
        }
    }

    private long said() throws SQLException {
        return count("select count(*) from reason r join mail_reason m using (event_id) where m.mail_id = '%s' and r.data is not null"
                .formatted(mail(Audience.UNIT)));
    }

    @Test
    void theTextGoesAfterTwoYearsAndTheLedgerStays() throws SQLException {
        // Given
        age(Audience.UNIT, 731);
        age(Audience.LEADER, 729);

        // When
        deleteAll();

        // Then
        String path = "/api/v1/mails/" + mail(Audience.UNIT);
        office().get(path).then().statusCode(200).body("text", nullValue()).body("textDeletedAt", notNullValue())
                .body("mail.subject", notNullValue()).body("deliveries[0].address", equalTo(world.liaison()))
                .body("reasons[0].type", equalTo("org.duban.rung.fired.v1"));
        office().get(path + "/html").then().statusCode(410).body("code", equalTo("gone"));
        office().get(path + "/why").then().statusCode(200).body("sentences", hasItem(containsString("保存期")));
        office().contentType("application/json").body("{\"reason\":\"补发\"}").post(path + "/resend").then().statusCode(409);
        office().get("/api/v1/mails/" + mail(Audience.LEADER)).then().statusCode(200).body("text", notNullValue())
                .body("textDeletedAt", nullValue()).body("reasons[0].rung", equalTo("T+1"));
        // What the event said goes with the last of its mails
        assertThat(said(), equalTo(1L));

        // When
        age(Audience.LEADER, 731);
        deleteAll();

        // Then
        assertThat(said(), equalTo(0L));
        office().get("/api/v1/mails/" + mail(Audience.LEADER) + "/why").then().statusCode(200);
        office().get(path).then().statusCode(200).body("reasons[0].rung", nullValue());
    }

    @Test
    void deadLettersGoWhenSomebodyHasDealtWithThem() throws SQLException {
        // Given
        World.send(new ProducerRecord<>("duban.events", World.bytes("settled"), World.bytes("{")));
        World.send(new ProducerRecord<>("duban.events", World.bytes("open"), World.bytes("{")));
        mailroom.awaitStored();
        update("update dead_letter set received_at = '%s' where key in ('settled', 'open')".formatted(daysAgo(731)));
        update("update dead_letter set status = 'DISMISSED', settled_at = '%s' where key = 'settled'".formatted(daysAgo(731)));

        // When
        deleteAll();

        // Then
        assertThat(count("select count(*) from dead_letter where key = 'settled'"), equalTo(0L));
        assertThat(count("select count(*) from dead_letter where key = 'open'"), equalTo(1L));
        update("delete from dead_letter where key = 'open'");
    }

    @Test
    void idsOfEventsAreRememberedForTwiceAsLongAsKafkaKeepsThem() throws SQLException {
        // Given
        String known = "select count(*) from inbox where event_id = '%s'".formatted(world.example("rung-fired-chase").get("id").asText());
        String age = "update inbox set received_at = '%s' where event_id = '%s'";
        update(age.formatted(daysAgo(179), world.example("rung-fired-chase").get("id").asText()));
        deleteAll();
        assertThat(count(known), equalTo(1L));

        // When
        update(age.formatted(daysAgo(181), world.example("rung-fired-chase").get("id").asText()));
        deleteAll();

        // Then
        assertThat(count(known), equalTo(0L));
    }

    @Test
    void nothingGoesWhileTheSystemIsHeld() throws SQLException {
        age(Audience.UNIT, 731);
        update("insert into hold (backup_at, since) values (now(), now())");
        try {
            deleteAll();
            office().get("/api/v1/mails/" + mail(Audience.UNIT)).then().body("text", notNullValue());
        } finally {
            update("delete from hold");
        }
    }
}
