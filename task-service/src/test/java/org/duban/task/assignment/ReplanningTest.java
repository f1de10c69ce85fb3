package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was planned is planned again when a day is declared off or worked. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReplanningTest {
    @Inject
    Replanning replanning;

    private final List<String> declared = new ArrayList<>();
    private Fixture fixture;
    private String unit;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
    }

    @AfterEach
    void takeBack() {
        BusinessClock.move("2023-07-19T08:00");
        declared.forEach(day -> As.office().delete("/calendar/" + day).then().statusCode(200));
    }

    private void declare(String day, boolean workingDay) {
        declared.add(day);
        As.office().body(Map.of("workingDay", workingDay, "reason", "台风停工。")).put("/calendar/" + day).then().statusCode(200);
    }

    private void replan() {
        while (replanning.tick()) {
            // Until all is of the present version.
        }
    }

    private String next() {
        return fixture.deadline(unit).getString("nextRung") + " " + fixture.deadline(unit).getString("nextAt");
    }

    private List<String> fired() {
        return KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream()
                .map(e -> e.at("/rung/name") + " " + e.headers().get("ce_time")).toList();
    }

    private List<String> briefed() {
        return KafkaTap.ofNotice(fixture.notice(), "briefing.issued").stream().map(e -> e.at("/day")).toList();
    }

    @Test
    void aDayOffBringsReminderForwardAndAMakeUpDayBack() {
        int before = fixture.deadline(unit).getInt("calendarVersion");
        declare("2023-07-27", false);
        replan();
        assertEquals("T-3 2023-07-26T00:30:00Z", next());
        assertEquals(before + 1, fixture.deadline(unit).getInt("calendarVersion"));

        declare("2023-07-29", true);
        replan();

        assertEquals("T-3 2023-07-28T00:30:00Z", next());
        assertFalse(replanning.tick(), "nothing is left of an older version");
    }

    @Test
    void nothingFiresOnADayThatHasBecomeARestDayThoughItIsPlannedForIt() throws SQLException {
        BusinessClock.set("2023-07-27T08:00");
        // As if the plan were still that of before.
        declare("2023-07-27", false);
        replan();
        Sql.update("update deadline set next_rung = 'T-3', next_at = '2023-07-27T00:30:00Z' where notice_id = ?::uuid", fixture.notice());

        BusinessClock.set("2023-07-27T08:30");

        assertEquals(List.of(), fired());
        assertEquals("T-3 2023-07-28T00:30:00Z", next());
        BusinessClock.set("2023-07-28T08:30");
        assertEquals(List.of("T-3 2023-07-28T00:30:00Z"), fired());
        assertEquals("T-1 2023-07-31T00:30:00Z", next());
    }

    @Test
    void aChaseWaitsForTheNextWorkingDay() {
        declare("2023-08-02", false);
        BusinessClock.set("2023-08-01T08:30");
        BusinessClock.set("2023-08-02T08:30");

        assertEquals("T+1 2023-08-03T00:30:00Z", next());
        assertEquals(1, fired().size());
    }

    @Test
    void theDayItselfFiresThoughItIsARestDay() {
        BusinessClock.set("2023-07-31T08:30");
        declare("2023-08-01", false);
        replan();

        BusinessClock.set("2023-08-01T08:30");

        assertEquals("T 2023-08-01T00:30:00Z", fired().get(fired().size() - 1));
    }

    @Test
    void briefingsFollowTheSameCalendar() {
        declare("2023-07-20", false);
        replan();
        BusinessClock.set("2023-07-20T08:40");
        BusinessClock.set("2023-07-21T08:40");
        declare("2023-07-22", true);
        replan();
        BusinessClock.set("2023-07-22T08:40");
        // Declared off the very morning, before anything could plan anew.
        BusinessClock.set("2023-07-24T08:00");
        declare("2023-07-24", false);
        BusinessClock.set("2023-07-24T08:40");
        BusinessClock.set("2023-07-25T08:40");

        assertEquals(List.of("2023-07-21", "2023-07-22", "2023-07-25"), briefed());
    }
}
