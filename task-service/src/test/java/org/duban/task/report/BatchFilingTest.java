package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One report for several assignments: all or nothing. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BatchFilingTest {
    private Fixture fixture;
    private String unit;
    private List<String> assignments;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).task("2", unit)
                .task("3", Map.of("responsible", fixture.names(unit), "due", "2023-08-10", "dueText", "8月10日前")).dispatch();
        assignments = fixture.assignments(unit);
    }

    private ValidatableResponse report(Object ids, String kind) {
        return As.unit(unit).body(Map.of("assignments", ids, "kind", kind, "summary", "已完成专项排查。", "percent", 100))
                .post("/submissions").then();
    }

    private List<String> statuses() {
        return As.office().get("/assignments?notice=" + fixture.notice()).path("items.status");
    }

    @Test
    void eachGetsItsReportAndEachDeadlineOneEvent() {
        report(assignments, "FINAL").statusCode(201).body("submissions.assignmentId", equalTo(assignments))
                .body("submissions.summary", everyItem(equalTo("已完成专项排查。")));

        assertEquals(List.of("SUBMITTED", "SUBMITTED", "SUBMITTED"), statuses());
        BusinessClock.settle();
        assertEquals(List.of("2023-08-01 SUBMITTED 2", "2023-08-10 SUBMITTED 1"),
                KafkaTap.ofNotice(fixture.notice(), "deadline.changed").stream()
                        .map(e -> e.at("/deadline/due") + " " + e.at("/cause") + " " + e.data().at("/assignments").size())
                        .sorted().toList());
        assertEquals(1, KafkaTap.ofNotice(fixture.notice(), "deadline.changed").stream()
                .map(e -> e.at("/occasion") + " " + e.at("/occasionEvents")).filter(e -> e.endsWith(" 2")).distinct().count());
        assertEquals(1, Sql.count("select count(distinct receipt) from submission where assignment_id = any(?::uuid[])",
                "{" + String.join(",", assignments) + "}"));
        assertEquals(0, Sql.count("select count(*) from deadline where notice_id = ?::uuid and next_at is not null", fixture.notice()));
        assertEquals(3, Sql.count("select count(*) from audit where action = 'submission.filed' and entity_id = any(?::text[])",
                "{" + String.join(",", assignments) + "}"));
    }

    /** Somebody of the office may be a clerk of a unit too: what is filed is that unit's. */
    @Test
    void whoHasAnotherRoleBesidesFilesAllTheSame() {
        Supplier<RequestSpecification> both = () -> As.with(Tokens.of(Set.of("office", "unit"), unit));
        String path = "/assignments/" + assignments.get(2);

        both.get().body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15")).post(path + "/extension-requests").then().statusCode(201);
        both.get().body(Map.of("reason", "不属本局职责。")).post(path + "/disputes").then().statusCode(201);
        String submission = both.get().body(Map.of("assignments", assignments, "kind", "FINAL", "summary", "已完成专项排查。"))
                .post("/submissions").then().statusCode(201).extract().path("submissions[0].id");
        both.get().contentType("application/octet-stream").body("整改清单".getBytes(StandardCharsets.UTF_8))
                .post("/submissions/" + submission + "/attachments?name=a.txt").then().statusCode(201);
    }

    @Test
    void whereOneIsNotAllowedNoneIsFiled() {
        fixture.report(assignments.get(1), unit);

        report(assignments, "FINAL").statusCode(409).body("code", equalTo("illegal-move"));

        assertEquals(List.of("AWAITING_ACKNOWLEDGEMENT", "SUBMITTED", "AWAITING_ACKNOWLEDGEMENT"), statuses());
        As.office().get("/submissions?notice=" + fixture.notice()).then().body("items", hasSize(1));
    }

    @Test
    void anotherUnitsAssignmentDoesNotExist() {
        Fixture foreign = new Fixture();
        String other = foreign.unit("司法局");
        foreign.task("1", other).dispatch();
        String theirs = foreign.assignment(other);

        report(List.of(assignments.get(0), theirs), "INTERIM").statusCode(404)
                .body("detail", containsString(theirs));

        assertEquals("AWAITING_ACKNOWLEDGEMENT", statuses().get(0));
    }

    @Test
    void eachStandsThereOnceAndThereAreNoneTooMany() {
        String first = assignments.get(0);
        List<String> many = new ArrayList<>(Collections.nCopies(501, UUID.randomUUID().toString()));
        Map<String, Object> withNull = new HashMap<>(Map.of("kind", "FINAL", "summary", "已。"));
        withNull.put("assignments", Collections.singletonList(null));

        report(List.of(first, first), "FINAL").statusCode(400).body("errors.pointer", contains("/assignments"));
        report(List.of(), "FINAL").statusCode(400).body("errors.pointer", contains("/assignments"));
        report(many, "FINAL").statusCode(400).body("errors.pointer", contains("/assignments"));
        report(List.of("7"), "FINAL").statusCode(400).body("errors.pointer", contains("/assignments/0"));
        As.unit(unit).body(withNull).post("/submissions").then().statusCode(400).body("errors.pointer", hasItem("/assignments/0"));
        assertEquals("AWAITING_ACKNOWLEDGEMENT", statuses().get(0));
    }

    @Test
    void sentAgainWithItsKeyItIsFiledOnce() {
        Map<String, Object> body = Map.of("assignments", assignments, "kind", "INTERIM", "summary", "进展顺利。");

        List<String> first = As.unit(unit).header("Idempotency-Key", fixture.prefix()).body(body).post("/submissions")
                .path("submissions.id");

        As.unit(unit).header("Idempotency-Key", fixture.prefix()).body(body).post("/submissions").then().statusCode(201)
                .body("submissions.id", equalTo(first));
        As.office().get("/submissions?notice=" + fixture.notice()).then().body("items", hasSize(3));
    }

    /** Deadlines are locked in one order, so many at once wait for each other and never for ever. */
    @Test
    void manyAtOnceInAnyOrderAreAllTaken() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            List<String> ids = new ArrayList<>(assignments);
            Collections.rotate(ids, i);
            answers.add(CompletableFuture.supplyAsync(() -> report(ids, "INTERIM").extract().statusCode()));
        }

        assertEquals(Collections.nCopies(8, 201), answers.stream().map(CompletableFuture::join).toList());
    }

    @Test
    void onlyAUnitReports() {
        Map<String, Object> body = Map.of("assignments", assignments, "kind", "FINAL", "summary", "已完成。");

        As.office().body(body).post("/submissions").then().statusCode(403);
        As.reader().body(body).post("/submissions").then().statusCode(403);
    }
}
