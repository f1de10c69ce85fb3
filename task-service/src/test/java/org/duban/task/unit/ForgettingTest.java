package org.duban.task.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An address that is deleted stands in the audit of its deletion, and nowhere else. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ForgettingTest {
    private String unit;
    private String gone;
    private String stays;

    @BeforeEach
    void aUnitWithTwoAddresses() throws SQLException {
        BusinessClock.set("2023-07-19T08:00");
        unit = new Fixture().unit("水利局");
        gone = unit + "_lianluo@honghe.example";
        stays = unit + ".lingdao@honghe.example";
        As.office().body(List.of(contact("LIAISON", gone), contact("LEADER", gone), contact("LEADER", stays)))
                .put("/units/" + unit + "/contacts").then().statusCode(200);
        BusinessClock.settle();
        Sql.update("insert into idempotency_key (client, key, operation, request_hash, body) values ('office', ?, 'x', '', ?)",
                unit, "{\"email\":\"" + gone + "\"}");
    }

    private static Map<String, String> contact(String role, String email) {
        return Map.of("role", role, "post", "办公室", "email", email);
    }

    /** Every column of every table that has it, as table.column. */
    private static List<String> columnsWith(String text) {
        List<String> found = new ArrayList<>();
        for (String column : Sql.rows("""
                select quote_ident(table_name) || '.' || quote_ident(column_name) || ' ' || (data_type = 'bytea')
                from information_schema.columns where table_schema = 'task' and table_name <> 'flyway_schema_history' order by 1""")) {
            String[] name = column.split(" ")[0].split("\\.");
            String has = column.endsWith("true") ? "position(convert_to(?, 'UTF8') in %s) > 0" : "position(? in %s::text) > 0";
            if (Sql.count("select count(*) from %s where ".formatted(name[0]) + has.formatted(name[1]), text) > 0) {
                found.add(name[0] + "." + name[1]);
            }
        }
        return found;
    }

    @Test
    void itIsFoundInTheAuditOfItsDeletionOnly() throws NoSuchAlgorithmException {
        // Given
        assertEquals(List.of("contact.email", "idempotency_key.body", "outbox.data"), columnsWith(gone));

        // When
        As.office().body(Map.of("email", gone, "reason", "本人要求删除。")).post("/units/" + unit + "/contacts/deletions").then()
                .statusCode(200).body("email", contains(stays));
        BusinessClock.settle();

        // Then
        assertEquals(List.of("audit.before"), columnsWith(gone));
        assertEquals(List.of("contact.email", "outbox.data"), columnsWith(stays));
        As.office().get("/audit?entity=unit&entityId=" + unit).then()
                .body("items.findAll { it.action == 'unit.contact-forgotten' }.reason", contains("本人要求删除。"))
                .body("items.findAll { it.action == 'unit.contact-forgotten' }[0].before.roles", hasSize(2));
        // And on Kafka a tombstone, then what is left, with a hash of what to forget
        List<KafkaTap.Received> told = KafkaTap.all().stream()
                .filter(record -> record.topic().equals("duban.contacts") && record.key().equals(unit)).toList();
        assertNull(told.get(told.size() - 2).data());
        KafkaTap.Received last = told.get(told.size() - 1);
        assertEquals(stays, last.at("/contacts/0/email"));
        assertEquals(1, last.data().get("contacts").size());
        assertEquals(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(gone.getBytes(StandardCharsets.UTF_8))),
                last.at("/forgotten"));
    }

    @Test
    void whatWasReplacedBeforeIsForgottenToo() {
        // Given
        String tag = As.office().get("/units/" + unit + "/contacts").header("ETag");
        As.office().header("If-Match", tag).body(List.of(contact("LEADER", stays))).put("/units/" + unit + "/contacts").then()
                .statusCode(200);
        BusinessClock.settle();

        // When
        As.office().body(Map.of("email", gone, "reason", "本人要求删除。")).post("/units/" + unit + "/contacts/deletions").then()
                .statusCode(200).body("email", contains(stays));

        // Then
        assertEquals(List.of("audit.before"), columnsWith(gone));
    }

    @Test
    void badRequestsChangeNothing() {
        String path = "/units/" + unit + "/contacts/deletions";
        As.office().body(Map.of("email", gone)).post(path).then().statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        As.office().body(Map.of("email", "nobody", "reason", "删除。")).post(path).then().statusCode(400);
        As.office().body(Map.of("email", gone, "reason", "删除。")).post("/units/none-" + unit + "/contacts/deletions").then().statusCode(404);
        As.office().get("/units/" + unit + "/contacts").then().body("", hasSize(3));
    }
}
