package org.duban.task.assignment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalTime;
import java.util.List;
import org.duban.task.ladder.Days;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Rung;
import org.duban.task.ladder.Rung.Stage;
import org.duban.task.problem.ProblemException;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A ladder as the API takes and shows it.
 *
 * @param days       what offsets count; null: WORKING
 * @param hour       in Asia/Shanghai; null: 08:30
 * @param rungs      in the order of their offsets, at most one a day
 * @param repetition of the last rung; null: it comes once
 */
@Schema(name = "Ladder")
public record LadderForm(Days days,
        @Schema(examples = "08:30") @Pattern(regexp = Ladder.HOURS) String hour,
        @NotNull @Size(min = 1, max = MOST) List<@Valid @NotNull Step> rungs, @Valid Repeat repetition) {

    private static final int MOST = 60;
    private static final int FARTHEST = 365;

    /**
     * One rung.
     *
     * @param offset           days from the due day: negative before it, 0 the day itself
     * @param stage            REMINDER up to the day itself, CHASE and ESCALATION after it
     * @param copyLeader       the unit's leader gets a copy; null: no
     * @param tellInspectorate it goes on the inspectorate's list, of an escalation only; null: no
     */
    @Schema(name = "LadderRung")
    public record Step(@Schema(examples = "-3") @NotNull @Min(-FARTHEST) @Max(FARTHEST) Integer offset,
            @NotNull Stage stage, Boolean copyLeader, Boolean tellInspectorate) {

        private Rung rung() {
            return new Rung(offset, stage, Boolean.TRUE.equals(copyLeader), Boolean.TRUE.equals(tellInspectorate));
        }
    }

    /** The last rung again, every so many days, up to and including the offset {@code until}. */
    @Schema(name = "LadderRepetition")
    public record Repeat(@Schema(examples = "5") @NotNull @Min(1) @Max(FARTHEST) Integer every,
            @Schema(examples = "60") @NotNull @Min(1) @Max(FARTHEST) Integer until) {}

    static LadderForm of(Ladder ladder) {
        return new LadderForm(ladder.days(), ladder.hour().toString(), ladder.rungs().stream()
                .map(rung -> new Step(rung.offset(), rung.stage(), rung.copyLeader(), rung.tellInspectorate())).toList(),
                ladder.repetition() == null ? null : new Repeat(ladder.repetition().every(), ladder.repetition().until()));
    }

    /**
     * @param pointer where it stands in the request
     * @throws ProblemException 400 naming the rung that is out of place
     */
    public Ladder ladder(String pointer) {
        for (int i = 0; i < rungs.size(); i++) {
            check(pointer + "/rungs/" + i, rungs.get(i), i == 0 ? null : rungs.get(i - 1).offset);
        }
        int last = rungs.get(rungs.size() - 1).offset;
        if (repetition != null && (last <= 0 || repetition.until <= last)) {
            throw ProblemException.field(pointer + "/repetition", "只有期限之后的最后一个节点可以重复，且 until 须大于其 offset。",
                    "Only a last rung after the due day is repeated, and until must be greater than its offset.");
        }
        if (repetition != null && rungs.size() + (repetition.until - last) / repetition.every > MOST) {
            throw ProblemException.field(pointer + "/repetition", "连同重复的，节点最多 " + MOST + " 个。",
                    "With the repeated ones there are more than " + MOST + " rungs.");
        }
        return new Ladder(days == null ? Ladder.STANDARD.days() : days,
                hour == null ? Ladder.STANDARD.hour() : LocalTime.parse(hour), rungs.stream().map(Step::rung).toList(),
                repetition == null ? null : new Ladder.Repetition(repetition.every, repetition.until));
    }

    private static void check(String pointer, Step rung, Integer before) {
        if (before != null && rung.offset <= before) {
            throw ProblemException.field(pointer + "/offset", "须大于前一个节点的 " + before + "；每天最多一个节点。",
                    "It must be greater than the " + before + " of the rung before; at most one a day.");
        }
        if (rung.stage == Stage.REMINDER != rung.offset <= 0) {
            throw ProblemException.field(pointer + "/stage", "期限当日及之前只能是 REMINDER，之后只能是 CHASE 或 ESCALATION。",
                    "Up to the due day it is a REMINDER, after it a CHASE or an ESCALATION.");
        }
        if (Boolean.TRUE.equals(rung.tellInspectorate) && rung.stage != Stage.ESCALATION) {
            throw ProblemException.field(pointer + "/tellInspectorate", "只有 ESCALATION 列入督办清单。",
                    "Only an ESCALATION goes on the inspectorate's list.");
        }
    }
}
