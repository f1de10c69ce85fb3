package org.duban.task.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.KafkaTap.Received;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** R8: what the office reads at 08:40, and the one list of escalations. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BriefingTest {
    @Inject
    BriefingTick tick;

    private Fixture fixture;
    private String first;
    private String second;

    /** Two units share task 1, by 2023-08-01; the first has task 2 too, by 2023-07-25. */
    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        first = fixture.unit("水利局");
        second = fixture.unit("司法局");
        fixture.with("inspectorateUnit", fixture.reportTo()).task("1", first, second)
                .task("2", Map.of("responsible", fixture.names(first), "due", "2023-07-25", "dueText", "7月25日前")).dispatch();
    }

    private List<Received> briefings() {
        return KafkaTap.ofNotice(fixture.notice(), "briefing.issued");
    }

    private Received newest() {
        return briefings().get(briefings().size() - 1);
    }

    private List<String> days(String type) {
        return KafkaTap.ofNotice(fixture.notice(), type).stream().map(e -> e.at("/day")).toList();
    }

    private List<String> dueSoon() {
        return entries(newest().data().at("/dueSoon"), "/unit/code", "/due", "/open", "/workingDaysLeft");
    }

    private List<String> overdue() {
        return entries(newest().data().at("/overdue"), "/unit/code", "/due", "/open", "/workingDaysLate");
    }

    /** The fields of each entry of a list, joined by blanks. */
    private static List<String> entries(JsonNode list, String... pointers) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(entry -> String.join(" ", List.of(pointers).stream().map(p -> entry.at(p).asText()).toList())).toList();
    }

    @Test
    void itComesEveryWorkingDayFromTheDayAfterTheDispatch() {
        for (String day : List.of("19", "20", "21", "22", "23", "24")) {
            BusinessClock.set("2023-07-%sT08:39:59".formatted(day));
            BusinessClock.set("2023-07-%sT08:40".formatted(day));
            BusinessClock.set("2023-07-%sT18:00".formatted(day));
        }

        assertEquals(List.of("2023-07-20", "2023-07-21", "2023-07-24"), days("briefing.issued"));
    }

    @Test
    void itIsHeldOnceHoweverOftenItTicks() {
        BusinessClock.set("2023-07-20T08:40");

        while (tick.tick()) {
            // Until nothing is due.
        }
        BusinessClock.set("2023-07-20T08:41");

        assertEquals(List.of("2023-07-20"), days("briefing.issued"));
    }

    /** Such as a change that moves an assignment to another unit: its row names the notice. */
    @Test
    void whoAddsToTheNoticeMeanwhileKeepsNoBriefingWaiting() throws SQLException {
        try (Connection adding = Sql.connect(); Statement sql = adding.createStatement()) {
            adding.setAutoCommit(false);
            sql.execute("select 1 from notice where id = '%s' for key share".formatted(fixture.notice()));

            BusinessClock.set("2023-07-20T08:40");
        }

        assertEquals(List.of("2023-07-20"), days("briefing.issued"));
    }

    @Test
    void ofThoseMissedOnlyTheNewestIsHeld() {
        BusinessClock.set("2023-07-30T10:00");

        assertEquals(List.of("2023-07-28"), days("briefing.issued"));
    }

    @Test
    void itCountsWhatIsOpenSubmittedDoneAndLate() {
        List<String> mine = fixture.assignments(first);
        fixture.accept(fixture.report(mine.get(0), first));
        fixture.report(fixture.assignment(second), second);

        BusinessClock.set("2023-07-26T08:40");

        assertEquals(KafkaTap.JSON.createObjectNode().put("assignments", 3).put("open", 2).put("submitted", 1).put("completed", 1)
                .put("terminated", 0).put("overdue", 1).put("units", 2).put("unitsOverdue", 1), newest().data().at("/counts"));
    }

    @Test
    void itListsReportsSinceTheLastOneAndThoseThatWait() {
        fixture.report(fixture.assignment(second), second);
        BusinessClock.set("2023-07-20T08:40");
        fixture.submit(fixture.assignments(first).get(0), first, "INTERIM");
        BusinessClock.set("2023-07-20T12:00");
        fixture.submit(fixture.assignments(first).get(1), first, "INTERIM");
        BusinessClock.set("2023-07-21T08:40");

        JsonNode before = briefings().get(0).data();
        assertEquals(List.of(second + " (一)-1 FINAL"), entries(before.at("/newReports"), "/unit/code", "/label", "/kind"));
        assertEquals(List.of(first + " (一)-1 INTERIM", first + " (一)-2 INTERIM"),
                entries(newest().data().at("/newReports"), "/unit/code", "/label", "/kind"));
        assertEquals(List.of(second + " 2023-07-19T00:00:00Z"), entries(newest().data().at("/awaitingReview"), "/unit/code", "/since"));
    }

    @Test
    void aReportOfTheVeryMomentIsInTheNext() {
        BusinessClock.set("2023-07-20T08:40");
        fixture.submit(fixture.assignment(second), second, "INTERIM");

        BusinessClock.set("2023-07-21T08:40");
        BusinessClock.set("2023-07-24T08:40");

        assertEquals(List.of(0, 1, 0), briefings().stream().map(e -> e.data().at("/newReports").size()).toList());
    }

    @Test
    void itListsWhatIsDueSoonWhatIsLateAndWhoHasNotAcknowledged() {
        fixture.acknowledge(fixture.assignment(second), second);
        BusinessClock.set("2023-07-20T08:40");
        assertEquals(List.of(first + " 2023-07-25 1 3"), dueSoon());
        assertEquals(List.of(), entries(newest().data().at("/unacknowledged"), "/unit/code"), "not on the day after");

        BusinessClock.set("2023-07-27T08:40");

        assertEquals(List.of(first + " 2023-08-01 1 3", second + " 2023-08-01 1 3"),
                dueSoon());
        assertEquals(List.of(first + " 2023-07-25 1 2"), overdue());
        assertEquals(List.of(first + " 2 6"), entries(newest().data().at("/unacknowledged"), "/unit/code", "/assignments", "/workingDays"));
    }

    @Test
    void itSaysHowLongTheOfficeHasLetReportsRequestsAndDisputesWait() {
        String mine = fixture.assignments(first).get(0);
        fixture.report(fixture.assignment(second), second);
        As.unit(first).body(Map.of("reason", "汛期任务重。", "wantedDue", "2023-08-15"))
                .post("/assignments/" + mine + "/extension-requests").then().statusCode(201);
        As.unit(first).body(Map.of("reason", "不属本局职责。", "suggestedUnit", second))
                .post("/assignments/" + mine + "/disputes").then().statusCode(201);

        BusinessClock.set("2023-07-24T08:40");

        // Wednesday to Monday.
        assertEquals(List.of(second + " (一)-1 3"), entries(newest().data().at("/awaitingReview"), "/unit/code", "/label", "/workingDays"));
        assertEquals(List.of(first + " (一)-1 2023-08-01 2023-08-15 3"), entries(newest().data().at("/extensionRequests"),
                "/unit/code", "/label", "/due", "/wantedDue", "/workingDays"));
        assertEquals(List.of(first + " (一)-1 " + second + " 3"), entries(newest().data().at("/disputes"),
                "/unit/code", "/label", "/suggested/code", "/workingDays"));

        As.office().body(Map.of("reason", "重复。")).post("/assignments/" + mine + "/terminate").then().statusCode(200);
        BusinessClock.set("2023-07-25T08:40");
        assertEquals("0 0", newest().data().at("/extensionRequests").size() + " " + newest().data().at("/disputes").size());
    }

    @Test
    void whenNothingIsOpenThereIsNone() {
        BusinessClock.set("2023-07-20T08:40");
        List.of(first, second).forEach(unit -> fixture.assignments(unit).forEach(a -> fixture.accept(fixture.report(a, unit))));

        BusinessClock.set("2023-07-21T08:40");

        assertEquals(List.of("2023-07-20"), days("briefing.issued"));
    }

    @Test
    void theEscalationsFiredSinceTheLastListAreListedOnce() {
        BusinessClock.set("2023-07-31T08:40");
        assertEquals(List.of(), days("escalations.listed"), "task 2 is four working days late");
        for (String day : List.of("01", "02", "07", "08", "09")) {
            BusinessClock.set("2023-08-%sT08:40".formatted(day));
        }

        assertEquals(List.of("2023-08-01", "2023-08-08"), days("escalations.listed"));
        JsonNode list = KafkaTap.ofNotice(fixture.notice(), "escalations.listed").get(1).data();
        assertEquals(List.of(first + " T+10 10", first + " T+5 5", second + " T+5 5"),
                entries(list.at("/escalations"), "/unit/code", "/rung", "/workingDaysLate"));
        assertEquals(fixture.reportTo(), list.at("/inspectorate/code").asText());
    }

    @Test
    void whatWasReportedSinceIsNotOnTheList() {
        BusinessClock.set("2023-08-07T08:40");
        BusinessClock.set("2023-08-08T08:30");
        fixture.report(fixture.assignment(second), second);

        BusinessClock.set("2023-08-08T08:40");

        JsonNode list = KafkaTap.ofNotice(fixture.notice(), "escalations.listed").get(1).data();
        assertEquals(List.of("[\"(一)-2\"]", "[\"(一)-1\"]"), StreamSupport.stream(list.at("/escalations").spliterator(), false)
                .map(entry -> entry.at("/labels").toString()).toList());
    }

    /** A record that is too large is refused by the broker for ever, and holds back what follows under its key. */
    @Test
    void ofLongListsTheFirstAreNamedAndTheOthersCounted() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        String burdened = fixture.unit("水利局");
        IntStream.rangeClosed(1, 31).forEach(n -> fixture.task(String.valueOf(n), burdened));
        fixture.task("32", IntStream.range(0, 101).mapToObj(n -> fixture.unit("学校")).toArray(String[]::new)).dispatch();

        BusinessClock.set("2023-07-21T08:40");
        BusinessClock.set("2023-08-08T08:40");

        JsonNode dispatched = KafkaTap.ofNotice(fixture.notice(), "notice.dispatched").get(0).data();
        assertEquals(100, dispatched.at("/units").size());
        assertEquals("{\"units\":2}", dispatched.at("/omitted").toString());
        JsonNode briefing = briefings().get(0).data();
        assertEquals(100, briefing.at("/unacknowledged").size());
        assertEquals("{\"unacknowledged\":2}", briefing.at("/omitted").toString());
        JsonNode list = KafkaTap.ofNotice(fixture.notice(), "escalations.listed").get(0).data();
        assertEquals(100, list.at("/escalations").size());
        assertEquals("{\"escalations\":2}", list.at("/omitted").toString());
        JsonNode most = StreamSupport.stream(list.at("/escalations").spliterator(), false)
                .filter(entry -> entry.at("/unit/code").asText().equals(burdened)).findFirst().orElseThrow();
        assertEquals(30, most.at("/labels").size());
        assertEquals(1, most.at("/moreLabels").asInt());
    }
}
