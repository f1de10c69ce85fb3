package org.duban.task;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages and filters, the same on every list. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ListsTest {
    private Fixture fixture;
    private String unit;

    @BeforeEach
    void dispatchSevenTasksToTwoUnits() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        IntStream.rangeClosed(1, 7).forEach(n -> fixture.task(String.valueOf(n), unit));
        fixture.task("8", fixture.reportTo()).dispatch();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tasks", "assignments"})
    void aListIsReadPageByPageWithoutGapOrRepeat(String list) {
        String path = "/%s?notice=%s".formatted(list, fixture.notice());
        List<String> whole = As.office().get(path + "&limit=200").jsonPath().getList("items.id");
        List<String> read = new ArrayList<>();

        String after = "";
        for (int page = 1; page <= 3; page++) {
            JsonPath answer = As.office().get(path + "&limit=3" + after).jsonPath();
            read.addAll(answer.getList("items.id"));
            assertEquals(page < 3 ? 3 : 2, answer.getList("items").size());
            after = "&after=" + answer.getString("next");
        }

        assertEquals("&after=null", after, "at the end");
        assertEquals(whole, read);
        assertEquals(8, whole.size());
    }

    @Test
    void aPageOfExactlyTheRestIsTheLast() {
        As.office().get("/tasks?limit=8&notice=" + fixture.notice()).then().body("items", hasSize(8)).body("next", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=201", "limit=many", "after=x", "notice=x"})
    void aBadParameterIsNamed(String query) {
        for (String list : List.of("notices", "tasks", "assignments", "deadlines", "submissions")) {
            if (!list.equals("notices") || !query.startsWith("notice")) {
                As.office().get("/" + list + "?" + query).then().statusCode(400).body("code", equalTo("invalid-parameter"))
                        .body("errors.parameter", contains(query.split("=")[0]));
            }
        }
    }

    @Test
    void assignmentsAreFilteredByWhatIsAskedFor() {
        String ofNotice = "/assignments?notice=" + fixture.notice();
        String first = fixture.assignments(unit).get(0);
        fixture.acknowledge(first, unit);

        As.office().get(ofNotice + "&status=IN_PROGRESS").then().body("items.id", contains(first));
        As.office().get(ofNotice + "&unit=" + fixture.reportTo()).then().body("items", hasSize(1));
        As.office().get(ofNotice + "&overdue=true").then().body("items", hasSize(0));
        As.office().get(ofNotice + "&overdue=false").then().body("items", hasSize(8));
        As.office().get(ofNotice + "&deadline=" + fixture.deadline(unit).getString("id")).then().body("items", hasSize(7));
        String task = As.office().get("/assignments/" + first).path("taskId");
        As.office().get(ofNotice + "&task=" + task).then().body("items.id", contains(first));
    }

    @Test
    void overdueBeginsTheMidnightAfterTheDay() {
        fixture.report(fixture.assignment(fixture.reportTo()), fixture.reportTo());
        String overdue = "/assignments?overdue=true&notice=" + fixture.notice();

        BusinessClock.set("2023-08-01T23:59:59");
        As.office().get(overdue).then().body("items", hasSize(0));
        BusinessClock.set("2023-08-02T00:00");

        As.office().get(overdue).then().body("items", hasSize(7)).body("items[0].light", equalTo("RED"));
        As.office().get("/deadlines?notice=" + fixture.notice()).then()
                .body("items.light", containsInAnyOrder("RED", "GREEN")).body("items.overdue", containsInAnyOrder(7, 0))
                .body("items.workingDaysLeft", contains(-1, -1));
    }

    @Test
    void noticesAreFilteredByStatus() {
        Fixture other = new Fixture();
        String draft = other.task("1", other.reportTo()).create().notice();

        List<String> drafts = As.office().get("/notices?limit=200&status=DRAFT").jsonPath().getList("items.id");

        assertEquals(List.of(true, false), List.of(drafts.contains(draft), drafts.contains(fixture.notice())));
    }
}
