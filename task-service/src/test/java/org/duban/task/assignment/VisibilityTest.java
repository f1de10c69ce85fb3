package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Pages;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R11: a unit sees and changes only its own; the lead of a task reads, and only reads, the others' part in it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class VisibilityTest {
    private Fixture fixture;
    private String lead;
    private String member;
    private String other;
    private String membersAssignment;
    private String othersAssignment;

    /** Task 1 is led and shared; task 2 is another unit's alone. */
    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        lead = fixture.unit("教育局");
        member = fixture.unit("水利局");
        other = fixture.unit("司法局");
        fixture.task("1", Map.of("lead", fixture.names(lead), "responsible", fixture.names(member))).task("2", other).dispatch();
        membersAssignment = fixture.assignment(member);
        othersAssignment = fixture.assignment(other);
    }

    @Test
    void aUnitsThingsDoNotExistForAnother() {
        String report = fixture.report(othersAssignment, other);
        String deadline = fixture.deadline(other).getString("id");
        String task = As.unit(other).get("/tasks?notice=" + fixture.notice()).path("items[0].id");

        for (String path : List.of("/assignments/" + othersAssignment, "/deadlines/" + deadline, "/submissions/" + report,
                "/tasks/" + task, "/units/" + other, "/units/" + other + "/contacts")) {
            As.unit(other).get(path).then().statusCode(200);
            As.unit(member).get(path).then().statusCode(404).body("code", equalTo("not-found"));
            As.unit(null).get(path).then().statusCode(404);
        }
        fixture.acknowledge(othersAssignment, member).statusCode(404);
        fixture.submit(othersAssignment, member, "INTERIM").statusCode(404);
    }

    @Test
    void listsHoldOnlyTheUnitsOwn() {
        fixture.report(othersAssignment, other);
        String ofNotice = "?notice=" + fixture.notice();

        As.unit(member).get("/assignments" + ofNotice).then().body("items.unit", contains(member));
        As.unit(member).get("/assignments" + ofNotice + "&unit=" + other).then().body("items", hasSize(0));
        As.unit(member).get("/deadlines" + ofNotice).then().body("items.unit", contains(member));
        As.unit(member).get("/submissions" + ofNotice).then().body("items", hasSize(0));
        As.unit(member).get("/tasks" + ofNotice).then().body("items.ref", contains("1"));
        As.unit(member).get("/notices").then().body("items.id", contains(fixture.notice()));
        As.unit(null).get("/assignments" + ofNotice).then().body("items", hasSize(0));
    }

    @Test
    void aUnitWithoutAPartDoesNotSeeTheNotice() {
        As.unit(fixture.reportTo()).get("/notices/" + fixture.notice()).then().statusCode(404);
        As.unit(member).get("/notices/" + fixture.notice()).then().statusCode(200);
    }

    @Test
    void theLeadReadsTheOthersPartInItsTaskAndChangesNothing() {
        String report = fixture.report(membersAssignment, member);

        As.unit(lead).get("/assignments?notice=" + fixture.notice()).then().body("items.unit", containsInAnyOrder(lead, member));
        As.unit(lead).get("/assignments/" + membersAssignment).then().statusCode(200).body("status", equalTo("SUBMITTED"));
        As.unit(lead).get("/submissions?notice=" + fixture.notice()).then().body("items.id", contains(report));
        As.unit(lead).get("/submissions/" + report).then().statusCode(200);
        As.unit(lead).get("/assignments/" + othersAssignment).then().statusCode(404);

        fixture.acknowledge(membersAssignment, lead).statusCode(404);
        fixture.submit(membersAssignment, lead, "FINAL").statusCode(404);
        As.unit(lead).body(Map.of("decision", "ACCEPT")).post("/submissions/" + report + "/review").then().statusCode(403);
        As.unit(member).get("/assignments/" + fixture.assignment(lead)).then().statusCode(404);
    }

    /** Its own and the others' come from different parts of the list. */
    @ParameterizedTest
    @CsvSource({"'', 2", "sort=due, 2", "sort=-due, 2", "sort=changedAt, 2", "light=GREEN, 2", "overdue=false, 2", "status=SUBMITTED, 1",
        "role=RESPONSIBLE, 1", "changedSince=2023-07-19T00:00:00Z, 2", "dueTo=2023-08-01, 2", "unit=MEMBER, 1", "unit=OTHER, 0", "light=RED, 0"})
    void theLeadReadsBothPageByPage(String query, int size) {
        fixture.report(membersAssignment, member);
        String path = "/assignments?notice=" + fixture.notice() + (query.isEmpty() ? "" : "&") + query.replace("MEMBER", member).replace("OTHER", other);
        List<Map<String, Object>> whole = Pages.whole(() -> As.unit(lead), path);

        assertEquals(size, whole.size());
        assertEquals(whole, Pages.oneByOne(() -> As.unit(lead), path));
    }

    @Test
    void itsOwnReportsStandAmongTheOthersInTheOrderOfTime() {
        String first = fixture.report(membersAssignment, member);
        String own = fixture.report(fixture.assignment(lead), lead);
        fixture.report(othersAssignment, other);

        assertEquals(List.of(first, own), Pages.oneByOne(() -> As.unit(lead), "/submissions?notice=" + fixture.notice()).stream()
                .map(report -> report.get("id")).toList());
        As.unit(lead).get("/submissions?unit=" + member).then().body("items.id", contains(first));
        As.unit(member).get("/submissions").then().body("items.id", contains(first));
    }

    @Test
    void aUnitThatLeadsNoMoreReadsNoMoreOfOthers() {
        String report = fixture.report(membersAssignment, member);

        fixture.change(fixture.taskId("1"), fixture.draftOf("1", "开展排查。", null, member)).statusCode(200);

        As.unit(lead).get("/assignments/" + membersAssignment).then().statusCode(404);
        As.unit(lead).get("/submissions/" + report).then().statusCode(404);
        As.unit(lead).get("/assignments/" + fixture.assignment(lead)).then().statusCode(200).body("status", equalTo("TERMINATED"));
    }

    @Test
    void readersAndTheInspectorateSeeAll() {
        for (var caller : List.of(As.reader(), As.inspectorate(), As.office())) {
            caller.get("/assignments?notice=" + fixture.notice()).then().statusCode(200).body("items", hasSize(3));
        }
    }
}
