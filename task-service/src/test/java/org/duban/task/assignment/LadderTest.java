package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.duban.task.assignment.Rung.Stage;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R5 and R6, on the days of the sample. */
class LadderTest {
    private static final LocalDate DUE = LocalDate.of(2023, 8, 1);
    private static final WorkingCalendar CALENDAR = new StateCouncilCalendar();

    private final Ladder ladder = Ladder.standard();

    private static Instant at(String shanghai) {
        return LocalDateTime.parse(shanghai).atZone(BusinessDays.ZONE).toInstant();
    }

    private static String name(Ladder.Step step) {
        return step == null ? null : step.rung().name();
    }

    private String nextAfter(String moment, Integer fired) {
        return name(ladder.nextAfter(at(moment), DUE, fired, CALENDAR));
    }

    private String newestDue(String now, Integer fired) {
        return name(ladder.newestDue(at(now), DUE, fired, CALENDAR));
    }

    @Test
    void theRungsOfTheSampleComeOnTheseWorkingDaysAtHalfPastEight() {
        List<String> moments = ladder.steps(DUE, CALENDAR).stream().map(step -> name(step) + " " + step.at()).toList();

        assertEquals("""
                T-10 2023-07-18T00:30:00Z
                T-3 2023-07-27T00:30:00Z
                T-1 2023-07-31T00:30:00Z
                T 2023-08-01T00:30:00Z
                T+1 2023-08-02T00:30:00Z
                T+5 2023-08-08T00:30:00Z
                T+10 2023-08-15T00:30:00Z
                T+15 2023-08-22T00:30:00Z
                T+20 2023-08-29T00:30:00Z
                T+25 2023-09-05T00:30:00Z
                T+30 2023-09-12T00:30:00Z
                T+35 2023-09-19T00:30:00Z
                T+40 2023-09-26T00:30:00Z
                T+45 2023-10-09T00:30:00Z
                T+50 2023-10-16T00:30:00Z
                T+55 2023-10-23T00:30:00Z
                T+60 2023-10-30T00:30:00Z""".lines().toList(), moments);
    }

    @Test
    void remindersGoToTheUnitChasesToItsLeaderTooAndEscalationsToTheInspectorate() {
        assertEquals("""
                REMINDER false false
                REMINDER false false
                REMINDER false false
                REMINDER false false
                CHASE true false
                ESCALATION true true""".lines().toList(), ladder.steps(DUE, CALENDAR).stream().limit(6).map(Ladder.Step::rung)
                .map(rung -> rung.stage() + " " + rung.copyLeader() + " " + rung.tellInspectorate()).toList());
        assertEquals(12, ladder.steps(DUE, CALENDAR).stream().filter(step -> step.rung().stage() == Stage.ESCALATION).count());
    }

    @Test
    void aDueDayOnAWeekendHasItsRungsOnTheWorkingDaysAroundIt() {
        LocalDate saturday = LocalDate.of(2023, 7, 29);

        List<LocalDate> days = ladder.steps(saturday, CALENDAR).stream().filter(step -> Math.abs(step.rung().offset()) <= 1)
                .map(Ladder.Step::day).toList();

        assertEquals(List.of(LocalDate.of(2023, 7, 28), saturday, LocalDate.of(2023, 7, 31)), days);
    }

    @Test
    void theDispatchStandsForEveryRungUpToItsMoment() {
        assertEquals("T-3", nextAfter("2023-07-19T08:00", null));
        assertEquals("T-3", nextAfter("2023-07-27T08:29:59", null));
        assertEquals("T-1", nextAfter("2023-07-27T08:30", null));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-18T08:29:59,    ,     ",
        "2023-07-18T08:30,       , T-10",
        "2023-07-27T08:30,    -10, T-3",
        "2023-08-02T12:00,    -10, T+1",
        "2023-08-20T00:00,       , T+10",
        "2024-01-01T00:00,     60,     ",
    })
    void ofTheRungsMissedOnlyTheNewestIsDue(String now, Integer fired, String rung) {
        assertEquals(rung, newestDue(now, fired));
    }

    @Test
    void whatFiredIsNeverDueAgain() {
        for (Ladder.Step step : ladder.steps(DUE, CALENDAR)) {
            assertNull(ladder.newestDue(step.at(), DUE, step.rung().offset(), CALENDAR), name(step));
        }
        assertEquals("T+5", nextAfter("2023-07-20T00:00", 1), "nothing at or before T+1, though the clock was put back");
    }

    @Test
    void theLadderEndsAfterSixtyWorkingDays() {
        assertEquals("T+60", nextAfter("2023-10-30T08:29:59", 55));
        assertNull(nextAfter("2023-10-30T08:30", 60));
        assertNull(nextAfter("2023-10-30T08:30", null));
    }

    @Test
    void aRungIsNamedByItsOffset() {
        assertEquals(List.of("T-10", "T", "T+5"), List.of(Rung.name(-10), Rung.name(0), Rung.name(5)));
    }

    @Test
    void theEventOfARungHasTheSameIdWhoeverFiresIt() {
        UUID deadline = UUID.fromString("0198c0de-0000-7000-8000-0000000000d1");
        Rung rung = new Rung(-3, Stage.REMINDER, false, false);

        assertEquals(UUID.fromString("5c3d4860-e4fd-56bb-977b-e8ae4fdf0842"), rung.eventId(deadline), "as in openapi/examples");
        assertEquals(Ids.named(deadline, "T-3"), rung.eventId(deadline));
    }
}
