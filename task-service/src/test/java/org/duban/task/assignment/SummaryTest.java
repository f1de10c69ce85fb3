package org.duban.task.assignment;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a notice stands, in numbers. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SummaryTest {
    private Fixture fixture;
    private String water;
    private String health;

    /** Section 一: task 1 by both, task 2 by water with health assisting; section 二: task 1 by health. */
    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        water = fixture.unit("水利局");
        health = fixture.unit("卫生健康委");
        fixture.task("一/1", water, health)
                .task("一/2", Map.of("responsible", fixture.names(water), "assisting", fixture.names(health)))
                .task("二/1", Map.of("heading", "二、其他", "responsible", fixture.names(health))).create();
    }

    @Test
    void itCountsByStatusLightUnitAndSection() {
        fixture.dispatch();
        fixture.accept(fixture.report(fixture.assignments(water).get(1), water)).statusCode(200);
        fixture.report(fixture.assignments(health).get(2), health);
        BusinessClock.set("2023-08-02T09:00");

        As.office().get("/notices/" + fixture.notice() + "/summary").then().statusCode(200).body("asOf", equalTo("2023-08-02"))
                .body("tasks", equalTo(3)).body("tasksDone", equalTo(1))
                .body("total.assignments", equalTo(5)).body("total.awaitingAcknowledgement", equalTo(3))
                .body("total.submitted", equalTo(1)).body("total.completed", equalTo(1)).body("total.overdue", equalTo(3))
                .body("total.red", equalTo(3)).body("total.yellow", equalTo(0)).body("total.green", equalTo(2))
                .body("total.completion", equalTo(20))
                .body("units.code", contains(water, health)).body("units.counts.assignments", contains(2, 3))
                .body("units.counts.completion", contains(50, 0)).body("units.counts.overdue", contains(1, 2))
                .body("sections.ref", contains("一", "二")).body("sections.counts.assignments", contains(4, 1))
                .body("sections.counts.submitted", contains(0, 1));
    }

    @Test
    void whatIsTerminatedCountsForNoCompletion() {
        fixture.dispatch();
        fixture.accept(fixture.report(fixture.assignments(water).get(0), water)).statusCode(200);
        fixture.post("/withdraw", Map.of("reason", "重复。")).statusCode(200);

        As.reader().get("/notices/" + fixture.notice() + "/summary").then().body("status", equalTo("WITHDRAWN"))
                .body("total.terminated", equalTo(4)).body("total.completion", equalTo(100));
    }

    @Test
    void aUnitGetsItsOwnAndOthersNothing() {
        fixture.dispatch();

        As.unit(water).get("/notices/" + fixture.notice() + "/summary").then().statusCode(200)
                .body("units.code", contains(water)).body("total.assignments", equalTo(2)).body("tasks", equalTo(2));
        As.unit(fixture.reportTo()).get("/notices/" + fixture.notice() + "/summary").then().statusCode(404);
        As.unit(null).get("/notices/" + fixture.notice() + "/summary").then().statusCode(404);
    }

    @Test
    void aDraftHasNothing() {
        As.office().get("/notices/" + fixture.notice() + "/summary").then().statusCode(200).body("total.assignments", equalTo(0))
                .body("total.completion", equalTo(0)).body("units", hasSize(0));
        As.unit(water).get("/notices/" + fixture.notice() + "/summary").then().statusCode(404);
    }
}
