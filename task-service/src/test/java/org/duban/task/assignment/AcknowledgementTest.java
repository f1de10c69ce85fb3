package org.duban.task.assignment;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AcknowledgementTest {
    private Fixture fixture;
    private String unit;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        assignment = fixture.assignment(unit);
    }

    @Test
    void theUnitAcknowledgesAndRepeatsWithoutFurtherChange() {
        fixture.acknowledge(assignment, unit).statusCode(200).body("status", equalTo("IN_PROGRESS"))
                .body("acknowledgedAt", equalTo("2023-07-19T00:00:00Z"));
        BusinessClock.set("2023-07-20T08:00");

        fixture.acknowledge(assignment, unit).statusCode(200).body("acknowledgedAt", equalTo("2023-07-19T00:00:00Z"));

        BusinessClock.settle();
        assertEquals(1, KafkaTap.ofNotice(fixture.notice(), "deadline.changed").size());
        assertEquals(2, fixture.deadline(unit).getInt("version"));
    }

    @Test
    void theEventCarriesTheStateAfterTheChange() {
        fixture.acknowledge(assignment, unit);
        BusinessClock.settle();

        KafkaTap.Received event = KafkaTap.ofNotice(fixture.notice(), "deadline.changed").get(0);

        assertEquals("ACKNOWLEDGED IN_PROGRESS 2 2", "%s %s %s %d".formatted(event.at("/cause"),
                event.at("/assignments/0/status"), event.at("/deadline/version"), event.sequence()));
    }

    @Test
    void theRemindersStayAsTheyWere() {
        fixture.acknowledge(assignment, unit);

        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
    }

    @Test
    void aReportHasAcknowledgedSoThatAgainChangesNothing() {
        fixture.report(assignment, unit);

        fixture.acknowledge(assignment, unit).statusCode(200).body("status", equalTo("SUBMITTED"));
    }

    @Test
    void onlyTheUnitItselfAcknowledges() {
        fixture.acknowledge(assignment, fixture.reportTo()).statusCode(404);
        As.office().post("/assignments/" + assignment + "/acknowledgement").then().statusCode(403);
        As.unit(null).post("/assignments/" + assignment + "/acknowledgement").then().statusCode(404);

        As.office().get("/assignments/" + assignment).then().body("status", equalTo("AWAITING_ACKNOWLEDGEMENT"));
    }
}
