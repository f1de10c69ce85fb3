package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happened to an assignment, oldest first. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class HistoryTest {
    private Fixture fixture;
    private String lead;
    private String member;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        lead = fixture.unit("教育局");
        member = fixture.unit("水利局");
        fixture.task("1", Map.of("lead", fixture.names(lead), "responsible", fixture.names(member))).dispatch();
        assignment = fixture.assignment(member);
    }

    @Test
    void itTellsAllFromDispatchToCompletion() {
        BusinessClock.set("2023-07-20T09:00");
        fixture.acknowledge(assignment, member).statusCode(200);
        BusinessClock.set("2023-07-21T09:00");
        String report = fixture.report(assignment, member);
        BusinessClock.set("2023-07-24T09:00");
        fixture.giveBack(report, "2023-08-10").statusCode(200);
        BusinessClock.set("2023-07-25T09:00");
        fixture.accept(fixture.report(assignment, member)).statusCode(200);

        As.office().get("/assignments/" + assignment + "/history").then().statusCode(200)
                .body("action", contains("assignment.opened", "assignment.acknowledged", "submission.filed", "submission.returned",
                        "due.revised", "submission.filed", "submission.accepted"))
                .body("[0].at", equalTo("2023-07-19T00:00:00Z")).body("[0].after.due", equalTo("2023-08-01"))
                .body("[1].actor", startsWith("unit:" + member)).body("[1].after.status", equalTo("IN_PROGRESS"))
                .body("[2].submission.id", equalTo(report)).body("[2].submission.kind", equalTo("FINAL"))
                .body("[3].reason", equalTo("未附整改清单。")).body("[3].submission.summary", equalTo("已完成专项排查。"))
                .body("[4].before.due", equalTo("2023-08-01")).body("[4].after.due", equalTo("2023-08-10"));
    }

    @Test
    void whatAnAmendmentDidIsInIt() {
        fixture.change(fixture.taskId("1"), Map.of("ref", "1", "text", "新的内容。", "responsible", fixture.names(lead),
                "due", "2023-08-15")).statusCode(200);

        As.office().get("/assignments/" + assignment + "/history").then()
                .body("action", contains("assignment.opened", "assignment.terminated")).body("[1].reason", equalTo("汛期延长。"));
        As.office().get("/assignments/" + fixture.assignment(lead) + "/history").then()
                .body("action", contains("assignment.opened", "assignment.amended", "due.revised"))
                .body("[1].before.role", equalTo("LEAD")).body("[1].after.role", equalTo("RESPONSIBLE"));
    }

    /** Nor does the lead read them by themselves. */
    @Test
    void whatTheUnitAsksOfTheOfficeIsNotTheLeadsToRead() {
        String path = "/assignments/" + assignment;
        String request = As.unit(member).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15")).post(path + "/extension-requests")
                .then().statusCode(201).extract().path("id");
        String dispute = As.unit(member).body(Map.of("reason", "不属本局职责。")).post(path + "/disputes").then().statusCode(201).extract().path("id");
        As.office().body(Map.of("decision", "REFUSE", "reason", "期限不变。")).post("/extension-requests/" + request + "/decision").then().statusCode(200);
        As.office().body(Map.of("decision", "REJECT", "reason", "属你局职责。")).post("/disputes/" + dispute + "/decision").then().statusCode(200);

        for (var caller : List.of(As.office(), As.reader(), As.unit(member))) {
            caller.get(path + "/history").then().body("action",
                    contains("assignment.opened", "extension.requested", "dispute.raised", "extension.refused", "dispute.rejected"));
        }
        As.unit(lead).get(path + "/history").then().statusCode(200).body("action", contains("assignment.opened"));
    }

    @Test
    void itIsReadByThoseWhoReadTheAssignment() {
        String path = "/assignments/" + assignment + "/history";

        for (var caller : List.of(As.reader(), As.inspectorate(), As.unit(member), As.unit(lead))) {
            caller.get(path).then().statusCode(200).body("", hasSize(1));
        }
        As.unit(fixture.reportTo()).get(path).then().statusCode(404);
        As.unit(member).get("/assignments/" + fixture.assignment(lead) + "/history").then().statusCode(404);
    }
}
