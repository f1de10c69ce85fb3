package org.duban.task.assignment;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where a notice's rule is that a rest day moves, its days follow the calendar. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RestDayMovesTest {
    private static final String DAY = "2023-08-01";

    @Inject
    Replanning replanning;

    private final TreeSet<String> declared = new TreeSet<>();
    private Fixture fixture;
    private String first;
    private String second;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture().with("deadlineRule", Map.of("restDay", "MOVES"));
        first = fixture.unit("水利局");
        second = fixture.unit("民政局");
        fixture.task("1", first, second).task("2", first);
    }

    @AfterEach
    void takeBack() {
        BusinessClock.move("2023-07-19T08:00");
        List.copyOf(declared).forEach(this::takeBack);
    }

    private void declareOff(String day) {
        declared.add(day);
        As.office().body(Map.of("workingDay", false, "reason", "台风停工。")).put("/calendar/" + day).then().statusCode(200);
        replan();
    }

    private void takeBack(String day) {
        declared.remove(day);
        As.office().delete("/calendar/" + day).then().statusCode(200);
        replan();
    }

    private void replan() {
        while (replanning.tick()) {
            // Until all is of the present version.
        }
        BusinessClock.settle();
    }

    private List<String> days(String unit) {
        return As.office().get("/assignments?notice=%s&unit=%s".formatted(fixture.notice(), unit)).jsonPath().getList("items.due");
    }

    private List<String> told(String type, String pointer) {
        return KafkaTap.ofNotice(fixture.notice(), type).stream().map(e -> e.at("/unit/code") + " " + e.at(pointer)).toList();
    }

    @Test
    void aDayThatBecomesARestDayMovesOnAndBackAgain() {
        fixture.dispatch();

        declareOff(DAY);

        assertEquals(List.of("2023-08-02", "2023-08-02"), days(first));
        assertEquals(List.of("2023-08-02"), days(second));
        String assignment = fixture.assignments(first).get(0);
        As.office().get("/assignments/" + assignment).then().body("originalDue", equalTo(DAY));
        assertEquals(List.of("2023-08-01 2023-08-02 system"),
                Sql.rows("select from_due, to_due, actor from due_revision where assignment_id = ?::uuid", assignment));
        // 29 and 30 July are a weekend: three working days before 2 August, without the first.
        assertEquals(List.of("T-3 2023-07-27 00:30:00"), Sql.rows(
                "select next_rung, next_at at time zone 'UTC' from deadline where due = '2023-08-02' and unit_code = ?", first));
        // Each is told once, of both its tasks; the old deadline is empty.
        assertEquals(List.of(first + " 2023-08-02", second + " 2023-08-02"), told("deadline.opened", "/deadline/due").stream()
                .filter(line -> line.endsWith("02")).sorted().toList());
        assertEquals(List.of(first + " MOVED_AWAY", second + " MOVED_AWAY"),
                told("deadline.changed", "/cause").stream().sorted().toList());

        takeBack(DAY);

        assertEquals(List.of(DAY, DAY), days(first));
        assertEquals("T-3", Sql.rows("select next_rung from deadline where due = ?::date and unit_code = ?", DAY, first).get(0));
    }

    @Test
    void whatTheOfficeGaveOneUnitStaysAndAnAmendedDayFollows() {
        fixture.dispatch();
        fixture.giveBack(fixture.report(fixture.assignment(second), second), "2023-08-03").statusCode(200);
        fixture.change(fixture.taskId("2"), fixture.draftOf("2", "开展排查。", "2023-08-03", first)).statusCode(200);

        declareOff("2023-08-03");

        assertEquals(List.of("2023-08-03"), days(second));
        assertEquals(List.of(DAY, "2023-08-04"), days(first));
    }

    @Test
    void aDayThatHasPassedStaysAndSoDoesThatOfAnotherRule() {
        fixture.dispatch();
        Fixture other = new Fixture();
        String unit = other.unit("水利局");
        other.task("1", unit).dispatch();
        declareOff(DAY);
        assertEquals(List.of(DAY), As.office().get("/assignments?notice=" + other.notice()).jsonPath().getList("items.due"));
        BusinessClock.set("2023-08-03T08:00");

        declareOff("2023-08-04");

        assertEquals(List.of("2023-08-02", "2023-08-02"), days(first));
    }
}
