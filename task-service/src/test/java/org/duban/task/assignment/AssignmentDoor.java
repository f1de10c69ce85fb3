package org.duban.task.assignment;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Days;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Rung;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.outbox.Outbox;

/** Opens this package to the simulation: ticks of its own, and the changes without HTTP. */
@ApplicationScoped
public class AssignmentDoor {
    private record Settings(Duration poll, int batch) implements TickConfig {}

    private final DeadlineTick running;
    private final Replanning replanning;
    private final DeadlineEvents events;
    private final Acknowledgements acknowledgements;
    private final Amendments amendments;
    private final LadderChange ladders;
    private final Clock clock;
    private final ObjectMapper json;

    AssignmentDoor(DeadlineTick running, Replanning replanning, DeadlineEvents events, Acknowledgements acknowledgements,
            Amendments amendments, LadderChange ladders, Clock clock, ObjectMapper json) {
        this.running = running;
        this.replanning = replanning;
        this.events = events;
        this.acknowledgements = acknowledgements;
        this.amendments = amendments;
        this.ladders = ladders;
        this.clock = clock;
        this.json = json;
    }

    /** Ends the service's own loops. */
    public void stopLoop() {
        running.stop(null);
        replanning.stop(null);
    }

    public DeadlineTick tick(DataSource database, Outbox outbox, WorkingCalendar calendar, int batch) {
        return new DeadlineTick(database, events, outbox, calendar, clock, new Settings(Duration.ofHours(1), batch));
    }

    /** How the ticks of the simulation look for work. */
    public static TickConfig settings(int batch) {
        return new Settings(Duration.ofHours(1), batch);
    }

    /** Plans again until all is of the present calendar, but what is due. */
    public void replan() {
        while (replanning.tick()) {
            // Until nothing is left.
        }
    }

    public void acknowledge(UUID assignment, String unit, String actor) {
        acknowledgements.acknowledge(assignment, unit, actor);
    }

    /** @param task as it stands in a request; the new task's id */
    public UUID add(UUID notice, Map<String, Object> task, String actor) {
        return amendments.add(notice, json.convertValue(task, TaskDraft.class), "新增。", actor).id;
    }

    public void change(UUID notice, UUID id, Map<String, Object> task, String actor) {
        amendments.change(notice, id, json.convertValue(task, TaskDraft.class), "调整。", actor, before -> {});
    }

    public void withdraw(UUID notice, UUID id, String actor) {
        amendments.withdraw(notice, id, "撤回。", actor);
    }

    /**
     * Changes the ladder.
     *
     * @param choice  0: the default; 1: none; else one of the notice's own
     * @param offsets of its own ladder, in working days
     * @param minute  of the day
     */
    public void ladder(UUID notice, int choice, List<Integer> offsets, int minute, String actor) {
        Ladder own = choice < 2 ? null : new Ladder(Days.WORKING, LocalTime.ofSecondOfDay(minute * 60L),
                offsets.stream().map(AssignmentDoor::rung).toList(), null);
        ladders.change(notice, choice == 0 ? LadderChoice.DEFAULT : choice == 1 ? LadderChoice.NONE : LadderChoice.OWN, own,
                "调整。", actor, before -> {});
    }

    /** From the third day after it is an escalation. */
    private static Rung rung(int offset) {
        return new Rung(offset, offset <= 0 ? Rung.Stage.REMINDER : offset < 3 ? Rung.Stage.CHASE : Rung.Stage.ESCALATION,
                offset > 0, offset >= 3);
    }
}
