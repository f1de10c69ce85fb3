package org.duban.task;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filters that assignments, tasks and deadlines share. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class FiltersTest {
    private static Fixture fixture;
    private static String water;
    private static String health;
    private static String finance;

    /**
     * On 2 August: task 1, 1 August: water late, health done; task 2, 4 August: water soon; task 3, 31 August: health,
     * and finance assists; task 4, no day: water; task 5, 31 August: finance, returned.
     */
    @BeforeEach
    void dispatch() {
        if (fixture != null) {
            return;
        }
        BusinessClock.set("2023-07-19T08:00");
        Fixture f = new Fixture();
        water = f.unit("水利局");
        health = f.unit("卫生健康委");
        finance = f.unit("财政局");
        f.task("1", water, health)
                .task("2", Map.of("lead", f.names(water), "due", "2023-08-04"))
                .task("3", Map.of("responsible", f.names(health), "assisting", f.names(finance), "due", "2023-08-31"))
                .task("4", Map.of("responsible", f.names(water), "due", "open-ended"))
                .task("5", Map.of("responsible", f.names(finance), "due", "2023-08-31")).dispatch();
        f.accept(f.report(f.assignments(health).get(0), health)).statusCode(200);
        BusinessClock.set("2023-08-02T09:00");
        f.giveBack(f.report(f.assignments(finance).get(1), finance), "2023-08-31").statusCode(200);
        fixture = f;
    }

    /** Which rows are left, as "task unit" in the order of the list. */
    private static String assignments(String query) {
        Map<String, String> refs = new TreeMap<>();
        As.office().get("/tasks?notice=" + fixture.notice()).jsonPath().<Map<String, String>>getList("items")
                .forEach(task -> refs.put(task.get("id"), task.get("ref")));
        return String.join(",", As.office().get("/assignments?notice=" + fixture.notice() + "&" + named(query)).then().statusCode(200)
                .extract().jsonPath().<Map<String, String>>getList("items").stream()
                .map(a -> refs.get(a.get("taskId")) + word(a.get("unit"))).sorted().toList());
    }

    private static String named(String query) {
        return query.replace("WATER", water).replace("HEALTH", health).replace("FINANCE", finance);
    }

    private static String word(String code) {
        return code.equals(water) ? "w" : code.equals(health) ? "h" : "f";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unit=WATER | 1w,2w,4w",
        "status=COMPLETED | 1h",
        "status=COMPLETED&status=IN_PROGRESS | 1h,5f",
        "role=LEAD | 2w",
        "role=ASSISTING | 3f",
        "light=RED | 1w",
        "light=YELLOW | 2w,5f",
        "light=GREEN | 1h,3f,3h,4w",
        "overdue=true | 1w",
        "overdue=false | 1h,2w,3f,3h,4w,5f",
        "dueFrom=2023-08-04 | 2w,3f,3h,5f",
        "dueTo=2023-08-04 | 1h,1w,2w",
        "dueFrom=2023-08-02&dueTo=2023-08-04 | 2w",
        "changedSince=2023-08-02T00:00:00Z | 5f",
        "changedSince=2023-07-19T00:00:00Z | 1h,1w,2w,3f,3h,4w,5f",
        "unit=WATER&light=GREEN | 4w",
        "unit=HEALTH&light=RED | ''"})
    void assignmentsAreLeftOfWhichAllHolds(String query, String left) {
        assertEquals(left, assignments(query));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unit=WATER | 1,2,4", "status=COMPLETED | 1", "light=YELLOW | 2,5", "unit=HEALTH&light=RED | ''",
        "dueFrom=2023-08-04 | 2,3,5", "overdue=true | 1", "changedSince=2023-08-02T00:00:00Z | 5", "role=ASSISTING | 3"})
    void tasksAreLeftOfWhichAnAssignmentMeetsAll(String query, String left) {
        assertEquals(left, String.join(",", As.office().get("/tasks?notice=" + fixture.notice() + "&" + named(query)).then()
                .statusCode(200).extract().jsonPath().getList("items.ref")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "unit=HEALTH | h08-01,h08-31", "light=RED | w08-01", "light=YELLOW | f08-31,w08-04", "light=GREEN | h08-01,h08-31,w-",
        "overdue=true | w08-01", "overdue=false | f08-31,h08-01,h08-31,w-,w08-04", "status=COMPLETED | h08-01",
        "status=AWAITING_ACKNOWLEDGEMENT&role=ASSISTING | f08-31", "dueTo=2023-08-04 | h08-01,w08-01,w08-04",
        "changedSince=2023-08-02T00:00:00Z | f08-31"})
    void deadlinesShowTheLightTheyAreAskedFor(String query, String left) {
        var found = As.office().get("/deadlines?notice=" + fixture.notice() + "&" + named(query)).then().statusCode(200).extract()
                .jsonPath().<Map<String, String>>getList("items");
        assertEquals(left, String.join(",", found.stream()
                .map(d -> word(d.get("unit")) + (d.get("due") == null ? "-" : d.get("due").substring(5))).sorted().toList()));
        if (query.startsWith("light=")) {
            found.forEach(d -> assertEquals(query, "light=" + d.get("light")));
        }
    }

    @Test
    void aUnitLearnsNothingOfOthersByAFilter() {
        String ofNotice = "/tasks?notice=" + fixture.notice();

        As.unit(water).get(ofNotice + "&status=COMPLETED").then().body("items", hasSize(0));
        As.unit(health).get(ofNotice + "&status=COMPLETED").then().body("items.ref", contains("1"));
        As.unit(water).get(ofNotice + "&unit=" + health).then().body("items", hasSize(0));
        As.unit(water).get(ofNotice + "&unit=" + water).then().body("items.ref", contains("1", "2", "4"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=DONE", "role=BOSS", "light=BLUE", "dueFrom=soon", "dueTo=2023-02-30", "overdue=1", "changedSince=2023-08-01"})
    void aBadValueIsNamed(String query) {
        for (String list : new String[] {"assignments", "tasks", "deadlines"}) {
            As.office().get("/" + list + "?" + query).then().statusCode(400).body("errors.parameter", contains(query.split("=")[0]));
        }
    }

    /** Lists that are merged from parts: of statuses, of ranges of days, of roles. */
    @ParameterizedTest
    @ValueSource(strings = {"unit=WATER", "status=COMPLETED&status=IN_PROGRESS", "light=YELLOW", "light=GREEN", "overdue=false", "dueFrom=2023-08-01",
        "dueTo=2023-08-31", "unit=HEALTH&light=GREEN", "light=YELLOW&overdue=false", "role=RESPONSIBLE&dueTo=2023-08-31"})
    void pagesGoThroughTheListInItsOrder(String query) {
        String path = "/assignments?notice=" + fixture.notice() + "&" + named(query);
        for (String sort : query.equals("unit=WATER") ? new String[] {"id", "due", "-due", "changedAt"} : new String[] {"due", "-due"}) {
            List<Map<String, Object>> whole = Pages.whole(As::office, path + "&sort=" + sort);

            assertEquals(whole, Pages.oneByOne(As::office, path + "&sort=" + sort), sort);
            assertEquals(inOrder(whole, sort), whole, sort);
            assertFalse(whole.isEmpty());
        }
    }

    private static List<Map<String, Object>> inOrder(List<Map<String, Object>> items, String sort) {
        Comparator<Map<String, Object>> order = Comparator.comparing((Map<String, Object> item) -> sort.equals("id") ? ""
                : item.getOrDefault(sort.replace("-", ""), "9999").toString()).thenComparing(item -> item.get("id").toString());
        return items.stream().sorted(sort.startsWith("-") ? order.reversed() : order).toList();
    }

    @Test
    void noStatusHasThatLight() {
        As.office().get("/assignments?light=RED&status=COMPLETED").then().statusCode(200).body("items", hasSize(0)).body("next", equalTo(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=COMPLETED&sort=id", "light=GREEN&sort=changedAt", "overdue=false&sort=id", "changedSince=2023-08-01T00:00:00Z&sort=due"})
    void anOrderThatNoIndexGivesIsNotOffered(String query) {
        As.office().get("/assignments?" + query).then().statusCode(400).body("errors.parameter", contains("sort"));
    }

    @Test
    void aPageGoesOnUnderTheSameFilter() {
        String path = "/assignments?notice=%s&status=AWAITING_ACKNOWLEDGEMENT&status=IN_PROGRESS&light=GREEN&limit=2".formatted(fixture.notice());
        String next = As.office().get(path).path("next");

        As.office().get(path + "&after=" + next).then().statusCode(200).body("items.size()", equalTo(1));
        As.office().get(path.replace("GREEN", "RED") + "&after=" + next).then().statusCode(400);
    }
}
