package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.KafkaTap.Received;
import org.duban.task.StackResource;
import org.duban.task.event.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The clock moves, and what is due goes out: each rung once, to those who owe something (R5, R6). */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DeadlineTickTest {
    @Inject
    DeadlineTick tick;

    private Fixture fixture;
    private String first;
    private String second;

    @BeforeEach
    void dispatchToTwoUnits() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        first = fixture.unit("水利局");
        second = fixture.unit("司法局");
        fixture.task("1", first, second).task("2", first).dispatch();
    }

    /** Unit and rung of what has fired, in the order in which each unit would read it. */
    private List<String> fired() {
        return KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream().map(e -> e.key() + " " + e.at("/rung/name")).sorted().toList();
    }

    private List<Received> firedFor(String unit) {
        return KafkaTap.ofNotice(fixture.notice(), "rung.fired").stream().filter(e -> e.key().equals(unit)).toList();
    }

    @Test
    void atHalfPastEightEachDeadlineFiresOnce() {
        BusinessClock.set("2023-07-27T08:29:59");
        assertEquals(List.of(), fired());

        BusinessClock.set("2023-07-27T08:30");

        assertEquals(List.of(first + " T-3", second + " T-3"), fired());
        assertEquals("T-1", fixture.deadline(first).getString("nextRung"));
        assertEquals("2023-07-31T00:30:00Z", fixture.deadline(first).getString("nextAt"));
    }

    @Test
    void theEventListsAllThatIsOwedAndNamesItsOccasion() {
        BusinessClock.set("2023-07-27T08:30");

        Received event = firedFor(first).get(0);

        String deadline = fixture.deadline(first).getString("id");
        assertEquals(Map.of("ce_specversion", "1.0", "ce_source", "/duban/task-service", "ce_type", "org.duban.rung.fired.v1",
                "ce_id", Ids.named(UUID.fromString(deadline), "T-3").toString(),
                "ce_subject", deadline, "ce_time", "2023-07-27T00:30:00Z", "ce_partitionkey", first, "ce_sequence", "2",
                "content-type", "application/json"), event.headers());
        assertEquals("reminder/%s/%s/2023-07-27".formatted(fixture.notice(), first), event.at("/occasion"));
        assertEquals(List.of("1", "2"), event.data().at("/assignments").findValuesAsText("ref"));
        assertEquals("3 REMINDER", event.at("/workingDaysLeft") + " " + event.at("/rung/stage"));
    }

    @Test
    void nothingFiresTwiceHoweverOftenItTicks() {
        BusinessClock.set("2023-07-27T08:30");

        IntStream.range(0, 5).forEach(n -> tick.tick());
        BusinessClock.set("2023-07-26T08:30");
        BusinessClock.set("2023-07-27T08:30");

        assertEquals(List.of(first + " T-3", second + " T-3"), fired());
    }

    @Test
    void whatFiredDoesNotFireAgainThoughTheReportIsReturnedAndTheClockPutBack() {
        BusinessClock.set("2023-07-27T08:30");
        BusinessClock.set("2023-07-26T12:00");

        fixture.giveBack(fixture.report(fixture.assignment(second), second), "2023-08-01");

        assertEquals("T-1", fixture.deadline(second).getString("nextRung"));
    }

    @Test
    void whatWaitsForReviewOrIsDoneIsNotChased() {
        fixture.assignments(first).forEach(assignment -> fixture.accept(fixture.report(assignment, first)));
        fixture.report(fixture.assignment(second), second);

        BusinessClock.set("2023-08-02T08:30");

        assertEquals(List.of(), fired());
    }

    @Test
    void aDeadlineIsChasedForWhatIsStillOwedOfIt() {
        fixture.report(fixture.assignments(first).get(0), first);

        BusinessClock.set("2023-07-27T08:30");

        Received event = firedFor(first).get(0);
        assertEquals(List.of("SUBMITTED", "AWAITING_ACKNOWLEDGEMENT"), event.data().at("/assignments").findValuesAsText("status"));
    }

    @Test
    void ofTheRungsMissedOnlyTheNewestFires() {
        BusinessClock.set("2023-08-03T12:00");

        assertEquals(List.of(first + " T+1", second + " T+1"), fired());
        assertEquals("T+5", fixture.deadline(first).getString("nextRung"));
    }

    @Test
    void aReturnedReportIsChasedByItsNewDay() {
        fixture.giveBack(fixture.report(fixture.assignment(second), second), "2023-08-10");

        BusinessClock.set("2023-08-01T08:30");
        BusinessClock.set("2023-08-07T08:30");

        List<String> ofSecond = firedFor(second).stream()
                .map(e -> e.at("/rung/name") + " of " + e.at("/deadline/due")).toList();
        assertEquals(List.of("T-10 of 2023-08-10", "T-3 of 2023-08-10"), ofSecond);
    }

    @Test
    void theLadderRunsFromReminderToEscalationAndEnds() {
        for (String day : List.of("07-27", "07-31", "08-01", "08-02", "08-08", "08-15", "10-30", "12-29")) {
            BusinessClock.set("2023-%sT08:30".formatted(day));
        }

        assertEquals(List.of("T-3 REMINDER", "T-1 REMINDER", "T REMINDER", "T+1 CHASE", "T+5 ESCALATION", "T+10 ESCALATION",
                "T+60 ESCALATION"), firedFor(first).stream()
                .map(e -> e.at("/rung/name") + " " + e.at("/rung/stage")).toList());
        assertNull(fixture.deadline(first).getString("nextAt"));
    }

    @Test
    void theEventsOfADeadlineComeInTheOrderOfTheirSequenceWithoutGap() {
        fixture.assignments(first).forEach(assignment -> fixture.acknowledge(assignment, first));
        BusinessClock.set("2023-07-27T08:30");
        fixture.assignments(first).forEach(assignment -> fixture.report(assignment, first));
        BusinessClock.set("2023-08-02T08:30");

        Map<String, List<Integer>> sequences = KafkaTap.ofNotice(fixture.notice()).stream()
                .filter(e -> e.headers().containsKey("ce_sequence"))
                .collect(Collectors.groupingBy(Received::key, Collectors.mapping(Received::sequence, Collectors.toList())));

        assertEquals(Map.of(first, List.of(1, 2, 3, 4, 5, 6), second, List.of(1, 2, 3)), sequences);
    }
}
