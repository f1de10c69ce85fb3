package org.duban.task.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
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
        As.office().body(Map.of("name", fixture.name(unit) + "二")).put("/units/" + unit);
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
    @ValueSource(strings = {"update audit set actor = 'x'", "delete from audit", "truncate audit"})
    void theDatabaseRefusesToAlterIt(String sql) {
        SQLException refused = assertThrows(SQLException.class, () -> Sql.update(sql));

        assertEquals(true, refused.getMessage().contains("append-only"), refused.getMessage());
    }
}
