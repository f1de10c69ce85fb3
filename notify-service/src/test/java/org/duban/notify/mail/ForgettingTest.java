package org.duban.notify.mail;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** That somebody was told stays; where is forgotten. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ForgettingTest {

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    @Inject
    DataSource dataSource;

    private final World world = new World();

    /** The leader's address is refused in words that name it, flagged, and named in a briefing. */
    @BeforeEach
    void anAddressThatLeavesItsTracesEverywhere() {
        World.now("2023-08-02T00:40:00Z");
        transport.next(world.leader(), new Outcome.Rejected("SMTP 550 5.1.1 <" + world.leader() + ">: unknown"));
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase");
        mailroom.work();
        world.publishExamples("briefing-issued");
        ProducerRecord<byte[], byte[]> bad = new ProducerRecord<>(
                "duban.contacts", World.bytes(world.unit()), World.bytes("{\"email\":\"" + world.leader() + "\""));
        World.send(bad);
        mailroom.work();
    }

    private static RequestSpecification office() {
        return given().header("Authorization", "Bearer " + Tokens.of("office", null));
    }

    /** As task-service tells it. */
    private void forgetTheLeader() {
        World.send(new ProducerRecord<>("duban.contacts", World.bytes(world.unit()), null));
        world.publish(world.example("unit-contacts", event -> {
            ((ArrayNode) event.at("/data/contacts")).remove(1);
            ((ObjectNode) event.get("data")).put("forgotten", hash(world.leader()));
        }));
        mailroom.work();
    }

    private static String hash(String address) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(World.bytes(address)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> columnsWith(String text) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery("""
                        select quote_ident(table_name), quote_ident(column_name), data_type = 'bytea' from information_schema.columns
                        where table_schema = 'notify' and table_name <> 'flyway_schema_history' order by 1, 2""")) {
            while (column.next()) {
                String has = column.getBoolean(3)
                        ? "select count(*) from %s where position(convert_to(?, 'UTF8') in %s) > 0"
                        : "select count(*) from %s where position(? in %s::text) > 0";
                try (PreparedStatement select =
                        connection.prepareStatement(has.formatted(column.getString(1), column.getString(2)))) {
                    select.setString(1, text);
                    try (ResultSet row = select.executeQuery()) {
                        row.next();
                        if (row.getLong(1) > 0) {
                            found.add(column.getString(1) + "." + column.getString(2));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void itIsNowhereAnyMore() throws Exception {
        // Given
        assertThat(columnsWith(world.leader()), hasItems("attempt.reason", "contact.email", "dead_letter.value", "delivery.address",
                "delivery.reason", "flagged_address.address", "mail.html", "mail.status_reason", "mail.text"));

        // When
        forgetTheLeader();

        // Then
        assertThat(columnsWith(world.leader()), empty());
        assertThat(columnsWith(world.liaison()), hasItems("contact.email", "delivery.address"));
        String mail = Ids.mail(world.example("rung-fired-chase").at("/data/occasion").asText(), Audience.LEADER).toString();
        office().get("/api/v1/mails/" + mail).then().statusCode(200).body("deliveries", hasSize(1))
                .body("deliveries[0].address", startsWith("#")).body("deliveries[0].status", equalTo("PERMANENT_FAILURE"))
                .body("deliveries[0].reason", containsString("<—>: unknown"));
    }

    /** Of a unit's contacts the last record of a batch holds; what an earlier one forgets is forgotten all the same. */
    @Test
    void itIsForgottenThoughALaterRecordComesAtOnce() throws Exception {
        JsonNode later = world.example("unit-contacts", event -> ((ArrayNode) event.at("/data/contacts")).remove(1));
        JsonNode forgetting = world.example("unit-contacts", event -> {
            ((ArrayNode) event.at("/data/contacts")).remove(1);
            ((ObjectNode) event.get("data")).put("forgotten", hash(world.leader()));
        });
        world.publish(forgetting, later);
        mailroom.work();

        assertThat(columnsWith(world.leader()), empty());
    }
}
