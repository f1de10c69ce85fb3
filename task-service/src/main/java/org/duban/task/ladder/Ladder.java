package org.duban.task.ladder;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.duban.task.ladder.Rung.Stage;

/**
 * 催办阶梯: the moments around a day at which something is sent (R5). {@link Course} lays it out from a day.
 *
 * @param days       what offsets count, for the whole ladder, so that their order is the order of time
 * @param hour       when on its day a rung is due, in Asia/Shanghai
 * @param rungs      in the order of their offsets
 * @param repetition of the last rung; null: it comes once
 */
public record Ladder(Days days, @JsonFormat(pattern = "HH:mm") LocalTime hour, List<Rung> rungs, Repetition repetition) {
    /** The default of R5: T-10, T-3, T-1, T; T+1 chase; T+5 escalation and every 5 working days up to T+60. */
    public static final Ladder STANDARD = new Ladder(Days.WORKING, LocalTime.of(8, 30), List.of(
            new Rung(-10, Stage.REMINDER, false, false), new Rung(-3, Stage.REMINDER, false, false),
            new Rung(-1, Stage.REMINDER, false, false), new Rung(0, Stage.REMINDER, false, false),
            new Rung(1, Stage.CHASE, true, false), new Rung(5, Stage.ESCALATION, true, true)), new Repetition(5, 60));

    /** Nothing is sent earlier on its day. */
    public static final LocalTime EARLIEST = LocalTime.of(8, 0);
    /** Nor later. */
    public static final LocalTime LATEST = LocalTime.of(18, 0);
    /** The minutes from the one to the other, as they are written: 08:30. */
    public static final String HOURS = "(0[89]|1[0-7]):[0-5]\\d|18:00";

    /** The last rung again, every so many days, up to and including that offset. */
    public record Repetition(int every, int until) {}

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /** Every rung, the repeated ones too. */
    public List<Rung> all() {
        List<Rung> all = new ArrayList<>(rungs);
        if (repetition != null) {
            Rung last = rungs.get(rungs.size() - 1);
            for (int offset = last.offset() + repetition.every; offset <= repetition.until; offset += repetition.every) {
                all.add(last.at(offset));
            }
        }
        return all;
    }
}
