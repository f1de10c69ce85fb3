package org.duban.notify.upkeep;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Ids;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A restored system sends nothing until somebody has looked, and then what it should. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HoldTest {

    /** After the chase of the examples. */
    private static final String SKIP = "{\"reason\":\"已核对\",\"skipUntil\":\"2023-08-02T08:35:00+08:00\"}";

    @Inject
    Mailroom mailroom;

    @Inject
    DataSource dataSource;

    private final World world = new World();

    @BeforeEach
    void aMorning() {
        World.now("2023-08-02T00:40:00Z");
    }

    @AfterEach
    void goOn() throws SQLException {
        execute("delete from hold");
        mailroom.sendAll();
    }

    private void restored(String since) throws SQLException {
        execute("insert into hold (backup_at, since) values (now() - interval '1 hour', " + since + ")");
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            for (String statement : statements) {
                sql.execute(statement);
            }
        }
    }

    private static ValidatableResponse release(String body) {
        return office().contentType("application/json").body(body).post("/api/v1/hold/release").then();
    }

    private static RequestSpecification office() {
        return given().header("Authorization", "Bearer " + Tokens.of("office", null));
    }

    @Test
    void nothingIsSentUntilItIsReleased() throws SQLException {
        // Given
        restored("now()");

        // When
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();

        // Then: it is planned
        assertThat(world.inboxOf(world.liaison()), empty());
        office().get("/api/v1/mails?unit=" + world.unit()).then().body("items.status", hasItem("PLANNED"));
        office().get("/api/v1/hold").then().statusCode(200).body("held", equalTo(true)).body("since", notNullValue());
        RestAssured.given().get("/q/health/well").then().statusCode(503)
                .body("checks.find { it.name == 'hold' }.status", equalTo("DOWN"));
        RestAssured.given().get("/q/health/ready").then().statusCode(200);

        // When
        release("{\"reason\":\"已核对\"}").statusCode(200).body("held", equalTo(false)).body("releasedBy", startsWith("office"));
        mailroom.work();

        // Then
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        release("{\"reason\":\"已核对\"}").statusCode(409).body("code", equalTo("conflict"));
    }

    /** Of events that come later, too: those that task-service publishes again. */
    @Test
    void ofWhatHappenedUpToAMomentNothingIsSentAndItIsSaidWhy() throws SQLException {
        // Given: one is planned, one comes after the release
        restored("now()");
        World later = new World();
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();

        // When
        release(SKIP).statusCode(200).body("skipUntil", equalTo("2023-08-02T00:35:00Z"));
        later.publishExamples("unit-contacts", "rung-fired-chase", "notice-mailbox", "briefing-issued");
        mailroom.work();

        // Then
        assertThat(world.inboxOf(world.liaison()), empty());
        assertThat(later.inboxOf(later.liaison()), empty());
        String id = Ids.mail(world.example("rung-fired-chase").at("/data/occasion").asText(), Audience.UNIT).toString();
        office().get("/api/v1/mails/" + id + "/why").then().statusCode(200).body("status", equalTo("DROPPED"))
                .body("sentences", hasItem(containsString("系统从备份恢复")));
        office().get("/api/v1/explain?date=2023-08-01&unit=" + world.unit()).then().statusCode(200)
                .body("sentences", hasItem(containsString("要求跳过")));
        // The briefing of 08:40 is of a later moment
        assertThat(later.inboxOf(later.mailbox()), hasSize(1));
        // And what the office asks for goes
        office().contentType("application/json").body("{\"reason\":\"补发\"}").post("/api/v1/mails/" + id + "/resend").then().statusCode(202);
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void aMomentThatIsYetToComeOrNoneAtAllIsRefused() throws SQLException {
        restored("now()");
        for (String moment : List.of("2023-08-02T08:40:01+08:00", "2023-08-02", "soon")) {
            release("{\"reason\":\"已核对\",\"skipUntil\":\"" + moment + "\"}").statusCode(400)
                    .body("errors[0].pointer", equalTo("/skipUntil"));
        }
        release("{\"reason\":\" \"}").statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        office().get("/api/v1/hold").then().body("held", equalTo(true));
    }

    /** They tell of things that neither service knows any more. */
    @Test
    void whatTheBrokerGotBeforeTheRestoreIsIgnored() throws SQLException {
        // Given
        restored("now() + interval '1 hour'");

        // When
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.awaitStored();
        execute("delete from hold");
        mailroom.sendAll();

        // Then
        office().get("/api/v1/mails?unit=" + world.unit()).then().body("items", empty());
        assertThat(world.inboxOf(world.liaison()), empty());
    }

    /** As when the back-up is older than the mail. */
    @Test
    void aMailThatTheBackUpDoesNotKnowGoesAgainUnderTheSameMessageId() throws SQLException {
        // Given
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
        AcceptedMail first = world.onlyMailTo(world.liaison());

        // When
        String mails = "(select id from mail where unit_code = '%s')".formatted(world.unit());
        execute("delete from attempt where delivery_id in (select id from delivery where mail_id in " + mails + ")",
                "delete from delivery where mail_id in " + mails,
                "delete from inbox where event_id in (select event_id from mail_reason where mail_id in " + mails + ")",
                "delete from mail_reason where mail_id in " + mails,
                "delete from mail where unit_code = '%s'".formatted(world.unit()));
        world.publishExamples("rung-fired-chase");
        mailroom.work();

        // Then
        List<AcceptedMail> both = world.inboxOf(world.liaison());
        assertThat(both, hasSize(2));
        assertThat(both.get(1).messageId(), equalTo(first.messageId()));
    }
}
