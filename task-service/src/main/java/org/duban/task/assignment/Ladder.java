package org.duban.task.assignment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.duban.task.assignment.Rung.Stage;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;

/** 催办阶梯: the moments around a day at which something is sent (R5). Rungs are in the order of their offsets. */
public final class Ladder {
    /** When on its day a rung is due. */
    public static final LocalTime HOUR = LocalTime.of(8, 30);
    private static final int LAST = 60;
    private static final Ladder DEFAULT = new Ladder(defaultRungs());

    private final List<Rung> rungs;

    /** A rung and the moment at which it is due. */
    public record Step(Rung rung, LocalDate day, Instant at) {}

    Ladder(List<Rung> rungs) {
        this.rungs = List.copyOf(rungs);
    }

    /** The default of R5: T-10, T-3, T-1, T; T+1 chase; T+5 escalation and every 5 working days up to T+60. */
    public static Ladder standard() {
        return DEFAULT;
    }

    /** The notice's; null: no reminders. */
    static Ladder of(Notice.LadderChoice choice) {
        return choice == Notice.LadderChoice.NONE ? null : DEFAULT;
    }

    private static List<Rung> defaultRungs() {
        List<Rung> rungs = new ArrayList<>();
        for (int offset : new int[] {-10, -3, -1, 0}) {
            rungs.add(new Rung(offset, Stage.REMINDER, false, false));
        }
        rungs.add(new Rung(1, Stage.CHASE, true, false));
        for (int offset = 5; offset <= LAST; offset += 5) {
            rungs.add(new Rung(offset, Stage.ESCALATION, true, true));
        }
        return rungs;
    }

    /** Every rung's moment for that day, oldest first. */
    public List<Step> steps(LocalDate due, WorkingCalendar calendar) {
        return rungs.stream().map(rung -> step(rung, due, calendar)).toList();
    }

    /**
     * The next rung after a moment that stands for all before it, such as the dispatch or a return.
     *
     * @param fired the offset of the last rung that fired, or null; nothing at or before it comes again (R6)
     * @return null when the ladder has ended
     */
    public Step nextAfter(Instant moment, LocalDate due, Integer fired, WorkingCalendar calendar) {
        for (Rung rung : rungs) {
            if (fired == null || rung.offset() > fired) {
                Step step = step(rung, due, calendar);
                if (step.at().isAfter(moment)) {
                    return step;
                }
            }
        }
        return null;
    }

    /**
     * The rung to fire now: the newest whose moment has come, so that of those missed by a downtime only this one goes
     * out (R6).
     *
     * @return null when none has come since the last that fired
     */
    public Step newestDue(Instant now, LocalDate due, Integer fired, WorkingCalendar calendar) {
        Step newest = null;
        for (Rung rung : rungs) {
            if (fired == null || rung.offset() > fired) {
                Step step = step(rung, due, calendar);
                if (step.at().isAfter(now)) {
                    break;
                }
                newest = step;
            }
        }
        return newest;
    }

    private static Step step(Rung rung, LocalDate due, WorkingCalendar calendar) {
        LocalDate day = calendar.plusWorkingDays(due, rung.offset());
        return new Step(rung, day, BusinessDays.at(day, HOUR));
    }
}
