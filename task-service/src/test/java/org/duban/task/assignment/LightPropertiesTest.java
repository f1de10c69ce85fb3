package org.duban.task.assignment;

import static org.duban.task.OddDays.inEveryZone;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.duban.task.DayWalk;
import org.duban.task.OddDays;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.calendar.WorkingCalendar;

/** R2 and R4 for any day from 1986 to 2100, wherever the machine stands, against {@link DayWalk}. */
class LightPropertiesTest {
    private static final int CASES = 10_000;
    private static final WorkingCalendar CALENDAR = new StateCouncilCalendar();

    @Provide
    Arbitrary<LocalDate> days() {
        return OddDays.days();
    }

    @Property(tries = CASES)
    void workingDaysAreCountedAsOneWalksThem(@ForAll("days") LocalDate day, @ForAll @IntRange(min = -150, max = 150) int far,
            @ForAll @IntRange(min = -70, max = 70) int n) {
        LocalDate other = day.plusDays(far);
        int between = DayWalk.between(day, other);
        LocalDate nth = day;
        for (int left = Math.abs(n); left > 0; ) {
            nth = nth.plusDays(Integer.signum(n));
            left -= DayWalk.isRest(nth) ? 0 : 1;
        }
        LocalDate expected = nth;
        inEveryZone(() -> {
            assertEquals(between, CALENDAR.workingDaysBetween(day, other));
            assertEquals(expected, CALENDAR.plusWorkingDays(day, n));
        });
    }

    @Property(tries = CASES)
    void whatIsOwedIsOverdueFromTheNextMidnightInShanghaiAndNotASecondBefore(@ForAll("days") LocalDate due) {
        Instant midnight = DayWalk.at(due.plusDays(1), 0);
        inEveryZone(() -> {
            assertEquals(Light.YELLOW, light(due, false, midnight.minusSeconds(1)));
            assertEquals(Light.RED, light(due, false, midnight));
            assertEquals(due, BusinessDays.dayOf(midnight.minusSeconds(1)));
            assertEquals(due.plusDays(1), BusinessDays.dayOf(midnight));
        });
    }

    private static Light light(LocalDate due, boolean returned, Instant now) {
        return Light.of(AssignmentStatus.IN_PROGRESS, due, returned, BusinessDays.dayOf(now), CALENDAR);
    }

    @Property(tries = CASES)
    void theLightFollowsTheWorkingDaysLeft(@ForAll("days") LocalDate due, @ForAll @IntRange(min = -12, max = 12) int ahead,
            @ForAll @IntRange(min = 0, max = 1439) int minute, @ForAll boolean returned, @ForAll AssignmentStatus status) {
        LocalDate today = due.minusDays(ahead);
        boolean owed = Set.of("AWAITING_ACKNOWLEDGEMENT", "IN_PROGRESS").contains(status.name());
        String expected = !owed ? "GREEN" : ahead < 0 ? "RED" : returned || DayWalk.between(today, due) <= 3 ? "YELLOW" : "GREEN";
        inEveryZone(() -> {
            LocalDate seen = BusinessDays.dayOf(DayWalk.at(today, minute));
            assertEquals(expected, Light.of(status, due, returned, seen, CALENDAR).name());
            boolean soon = DayWalk.between(today, due) <= 3;
            assertEquals(soon, !due.isAfter(Light.soonUntil(seen, CALENDAR)), "the same in a query");
            assertEquals(soon, !today.isBefore(Light.soonFrom(due, CALENDAR)), "the same in an event");
        });
    }
}
