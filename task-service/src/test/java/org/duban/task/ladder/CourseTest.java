package org.duban.task.ladder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.duban.task.ladder.Rung.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R5 and R6, on the days of the sample. */
class CourseTest {
    private static final LocalDate DUE = LocalDate.of(2023, 8, 1);
    private static final WorkingCalendar CALENDAR = new StateCouncilCalendar();

    private final Course course = new Course(Ladder.STANDARD, DUE, CALENDAR);

    private static Instant at(String shanghai) {
        return LocalDateTime.parse(shanghai).atZone(BusinessDays.ZONE).toInstant();
    }

    private static String name(Course.Step step) {
        return step == null ? null : step.mark().name();
    }

    private static String line(Course.Step step) {
        return step == null ? null : name(step) + " " + LocalDateTime.ofInstant(step.at(), BusinessDays.ZONE);
    }

    private String nextAfter(String moment, String fired) {
        return name(course.nextAfter(at(moment), Mark.of(fired)));
    }

    /** The calendar with further days off. */
    private static WorkingCalendar without(String... days) {
        Set<LocalDate> off = Set.copyOf(Stream.of(days).map(LocalDate::parse).toList());
        return new WorkingCalendar() {
            @Override
            public boolean isWorkingDay(LocalDate day) {
                return !off.contains(day) && CALENDAR.isWorkingDay(day);
            }

            @Override
            public boolean isConfirmed(int year) {
                return true;
            }
        };
    }

    private static Ladder calendarDays(int... offsets) {
        return new Ladder(Days.CALENDAR, LocalTime.of(9, 0), Arrays.stream(offsets)
                .mapToObj(offset -> new Rung(offset, offset > 0 ? Stage.CHASE : Stage.REMINDER, false, false)).toList(), null);
    }

    private static List<String> days(Ladder ladder, String due) {
        return new Course(ladder, LocalDate.parse(due), CALENDAR).steps().stream().map(step -> name(step) + " " + step.day()).toList();
    }

    @Test
    void theRungsOfTheSampleComeOnTheseWorkingDaysAtHalfPastEight() {
        List<String> moments = course.steps().stream().map(step -> name(step) + " " + step.at()).toList();

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
                ESCALATION true true""".lines().toList(), course.steps().stream().limit(6).map(Course.Step::rung)
                .map(rung -> rung.stage() + " " + rung.copyLeader() + " " + rung.tellInspectorate()).toList());
        assertEquals(12, course.steps().stream().filter(step -> step.rung().stage() == Stage.ESCALATION).count());
    }

    @Test
    void aDueDayOnAWeekendHasItsRungsOnTheWorkingDaysAroundIt() {
        LocalDate saturday = LocalDate.of(2023, 7, 29);

        List<LocalDate> days = new Course(Ladder.STANDARD, saturday, CALENDAR).steps().stream()
                .filter(step -> Math.abs(step.rung().offset()) <= 1).map(Course.Step::day).toList();

        assertEquals(List.of(LocalDate.of(2023, 7, 28), saturday, LocalDate.of(2023, 7, 31)), days);
    }

    @Test
    void inCalendarDaysARestDayMovesARungAwayFromTheDay() {
        // 8 and 9 October 2023 are a worked Sunday and a Monday; 29 September to 6 October are off.
        assertEquals(List.of("T-10d 2023-09-28", "T 2023-10-08", "T+2d 2023-10-10", "T+7d 2023-10-16"),
                days(calendarDays(-10, 0, 2, 7), "2023-10-08"));
        assertEquals(List.of("T 2023-07-29", "T+1d 2023-07-31"), days(calendarDays(0, 1), "2023-07-29"), "the day itself stays");
    }

    @Test
    void whereRestDaysBringTwoTogetherTheOneNearerTheEndStays() {
        // 29 and 30 July 2023 are a weekend.
        assertEquals(List.of("T-1d 2023-07-28", "T 2023-07-31"), days(calendarDays(-3, -2, -1, 0), "2023-07-31"));
        assertEquals(List.of("T 2023-07-28", "T+3d 2023-07-31", "T+4d 2023-08-01"), days(calendarDays(0, 1, 2, 3, 4), "2023-07-28"));
    }

    @Test
    void theDispatchStandsForEveryRungUpToItsMoment() {
        assertEquals("T-3", nextAfter("2023-07-19T08:00", null));
        assertEquals("T-3", nextAfter("2023-07-27T08:29:59", null));
        assertEquals("T-1", nextAfter("2023-07-27T08:30", null));
    }

    @ParameterizedTest
    @CsvSource({
        // What the ladder before had still to send is due already, or waits for a working day.
        "2023-07-27T08:30:05, T-3,      , T-3",
        "2023-07-29T10:00,    T-3,      , T-3",
        "2023-07-27T08:30,    T-1,      , T-3",
        "2023-07-27T08:30,    T-1,   T-3, T-1",
        "2023-07-27T08:31,    T-1,      , T-1",
        "2023-07-27T08:31,       ,      , T-1",
        "2023-07-27T08:31,    T-6d,     , T-3",
        "2023-12-01T08:30,    T+60, T+60,"
    })
    void aLadderThatTakesAnothersPlaceSendsWhatThatHadStillToSend(String now, String planned, String fired, String next) {
        assertEquals(next, name(course.insteadOf(Mark.of(planned), at(now), Mark.of(fired))));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-07-18T08:29:59, T-10,     , T-10",
        "2023-07-18T08:30,    T-10, T-10, T-3",
        "2023-07-27T08:30,    T-3,  T-3,  T-1",
        "2023-08-02T12:00,    T-3,  T+1,  T+5",
        "2023-08-21T08:00,    T+1,  T+10, T+15",
        "2024-01-02T08:00,    T+55, T+60,     ",
    })
    void ofTheRungsMissedOnlyTheNewestFires(String now, String planned, String fires, String next) {
        Course.Plan plan = course.plan(at(now), Mark.of(planned));

        assertEquals(fires + " " + next, name(plan.fires()) + " " + name(plan.next()));
    }

    @Test
    void onARestDayNothingIsSentThatIsNotOfTheDayItself() {
        assertEquals("null T+5 2023-08-14T08:30", name(course.plan(at("2023-08-12T10:00"), Mark.of("T+5")).fires()) + " "
                + line(course.plan(at("2023-08-12T10:00"), Mark.of("T+5")).next()), "it waits for Monday");
        assertEquals("T-1 2023-07-31T08:30", line(course.plan(at("2023-07-29T10:00"), Mark.of("T-3")).next()),
                "unless a newer one comes on Monday");
        Course saturday = new Course(Ladder.STANDARD, LocalDate.of(2023, 7, 29), CALENDAR);
        assertEquals("T", name(saturday.plan(at("2023-07-29T08:30"), Mark.of("T")).fires()));
    }

    @Test
    void aDayDeclaredOffNeitherSendsNorSwallowsAReminder() {
        // T-3 was planned for Thursday 27 July, which is off now: three working days before are the 26th.
        Course changed = new Course(Ladder.STANDARD, DUE, without("2023-07-27"));

        assertEquals("T-3 2023-07-26T08:30", line(changed.planAnew(at("2023-07-25T12:00"), Mark.of("T-3"))));
        assertEquals("T-3 2023-07-28T08:30", line(changed.planAnew(at("2023-07-26T12:00"), Mark.of("T-3"))));
        assertEquals("T-3 2023-07-28T08:30", line(changed.planAnew(at("2023-07-28T08:00"), Mark.of("T-3"))), "the hour is still to come");
        assertNull(changed.plan(at("2023-07-27T08:30"), Mark.of("T-3")).fires());
        assertEquals("T-3 2023-07-28T08:30", line(changed.plan(at("2023-07-27T08:30"), Mark.of("T-3")).next()));
        Course chase = new Course(Ladder.STANDARD, DUE, without("2023-08-02"));
        assertEquals("T+1 2023-08-03T08:30", line(chase.plan(at("2023-08-02T08:30"), Mark.of("T+1")).next()));
    }

    @Test
    void whatWasSeenToBeforeThePlannedRungIsNotDueAgain() {
        // The planned T-1 has moved to Tuesday, and T-3, which was seen to, lies in the past.
        Course changed = new Course(Ladder.STANDARD, LocalDate.of(2023, 8, 2), CALENDAR);

        assertEquals("null T-1", name(changed.plan(at("2023-07-31T08:30"), Mark.of("T-1")).fires()) + " "
                + name(changed.plan(at("2023-07-31T08:30"), Mark.of("T-1")).next()));
    }

    @Test
    void whatFiredIsNeverNextAgain() {
        for (Course.Step step : course.steps()) {
            Course.Step next = course.nextAfter(at("2023-07-01T00:00"), step.mark());
            assertEquals(name(step).equals("T+60") ? null : true, next == null ? null : next.rung().offset() > step.rung().offset(), name(step));
        }
        assertEquals("T+5", nextAfter("2023-07-20T00:00", "T+1"), "nothing at or before T+1, though the clock was put back");
    }

    @Test
    void whatFiredOfALadderInOtherDaysCountsByItsDay() {
        Course other = new Course(calendarDays(-6, -5, -4, 0), DUE, CALENDAR);

        // T-3 was Thursday 27 July, which is T-5d.
        assertEquals("T-4d", name(other.nextAfter(at("2023-07-20T00:00"), Mark.of("T-3"))));
        assertNull(name(other.nextAfter(at("2023-07-20T00:00"), Mark.of("T"))), "T is T in both");
    }

    @Test
    void theLadderEndsAfterSixtyWorkingDays() {
        assertEquals("T+60", nextAfter("2023-10-30T08:29:59", "T+55"));
        assertNull(nextAfter("2023-10-30T08:30", "T+60"));
        assertNull(nextAfter("2023-10-30T08:30", null));
    }

    /** T-3 is Thursday 27 July, T-1 the Monday after. */
    @ParameterizedTest
    @CsvSource({"2023-07-27T09:29:59, T-3, ", "2023-07-27T18:00, T-3, ", "2023-07-27T18:00:01, , T-3 2023-07-28T08:30",
        "2023-07-27T23:59, , T-3 2023-07-28T08:30", "2023-07-28T07:59:59, , T-3 2023-07-28T08:30", "2023-07-28T08:00, T-3, ",
        "2023-07-28T20:00, , T-1 2023-07-31T08:30", "2023-08-01T21:00, , T+1 2023-08-02T08:30"})
    void whatWasMissedIsNotSentByNight(String now, String fires, String waits) {
        Course.Plan plan = course.plan(at(now), Mark.of("T-3"));

        assertEquals(fires, name(plan.fires()));
        if (fires == null) {
            assertEquals(waits, line(plan.next()));
        }
    }

    /** Many at once take their time, and the hour may be the last of the day. */
    @Test
    void whatCameWithinTheHourIsOnItsWay() {
        Course late = new Course(new Ladder(Ladder.STANDARD.days(), LocalTime.of(18, 0), Ladder.STANDARD.rungs(), null), DUE, CALENDAR);

        assertEquals("T-3", name(late.plan(at("2023-07-27T18:59:59"), Mark.of("T-3")).fires()));
        assertEquals("T-3 2023-07-28T18:00", line(late.plan(at("2023-07-27T19:00"), Mark.of("T-3")).next()));
    }

    @Test
    void allThatIsToComeStartsWithThePlannedRungAtItsMoment() {
        Instant monday = at("2023-08-14T08:30");

        assertEquals(List.of("T+5 2023-08-14T08:30", "T+10 2023-08-15T08:30"),
                course.rest(Mark.of("T+5"), monday).stream().limit(2).map(CourseTest::line).toList());
        assertEquals("T+10", name(course.rest(null, monday).get(0)));
    }

    @Test
    void aRungIsNamedByItsOffsetAndWhatItCounts() {
        List<String> names = List.of("T-10", "T", "T+5", "T-3d", "T+30d");

        assertEquals(names, names.stream().map(name -> Mark.of(name).name()).toList());
        assertEquals(new Mark(-3, Days.CALENDAR), Mark.of("T-3d"));
        assertEquals("T", new Mark(0, Days.CALENDAR).name());
    }

    @Test
    void theEventOfARungHasTheIdOfTheExamples() {
        UUID deadline = UUID.fromString("0198c0de-0000-7000-8000-0000000000d1");

        assertEquals(UUID.fromString("5c3d4860-e4fd-56bb-977b-e8ae4fdf0842"), Ids.named(deadline, new Mark(-3, Days.WORKING).name()));
    }
}
