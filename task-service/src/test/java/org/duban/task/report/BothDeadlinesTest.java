package org.duban.task.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever moves an assignment to another deadline plans both anew: the one that it leaves has nothing more to chase. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BothDeadlinesTest {
    private Fixture fixture;
    private String unit;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        assignment = fixture.task("1", unit).dispatch().assignment(unit);
    }

    private void rule(String what, Map<String, Object> body) {
        As.office().body(body).post("/assignments/" + assignment + "/" + what).then().statusCode(200);
    }

    /** Day and next rung of each deadline of the unit, by day. */
    private List<String> deadlines(String code) {
        JsonPath list = As.office().get("/deadlines?sort=due&notice=" + fixture.notice() + "&unit=" + code).jsonPath();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < list.getList("items").size(); i++) {
            lines.add(list.getString("items[" + i + "].due") + " " + list.getString("items[" + i + "].nextRung"));
        }
        return lines;
    }

    @Test
    void extension() {
        String request = As.unit(unit).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15"))
                .post("/assignments/" + assignment + "/extension-requests").then().statusCode(201).extract().path("id");
        As.office().body(Map.of("decision", "GRANT")).post("/extension-requests/" + request + "/decision").then().statusCode(200);

        assertEquals(List.of("2023-08-01 null", "2023-08-15 T-10"), deadlines(unit));
    }

    @Test
    void returnOfAReport() {
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-15").statusCode(200);

        assertEquals(List.of("2023-08-01 null", "2023-08-15 T-10"), deadlines(unit));
    }

    @Test
    void reopening() {
        fixture.accept(fixture.report(assignment, unit)).statusCode(200);
        assertEquals(List.of("2023-08-01 null"), deadlines(unit));

        rule("reopen", Map.of("reason", "未整改到位。", "newDue", "2023-08-15"));

        assertEquals(List.of("2023-08-01 null", "2023-08-15 T-10"), deadlines(unit));
    }

    @Test
    void termination() {
        rule("terminate", Map.of("reason", "重复。"));

        assertEquals(List.of("2023-08-01 null"), deadlines(unit));
    }

    @Test
    void moveToAnotherUnit() {
        String other = fixture.unit("财政局");

        As.office().body(Map.of("reason", "职责调整。", "unit", other)).post("/assignments/" + assignment + "/move").then()
                .statusCode(201);

        assertEquals(List.of("2023-08-01 null"), deadlines(unit));
        assertEquals(List.of("2023-08-01 T-3"), deadlines(other));
    }

    @Test
    void amendment() {
        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "开展排查。", "2023-08-15", unit)).statusCode(200);

        assertEquals(List.of("2023-08-01 null", "2023-08-15 T-10"), deadlines(unit));
    }

    @Test
    void whatStaysUnderTheOldDayIsChasedThere() {
        Fixture two = new Fixture();
        fixture = two;
        unit = two.unit("民政局");
        two.task("1", unit).task("2", unit).dispatch();
        assignment = two.assignments(unit).get(0);

        two.giveBack(two.report(assignment, unit), "2023-08-15").statusCode(200);

        assertEquals(List.of("2023-08-01 T-3", "2023-08-15 T-10"), deadlines(unit));
    }
}
