package org.duban.task.audit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R12: who, when, what from, what to, why; and no way to alter it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AuditTest {
    private static List<String> trail(String entity, String id) {
        return Sql.rows("select action, actor, to_char(at at time zone 'Asia/Shanghai', 'MM-DD HH24:MI'), coalesce(reason, '-')"
                + " from audit where entity = ? and entity_id = ? order by id", entity, id);
    }

    @Test
    void everyChangeOfAnAssignmentIsInTheTrail() {
        BusinessClock.set("2023-07-19T08:00");
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        String assignment = fixture.assignment(unit);

        fixture.acknowledge(assignment, unit);
        BusinessClock.set("2023-07-20T09:30");
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10");
        fixture.accept(fixture.report(assignment, unit));

        assertEquals(List.of("notice.created office 07-19 08:00 -", "notice.dispatched office 07-19 08:00 -"),
                trail("notice", fixture.notice()));
        assertEquals(List.of(
                "assignment.acknowledged unit:%s unit 07-19 08:00 -".formatted(unit),
                "submission.filed unit:%s unit 07-20 09:30 -".formatted(unit),
                "submission.returned office 07-20 09:30 未附整改清单。",
                "submission.filed unit:%s unit 07-20 09:30 -".formatted(unit),
                "submission.accepted office 07-20 09:30 -"), trail("assignment", assignment));
        assertEquals(List.of("2023-08-01 2023-08-10 SUBMITTED IN_PROGRESS"), Sql.rows("select before ->> 'due', after ->> 'due',"
                + " before ->> 'status', after ->> 'status'"
                + " from audit where entity_id = ? and action = 'submission.returned'", assignment));
    }

    @Test
    void changesOfTheDirectoryAreInTheTrailWithoutAddresses() {
        BusinessClock.set("2023-07-19T08:00");
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        As.office().header("If-Match", "*").body(Map.of("name", fixture.name(unit) + "二")).put("/units/" + unit);
        As.office().body(List.of(Map.of("role", "LIAISON", "post", "联络员", "email", "secret@honghe.example")))
                .put("/units/" + unit + "/contacts").then().statusCode(200);

        assertEquals(List.of("unit.created office 07-19 08:00 -", "unit.changed office 07-19 08:00 -",
                "unit.contacts-replaced office 07-19 08:00 -"), trail("unit", unit));
        assertEquals(0, Sql.count("select count(*) from audit where before::text || after::text like '%secret@%'"));
    }

    @Test
    void aRefusedChangeLeavesNoTrace() {
        Fixture fixture = new Fixture();
        fixture.task("1", Map.of("responsible", List.of("无此局"))).create();

        fixture.dispatch(Map.of()).statusCode(409);

        assertEquals(1, trail("notice", fixture.notice()).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"update audit set actor = 'x'", "delete from audit", "truncate audit",
        "drop trigger audit_append_only on audit", "alter table audit disable trigger all", "drop table audit"})
    void theServiceItselfMayNotAlterIt(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Sql.update(sql));

        assertEquals("42501", refused.getSQLState(), refused.getMessage());
    }

    /** The owner has the right, and the trigger stops it. */
    @ParameterizedTest
    @ValueSource(strings = {"update task.audit set actor = 'x'", "delete from task.audit", "truncate task.audit"})
    void theOwnerDoesNotAlterItByMistake(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Sql.asOwnerOfTheDatabase(sql));

        assertEquals(true, refused.getMessage().contains("append-only"), refused.getMessage());
    }

    @Test
    void theOfficeReadsTheTrailOfAThing() {
        BusinessClock.set("2023-07-20T09:30");
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        String assignment = fixture.task("1", unit).dispatch().assignment(unit);
        fixture.acknowledge(assignment, unit);
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10");

        for (RequestSpecification caller : List.of(As.office(), As.inspectorate())) {
            caller.get("/audit?entity=assignment&entityId=" + assignment).then().statusCode(200)
                    .body("items.action", contains("assignment.acknowledged", "submission.filed", "submission.returned"))
                    .body("items.actor", contains("unit:%s unit".formatted(unit), "unit:%s unit".formatted(unit), "office"))
                    .body("items[2].at", equalTo("2023-07-20T01:30:00Z")).body("items[2].reason", equalTo("未附整改清单。"))
                    .body("items[2].before.due", equalTo("2023-08-01")).body("items[2].after.due", equalTo("2023-08-10"));
        }
        As.office().get("/audit?actor=unit:%s unit".formatted(unit)).then().statusCode(200).body("items", hasSize(2));
        As.office().get("/audit?entity=assignment&entityId=" + assignment + "&actor=office").then().body("items", hasSize(1));
        As.office().get("/audit?entity=unit&entityId=" + assignment).then().body("items", hasSize(0)).body("next", equalTo(null));
    }

    @Test
    void theTrailIsPagedFromTheOldest() {
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        for (int n = 0; n < 5; n++) {
            As.office().header("If-Match", "*").body(Map.of("name", fixture.name(unit) + n)).put("/units/" + unit).then().statusCode(200);
        }
        List<Integer> seen = new ArrayList<>();
        for (String after = ""; after != null;) {
            JsonPath page = As.office().get("/audit?limit=2&entity=unit&entityId=" + unit + after).then().statusCode(200)
                    .extract().jsonPath();
            seen.addAll(page.getList("items.id"));
            after = page.getString("next") == null ? null : "&after=" + page.getString("next");
        }

        assertEquals(6, seen.size());
        assertEquals(seen.stream().sorted().distinct().toList(), seen);
        String next = As.office().get("/audit?limit=2&entity=unit&entityId=" + unit).path("next");
        As.office().get("/audit?limit=2&after=" + next).then().statusCode(400).body("errors.parameter", contains("after"));
    }

    @Test
    void nobodyElseReadsIt() {
        As.reader().get("/audit").then().statusCode(403);
        As.unit("532501").get("/audit").then().statusCode(403);
    }
}
