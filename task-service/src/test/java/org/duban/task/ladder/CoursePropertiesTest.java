package org.duban.task.ladder;

import static org.duban.task.OddDays.inEveryZone;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.duban.task.DayWalk;
import org.duban.task.OddDays;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;

/** R4, R5 and R6 for any day from 1986 to 2100, wherever the machine stands, against {@link DayWalk}. */
class CoursePropertiesTest {
    private static final int CASES = 10_000;
    private static final WorkingCalendar CALENDAR = new StateCouncilCalendar();

    @Provide
    Arbitrary<LocalDate> days() {
        return OddDays.days();
    }

    @Provide
    Arbitrary<Integer> offsets() {
        return Arbitraries.of(DayWalk.DEFAULT);
    }

    /** Minutes: mostly some days, sometimes one, to meet the moments themselves. */
    @Provide
    Arbitrary<Integer> jumps() {
        return Arbitraries.oneOf(Arbitraries.integers().between(-30 * 1440, 50 * 1440), Arbitraries.integers().between(-3, 3),
                Arbitraries.integers().between(-3, 3).map(days -> days * 1440));
    }

    @Provide
    Arbitrary<Set<Integer>> ladders() {
        return Arbitraries.integers().between(-40, 60).set().ofMinSize(1).ofMaxSize(12);
    }

    private static Map<Integer, Instant> moments(LocalDate due) {
        Map<Integer, Instant> moments = new LinkedHashMap<>();
        DayWalk.days(due).forEach((offset, day) -> moments.put(offset, DayWalk.at(day, DayWalk.RUNG)));
        return moments;
    }

    private static Mark mark(Integer offset) {
        return offset == null ? null : new Mark(offset, Days.WORKING);
    }

    private static Integer offset(Course.Step step) {
        return step == null ? null : Integer.valueOf(step.mark().offset());
    }

    @Property(tries = CASES)
    void everyRungOfTheDefaultHasItsMoment(@ForAll("days") LocalDate due) {
        Map<Integer, Instant> expected = moments(due);
        inEveryZone(() -> {
            List<Course.Step> steps = new Course(Ladder.STANDARD, due, CALENDAR).steps();

            assertEquals(List.copyOf(expected.keySet()), steps.stream().map(CoursePropertiesTest::offset).toList());
            assertEquals(List.copyOf(expected.values()), steps.stream().map(Course.Step::at).toList());
            steps.forEach(step -> assertTrue(step.rung().offset() == 0 || !DayWalk.isRest(step.day()), "on a rest day"));
        });
    }

    @Property(tries = CASES)
    void everyRungOfAnyLadderStandsOnItsDayAndAtMostOneOnADay(@ForAll("days") LocalDate due, @ForAll("ladders") Set<Integer> some,
            @ForAll boolean working, @ForAll @IntRange(min = 480, max = 1080) int minute) {
        List<Integer> offsets = some.stream().sorted().toList();
        Ladder ladder = new Ladder(working ? Days.WORKING : Days.CALENDAR, LocalTime.ofSecondOfDay(minute * 60L),
                offsets.stream().map(offset -> new Rung(offset, Rung.Stage.REMINDER, false, false)).toList(), null);
        Map<Integer, LocalDate> expected = DayWalk.days(due, offsets, working);
        inEveryZone(() -> {
            List<Course.Step> steps = new Course(ladder, due, CALENDAR).steps();

            assertEquals(List.copyOf(expected.keySet()), steps.stream().map(CoursePropertiesTest::offset).toList());
            assertEquals(expected.values().stream().map(day -> DayWalk.at(day, minute)).toList(),
                    steps.stream().map(Course.Step::at).toList());
        });
    }

    @Property(tries = CASES)
    void ofWhatHasNotFiredTheFirstAfterAMomentIsNext(@ForAll("days") LocalDate due,
            @ForAll @IntRange(min = -20 * 1440, max = 95 * 1440) int minutes, @ForAll("offsets") Integer last, @ForAll boolean none) {
        Instant moment = DayWalk.at(due, DayWalk.RUNG).plus(Duration.ofMinutes(minutes));
        Integer fired = none ? null : last;
        Integer expected = moments(due).entrySet().stream().filter(rung -> fired == null || rung.getKey() > fired)
                .filter(rung -> rung.getValue().isAfter(moment)).map(Map.Entry::getKey).findFirst().orElse(null);
        inEveryZone(() -> assertEquals(expected, offset(new Course(Ladder.STANDARD, due, CALENDAR).nextAfter(moment, mark(fired)))));
    }

    /** The very moments: a rung is due from its own second on, and not in the second before. */
    @Property(tries = CASES)
    void aRungIsDueFromItsOwnSecondOn(@ForAll("days") LocalDate due, @ForAll("offsets") Integer offset) {
        Instant at = moments(due).get(offset);
        inEveryZone(() -> {
            Course course = new Course(Ladder.STANDARD, due, CALENDAR);
            assertEquals(offset, offset(course.plan(at, mark(-10)).fires()));
            assertEquals(offset, offset(course.nextAfter(at.minusSeconds(1), null)));
        });
    }

    /**
     * As the tick does it, at whatever moments the clock shows. Of what was missed only the newest comes, not on a rest day
     * that is not its own, and not by night.
     */
    @Property(tries = CASES, shrinking = ShrinkingMode.BOUNDED)
    void aClockThatJumpsBothWaysFiresNothingTwiceNothingEarlyAndTheNewestThatWasMissed(@ForAll("days") LocalDate due,
            @ForAll("jumps") int start, @ForAll @Size(max = 8) List<@From("jumps") Integer> jumps) {
        Map<Integer, Instant> rungs = moments(due);
        inEveryZone(() -> {
            Course course = new Course(Ladder.STANDARD, due, CALENDAR);
            Instant now = DayWalk.at(due, DayWalk.RUNG).plus(Duration.ofMinutes(start));
            Course.Step next = course.nextAfter(now, null);
            Set<Integer> fired = new HashSet<>();
            for (int jump : jumps) {
                now = now.plus(Duration.ofMinutes(jump));
                if (next == null || next.at().isAfter(now)) {
                    continue;
                }
                int from = next.mark().offset();
                Instant moment = now;
                List<Integer> come = rungs.keySet().stream().filter(o -> o >= from && !rungs.get(o).isAfter(moment)).toList();
                Integer newest = come.get(come.size() - 1);
                Integer later = rungs.keySet().stream().filter(o -> o >= from && rungs.get(o).isAfter(moment)).findFirst()
                        .orElse(null);
                LocalDate today = DayWalk.dayOf(now);
                boolean held = DayWalk.isRest(today) && !DayWalk.dayOf(rungs.get(newest)).equals(today)
                        || DayWalk.isNight(now, rungs.get(newest));

                Course.Plan plan = course.plan(now, next.mark());

                if (held) {
                    Instant until = DayWalk.nextWorking(now, DayWalk.RUNG);
                    boolean superseded = later != null && !rungs.get(later).isAfter(until);
                    assertEquals(null, plan.fires());
                    assertEquals(superseded ? later : newest, offset(plan.next()));
                    assertEquals(superseded ? rungs.get(later) : until, plan.next().at());
                } else {
                    assertEquals(newest, offset(plan.fires()));
                    assertEquals(later, offset(plan.next()));
                    assertTrue(fired.add(newest), "twice");
                    assertFalse(rungs.get(newest).isAfter(now), "early");
                }
                next = plan.next();
            }
        });
    }
}
