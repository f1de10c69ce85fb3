package org.duban.task;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.hostile.Changes;
import org.duban.hostile.Onslaught;
import org.duban.hostile.Operation;
import org.duban.hostile.Request;
import org.duban.hostile.Service;
import org.duban.hostile.World;
import org.duban.task.assignment.Replanning;
import org.duban.task.intake.SampleFiles;
import org.junit.jupiter.api.Test;

/**
 * Thousands of requests, good, broken and hostile: none makes the service fail, each gets an answer that the document has,
 * and who is refused has changed nothing. {@code -Dhostile.seed=…} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(HostileRequestsTest.OfItsOwn.class)
class HostileRequestsTest {
    /** A service with a database of its own: what these requests leave, days off and groups among it, is no place for others. */
    public static class OfItsOwn implements QuarkusTestProfile {}

    private static final int REQUESTS = Integer.getInteger("hostile.requests", 1_500);
    private static final double LEAST_SUCCESS = 0.15;

    /** Planned by an older calendar. */
    private static final String STALE = """
            select (select count(*) from deadline d, calendar_version v where d.next_at is not null and d.calendar_version < v.version)
                + (select count(*) from notice n, calendar_version v
                    where n.next_briefing_at is not null and n.calendar_version < v.version)""";

    @Inject
    Replanning replanning;

    @TestHTTPResource("/")
    URI address;

    @Test
    void noneDoesHarm() throws IOException, SQLException {
        // The key that cursors are signed with is made when the first is.
        As.office().get("/events").then().statusCode(200);
        long seed = Long.getLong("hostile.seed", System.nanoTime());
        try (Changes changes = new Changes(Sql.url(), "postgres", "task", Set.of("outbox"))) {
            Onslaught.Report report = new Onslaught(new TaskService(changes), seed).run(REQUESTS);
            System.out.println(report.summary());

            assertEquals("", String.join("\n\n", report.complaints()), report::summary);
            assertTrue(report.shareOfSuccess() >= LEAST_SUCCESS, report::summary);
        }
    }

    private final class TaskService implements Service {
        private final Changes changes;

        TaskService(Changes changes) {
            this.changes = changes;
        }

        @Override
        public URI address() {
            return address;
        }

        @Override
        public World world() {
            BusinessClock.set("2023-07-17T08:00");
            return new TaskWorld();
        }

        @Override
        public Changes changes() {
            return changes;
        }

        /** It is not held: HoldTest has it so. */
        @Override
        public Set<String> refusedAsThingsStand() {
            return Set.of("releaseHold");
        }

        @Override
        public void rest() {
            // The relay may go on: what it publishes does not count.
            BusinessClock.settle("due");
            // After a change of the calendar: done here, and waited for what the loop itself has taken.
            while (replanning.tick()) {
                continue;
            }
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10)).until(() -> Sql.count(STALE) == 0);
        }

        @Override
        public Map<String, String> wrongTokens() {
            Map<String, String> tokens = new LinkedHashMap<>();
            tokens.put("none", null);
            tokens.put("no role", "Bearer " + Tokens.of("visitor", null));
            tokens.put("a unit without a code", "Bearer " + Tokens.of("unit", null));
            tokens.put("another unit", "Bearer " + Tokens.of("unit", "nobody"));
            tokens.put("reader", "Bearer " + Tokens.of("reader", null));
            tokens.put("Basic", "Basic b2ZmaWNlOm9mZmljZQ==");
            tokens.put("nothing but the scheme", "Bearer");
            Tokens.refused().forEach((what, token) -> tokens.put(what, "Bearer " + token));
            return tokens;
        }
    }

    /** A notice under way with something in every state, one that is late, and drafts. */
    private static final class TaskWorld implements World {
        private final Map<String, List<JsonNode>> values = new LinkedHashMap<>();
        private final String office = Tokens.of("office", null);
        private final String owner;

        TaskWorld() {
            Fixture late = new Fixture().with("reportBy", "2023-07-18");
            put("getLetter.letters", late.unit("逾期局"));
            late.task("1", values("getLetter.letters").get(0).asText()).dispatch();
            put("getLetter.notices", late.notice());
            put("getLetters.notices", late.notice());
            BusinessClock.set("2023-07-19T08:00");
            Fixture f = new Fixture();
            String lead = f.unit("牵头局");
            String unit = f.unit("责任局");
            String other = f.unit("配合局");
            for (int i = 1; i <= 20; i++) {
                f.task(String.valueOf(i), Map.of("lead", f.names(lead), "responsible", f.names(unit), "assisting", f.names(other)));
            }
            List<String> drafts = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Fixture draft = new Fixture();
                drafts.add(draft.task("1", draft.unit("草稿局")).create().notice());
            }
            f.dispatch();
            Fixture closing = new Fixture();
            closing.task("1", closing.unit("办结局")).dispatch();
            owner = Tokens.of("unit", unit);
            List<String> assignments = f.assignments(unit);
            String submission = f.report(assignments.get(0), unit);
            String waiting = f.report(assignments.get(1), unit);
            f.accept(f.report(assignments.get(2), unit));
            String attachment = As.unit(unit).contentType("application/octet-stream").body("整改清单".getBytes(StandardCharsets.UTF_8))
                    .post("/submissions/" + submission + "/attachments?name=a.txt").then().statusCode(201).extract().path("id");
            String group = f.prefix() + "-G";
            As.office().body(Map.of("name", "组" + group, "members", List.of(Map.of("unit", unit)))).put("/unit-groups/" + group);
            List<String> extensions = new ArrayList<>();
            List<String> disputes = new ArrayList<>();
            for (int i = 3; i < 6; i++) {
                extensions.add(As.unit(unit).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15"))
                        .post("/assignments/" + assignments.get(i) + "/extension-requests").then().statusCode(201).extract().path("id"));
                disputes.add(As.unit(unit).body(Map.of("reason", "不属本局职责。"))
                        .post("/assignments/" + assignments.get(i) + "/disputes").then().statusCode(201).extract().path("id"));
            }
            JsonPath first = As.office().get("/assignments/" + assignments.get(0)).jsonPath();
            List<String> tasks = As.office().get("/tasks?notice=" + f.notice()).jsonPath().getList("items.id");
            put("notices", f.notice(), f.notice(), drafts.get(0));
            put("putNotice.notices", drafts.get(0), drafts.get(1));
            put("patchNotice.notices", drafts.get(0), drafts.get(1));
            put("createNoticeUnits.notices", drafts.get(0), drafts.get(1));
            put("duplicate", "true");
            put("dispatchNotice.notices", drafts.get(1), drafts.get(2));
            // Not the one that all others need.
            put("closeNotice.notices", closing.notice(), drafts.get(1));
            put("withdrawNotice.notices", drafts.get(1), drafts.get(2));
            put("withdrawTask.tasks", tasks.get(0), tasks.get(1));
            put("terminateAssignment.assignments", assignments.get(18));
            put("moveAssignment.assignments", assignments.get(16), assignments.get(17));
            put("reopenAssignment.assignments", assignments.get(2), assignments.get(0));
            put("notice", f.notice());
            put("assignments", assignments);
            put("assignment", assignments);
            put("tasks", tasks);
            put("task", tasks);
            put("deadlines", first.getString("deadlineId"));
            put("deadline", first.getString("deadlineId"));
            put("submissions", submission, waiting);
            put("extension-requests", extensions);
            put("disputes", disputes);
            put("attachments", attachment);
            put("units", unit, lead, other, f.prefix() + "-new");
            put("unit-groups", group, f.prefix() + "-H");
            put("members", unit);
            put("unit", unit, lead, other, f.reportTo());
            put("code", unit, lead, other, f.prefix() + "-c1");
            put("moveTo", f.reportTo());
            put("suggestedUnit", lead);
            put("inspectorateUnit", f.reportTo());
            for (String role : List.of("lead", "responsible", "assisting")) {
                put(role, f.names(lead, unit, other));
            }
            put("reportTo", f.names(f.reportTo()));
            put("newDue", "2023-09-20", "2023-10-10");
            put("wantedDue", "2023-09-20");
            put("due", "2023-08-31", "2023-09-15");
            put("from", "2023-01-01");
            put("to", "2023-12-31");
            put("instant", "2023-07-19T00:00:00Z");
            put("waitSeconds", "0");
            put("kind", "INTERIM", "INTERIM", "FINAL");
            put("sort", "due", "-due", "id");
            put("name", f.prefix() + "甲局.txt", f.prefix() + "乙局.txt", f.prefix() + "丙局.csv");
            put("text/plain", org.duban.sample.Sample.notice());
            put("text/html", new String(SampleFiles.html(), StandardCharsets.UTF_8));
            file("application/pdf", SampleFiles.pdf());
            file("application/vnd.openxmlformats-officedocument.wordprocessingml.document", SampleFiles.docx());
            file("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SampleFiles.xlsx());
        }

        private void file(String type, byte[] content) {
            values.put(type, List.of(KafkaTap.JSON.getNodeFactory().binaryNode(content)));
        }

        private void put(String name, String... values) {
            put(name, List.of(values));
        }

        private void put(String name, List<String> values) {
            this.values.put(name, values.stream().map(text -> (JsonNode) KafkaTap.JSON.getNodeFactory().textNode(text)).toList());
        }

        @Override
        public List<JsonNode> values(String name) {
            return values.getOrDefault(name, List.of());
        }

        @Override
        public String token(Operation operation) {
            return Set.of("acknowledgeAssignment", "submitReport", "submitReports", "raiseDispute", "requestExtension", "addAttachment")
                    .contains(operation.id()) ? owner : office;
        }

        @Override
        public boolean reportsFaults(Request request) {
            return request.target.contains("dryRun=true");
        }

        @Override
        public String tagged(Operation operation, String path) {
            return operation.id().equals("changeTask") ? path.replaceAll("/notices/[^/]*", "")
                    : operation.id().equals("setClock") ? null : World.super.tagged(operation, path);
        }
    }
}
