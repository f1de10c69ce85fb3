package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReportsTest {
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

    private String status() {
        return As.office().get("/assignments/" + assignment).path("status");
    }

    private List<String> told() {
        BusinessClock.settle();
        return KafkaTap.ofNotice(fixture.notice(), "deadline.changed", "submission.returned").stream()
                .map(e -> e.type() + " " + e.at("/cause")).toList();
    }

    @Test
    void anInterimReportImpliesTheAcknowledgementAndCanBeRepeated() {
        fixture.submit(assignment, unit, "INTERIM").statusCode(201).header("Location", containsString("/api/v1/submissions/"))
                .body("decision", nullValue());
        fixture.submit(assignment, unit, "INTERIM").statusCode(201);

        As.office().get("/assignments/" + assignment).then().body("status", equalTo("IN_PROGRESS"))
                .body("acknowledgedAt", notNullValue()).body("submittedAt", nullValue());
        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
        assertEquals(List.of("deadline.changed INTERIM_SUBMITTED", "deadline.changed INTERIM_SUBMITTED"), told());
    }

    @Test
    void aReportGetsAReceiptWhoseNumberFindsIt() {
        String report = fixture.report(assignment, unit);
        BusinessClock.settle();

        String number = As.office().get("/submissions/" + report).path("receipt");

        KafkaTap.Received event = KafkaTap.ofNotice(fixture.notice(), "deadline.changed").get(0);
        assertTrue(number.matches("20230719-[0-9A-F]{10}"), number);
        assertEquals("receipt/" + number + "/" + fixture.notice() + " 1", event.at("/occasion") + " " + event.at("/occasionEvents"));
        assertEquals(number + " true [\"" + assignment + "\"]",
                event.at("/receipt/number") + " " + event.at("/receipt/last") + " " + event.data().at("/receipt/assignments"));
        As.unit(unit).get("/submissions?receipt=" + number).then().body("items.id", contains(report));
        As.unit(unit).get("/submissions?receipt=20230719-0000000000").then().body("items", hasSize(0));
    }

    @Test
    void aFinalReportEndsTheRemindersAndNoSecondIsTakenWhileItWaits() {
        fixture.report(assignment, unit);

        fixture.submit(assignment, unit, "FINAL").statusCode(409).body("code", equalTo("illegal-move"));
        fixture.submit(assignment, unit, "INTERIM").statusCode(409);

        assertEquals("SUBMITTED", status());
        assertNull(fixture.deadline(unit).getString("nextAt"));
        As.office().get("/submissions?notice=" + fixture.notice()).then().body("items", hasSize(1));
    }

    @Test
    void anAcceptedReportCompletesTheAssignment() {
        String report = fixture.report(assignment, unit);

        fixture.accept(report).statusCode(200).body("decision", equalTo("ACCEPT")).body("reviewedAt", notNullValue());

        assertEquals("COMPLETED", status());
        fixture.submit(assignment, unit, "INTERIM").statusCode(409);
        fixture.accept(report).statusCode(409).body("code", equalTo("illegal-move"));
        assertEquals(List.of("deadline.changed SUBMITTED", "deadline.changed ACCEPTED"), told());
    }

    @Test
    void aReturnMovesItToTheDeadlineOfTheNewDayAndKeepsTheOriginalDay() {
        String before = As.office().get("/assignments/" + assignment).path("deadlineId");

        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10").statusCode(200);

        As.office().get("/assignments/" + assignment).then().body("status", equalTo("IN_PROGRESS"))
                .body("originalDue", equalTo("2023-08-01")).body("due", equalTo("2023-08-10"))
                .body("returnReason", equalTo("未附整改清单。")).body("light", equalTo("YELLOW"));
        As.office().get("/deadlines?notice=" + fixture.notice()).then()
                .body("items.find { it.due == '2023-08-01' }.id", equalTo(before))
                .body("items.find { it.due == '2023-08-01' }.nextAt", nullValue())
                .body("items.find { it.due == '2023-08-01' }.assignments", equalTo(0))
                .body("items.find { it.due == '2023-08-10' }.nextRung", equalTo("T-10"));
        assertEquals(List.of("2023-08-01 2023-08-10 未附整改清单。 office"), Sql.rows(
                "select from_due, to_due, reason, actor from due_revision where assignment_id = ?::uuid", assignment));
        assertEquals(List.of("deadline.changed SUBMITTED", "deadline.changed MOVED_AWAY", "submission.returned "), told());
    }

    @Test
    void theEventsOfAMoveAreNumberedEachByItsOwnDeadline() {
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10");
        BusinessClock.settle();

        List<KafkaTap.Received> events = KafkaTap.ofNotice(fixture.notice(), "deadline.changed", "submission.returned");

        assertEquals(List.of("2023-08-01 2", "2023-08-01 3", "2023-08-10 1"),
                events.stream().map(e -> e.at("/deadline/due") + " " + e.sequence()).toList());
        assertEquals(0, events.get(1).data().at("/assignments").size());
        assertEquals("returned/" + events.get(2).at("/submission/id"), events.get(2).at("/occasion"));
    }

    @Test
    void aReturnMayKeepTheDayAndTheRemindersStartAgain() {
        String report = fixture.report(assignment, unit);

        fixture.giveBack(report, "2023-08-01").statusCode(200);

        assertEquals("T-3", fixture.deadline(unit).getString("nextRung"));
        assertEquals(0, Sql.count("select count(*) from due_revision where assignment_id = ?::uuid", assignment));
    }

    @Test
    void whatWasReturnedIsReportedAgainAndAccepted() {
        fixture.giveBack(fixture.report(assignment, unit), "2023-08-10");

        String second = fixture.report(assignment, unit);
        fixture.accept(second).statusCode(200);

        assertEquals("COMPLETED", status());
        As.unit(unit).get("/submissions?assignment=" + assignment).then().body("items.decision", contains("RETURN", "ACCEPT"));
    }

    @Test
    void anInterimReportIsNotReviewed() {
        String interim = fixture.submit(assignment, unit, "INTERIM").extract().path("id");

        fixture.accept(interim).statusCode(409).body("code", equalTo("illegal-move"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "RETURN | -     | 2023-08-10 | /reason",
        "RETURN | ' '   | 2023-08-10 | /reason",
        "RETURN | 不全。 | -          | /newDue",
        "RETURN | 不全。 | 2023-07-18 | /newDue",
        "ACCEPT | -     | 2023-08-10 | /newDue",
        "-      | -     | -          | /decision",
    })
    void aReviewThatLacksOrExceedsIsRefused(String decision, String reason, String newDue, String pointer) {
        String report = fixture.report(assignment, unit);
        String body = "{\"decision\": %s, \"reason\": %s, \"newDue\": %s}".formatted(quoted(decision), quoted(reason), quoted(newDue));

        As.office().body(body).post("/submissions/" + report + "/review").then().statusCode(400)
                .body("code", equalTo("invalid-field")).body("errors.pointer", hasItem(pointer));

        assertEquals("SUBMITTED", status());
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"kind\": \"FINAL\"}                                       | /summary",
        "{\"kind\": \"FINAL\", \"summary\": \"　\"}                  | /summary",
        "{\"summary\": \"已完成。\"}                                  | /kind",
        "{\"kind\": \"DONE\", \"summary\": \"已完成。\"}              | /kind",
        "{\"kind\": \"FINAL\", \"summary\": \"已。\", \"percent\": 101} | /percent",
        "{\"kind\": \"FINAL\", \"summary\": \"已。\", \"percent\": 1.5} | /percent",
        "{\"kind\": \"FINAL\", \"summary\": \"已。\", \"percent\": \"5\"} | /percent",
    })
    void aBadReportIsRefusedWithItsPlace(String body, String pointer) {
        As.unit(unit).body(body).post("/assignments/" + assignment + "/submissions").then().statusCode(400)
                .body("code", equalTo("invalid-field")).body("errors.pointer", hasItem(pointer));

        assertEquals("AWAITING_ACKNOWLEDGEMENT", status());
    }

    /** R11. */
    @Test
    void theReportToUnitsOwnReportIsReviewedByTheInspectorateAndAllOthersByTheOffice() {
        Fixture own = new Fixture();
        String other = own.unit("司法局");
        own.task("1", own.reportTo(), other).dispatch();
        String ofReportTo = own.report(own.assignment(own.reportTo()), own.reportTo());
        String ofOther = own.report(own.assignment(other), other);
        Map<String, String> accept = Map.of("decision", "ACCEPT");

        As.office().body(accept).post("/submissions/" + ofReportTo + "/review").then().statusCode(403).body("code", equalTo("forbidden"));
        As.inspectorate().body(accept).post("/submissions/" + ofOther + "/review").then().statusCode(403);
        As.unit(other).body(accept).post("/submissions/" + ofOther + "/review").then().statusCode(403);
        As.reader().body(accept).post("/submissions/" + ofOther + "/review").then().statusCode(403);

        As.inspectorate().body(accept).post("/submissions/" + ofReportTo + "/review").then().statusCode(200);
        As.office().body(accept).post("/submissions/" + ofOther + "/review").then().statusCode(200);
    }

    @Test
    void nothingIsKeptOfARefusedReview() {
        String report = fixture.report(assignment, unit);
        long audits = Sql.count("select count(*) from audit where entity_id = ?", assignment);

        As.inspectorate().body(Map.of("decision", "RETURN", "reason", "不全。", "newDue", "2023-08-10"))
                .post("/submissions/" + report + "/review").then().statusCode(403);

        As.office().get("/deadlines?notice=" + fixture.notice()).then().body("items", hasSize(1));
        As.office().get("/submissions/" + report).then().body("decision", nullValue());
        assertEquals(audits, Sql.count("select count(*) from audit where entity_id = ?", assignment));
    }

    @Test
    void reportsAreListedByWhatIsAskedFor() {
        fixture.submit(assignment, unit, "INTERIM");
        String report = fixture.report(assignment, unit);
        String notice = "/submissions?notice=" + fixture.notice();

        As.office().get(notice).then().body("items", hasSize(2));
        As.office().get(notice + "&waiting=true").then().body("items.id", contains(report));
        As.office().get(notice + "&waiting=false").then().body("items.kind", contains("INTERIM"));
        As.office().get(notice + "&kind=FINAL").then().body("items.id", contains(report));
        As.office().get(notice + "&unit=" + fixture.reportTo()).then().body("items", hasSize(0));
    }
}
