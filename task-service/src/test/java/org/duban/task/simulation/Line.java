package org.duban.task.simulation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.task.DayWalk;
import org.duban.task.simulation.History.Rungs;

/** A deadline by the book: which rung comes next, told in the plainest way. */
final class Line {
    final LocalDate due;
    final Map<Integer, Instant> rungs = new LinkedHashMap<>();
    int minute;
    /** The rung that comes next and its moment; null while nothing is to be chased. */
    Integer planned;
    Instant at;
    Integer fired;
    Integer unlisted;
    int sequence;
    /** The calendar has changed since it was planned. */
    private boolean stale;

    Line(LocalDate due, Rungs ladder) {
        this.due = due;
        climb(ladder);
    }

    void climb(Rungs ladder) {
        rungs.clear();
        minute = ladder.minute();
        DayWalk.days(due, ladder.offsets(), true).forEach((offset, day) -> rungs.put(offset, DayWalk.at(day, minute)));
    }

    /** The calendar has changed; what is planned stays so for now. */
    void shift(Rungs ladder) {
        climb(ladder);
        stale = true;
    }

    /** @param offset null: nothing comes */
    void plan(Integer offset) {
        stale = false;
        planned = offset;
        at = offset == null ? null : rungs.get(offset);
    }

    /** What came before that moment is over. */
    void planFrom(Instant now) {
        plan(rungs.keySet().stream().filter(o -> (fired == null || o > fired) && rungs.get(o).isAfter(now)).findFirst().orElse(null));
    }

    /** Another ladder takes the place: what was still to be sent is still to come, though its moment has passed. */
    void climbTo(Rungs ladder, Instant now) {
        Integer old = planned;
        climb(ladder);
        plan(rungs.keySet().stream().filter(o -> (fired == null || o > fired)
                && (!rungs.get(o).isBefore(now) || old != null && o >= old)).findFirst().orElse(null));
    }

    /** The newest rung that has come by then; null when the next has not. */
    Integer come(Instant now) {
        return at == null || at.isAfter(now) ? null : newest(now);
    }

    private Integer newest(Instant now) {
        return rungs.keySet().stream().filter(o -> o >= planned && !rungs.get(o).isAfter(now)).reduce((one, later) -> later).orElse(null);
    }

    private Integer later(Instant now) {
        return rungs.keySet().stream().filter(o -> o >= planned && rungs.get(o).isAfter(now)).findFirst().orElse(null);
    }

    /** Whether it has to wait for a working day, or for the morning. */
    boolean isHeld(Instant now) {
        LocalDate today = DayWalk.dayOf(now);
        return come(now) != null && (DayWalk.isNight(now, rungs.get(come(now)))
                || DayWalk.isRest(today) && !DayWalk.dayOf(rungs.get(come(now))).equals(today));
    }

    void fire(int offset, Instant now) {
        plan(planned == null ? null : later(now));
        fired = offset;
    }

    /** Until when it waits then; the next rung may be first. */
    Instant until(Instant now) {
        Instant working = DayWalk.nextWorking(now, minute);
        Integer later = later(now);
        return later != null && !rungs.get(later).isAfter(working) ? rungs.get(later) : working;
    }

    void hold(Instant now) {
        Instant until = until(now);
        Integer later = later(now);
        planned = later != null && rungs.get(later).equals(until) ? later : newest(now);
        at = until;
        stale = false;
    }

    /** Whether its moment has come and no rung has: the calendar has moved it on. */
    boolean isPutOff(Instant now) {
        return at != null && !at.isAfter(now) && newest(now) == null;
    }

    /** Its next rung as it is counted now, where none has come. */
    void planAgain(Instant now) {
        plan(later(now));
    }

    /** By the calendar as it is now; what is due already is left to the ticks. */
    void planIfStale(Instant now) {
        if (stale && at != null && at.isAfter(now)) {
            if (newest(now) == null) {
                planAgain(now);
            } else {
                hold(now);
            }
        }
    }
}
