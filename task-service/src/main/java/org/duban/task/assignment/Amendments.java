package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.Task;
import org.duban.task.notice.UnitRole;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** What the office changes of a notice after its dispatch, each with a reason. One transaction each. */
@ApplicationScoped
public class Amendments {
    private static final String POINTER = "/task";

    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Amendments(Deadlines deadlines, DeadlineEvents events, Audit audit, WorkingCalendar calendar, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** Adds a task at the end; its units, and only they, are told. */
    @Transactional
    Task add(UUID noticeId, TaskDraft draft, String reason, String actor) {
        Notice notice = live(noticeId);
        refuseTakenRef(noticeId, draft.ref(), null);
        Task task = Task.of(noticeId, (int) Task.count("noticeId", noticeId), draft, POINTER);
        task.persist();
        Amendment amendment = amendment(notice, task, reason, actor);
        Map<String, UnitRole> units = units(task, List.of(), notice);
        amendment.lock(List.of(), units.keySet());
        units.forEach(amendment::open);
        amendment.finish();
        audit.record(new Audit.Entry(actor, "task.added", "task", task.id, null, state(task), reason));
        return task;
    }

    /**
     * Changes a task's text, units or day. Units that are printed no more are relieved, new ones are made responsible.
     * A changed day moves those that stood under the old one; a day that was given to one unit alone stays. Whoever still owes a
     * report is told what it owes now, where that is not what it was.
     *
     * @param before asked with the task as it is; what it throws stops the change
     */
    @Transactional
    Task change(UUID noticeId, UUID taskId, TaskDraft draft, String reason, String actor, Consumer<Task> before) {
        Notice notice = Notice.locked(noticeId);
        Task task = of(noticeId, taskId);
        before.accept(task);
        Deadlines.requireLive(notice);
        refuseWithdrawn(task);
        refuseTakenRef(noticeId, draft.ref(), taskId);
        Map<String, Object> old = state(task);
        List<Task.PrintedUnit> printed = task.units;
        String oldText = task.text;
        LocalDate oldDue = task.inForce;
        task.amend(draft, POINTER);
        Amendment amendment = amendment(notice, task, reason, actor);
        List<Assignment> standing = standing(taskId);
        // Unchanged names are not looked up anew: a group's members are those of the day of dispatch.
        Map<String, UnitRole> units = task.units.equals(printed) ? null : units(task, printed, notice);
        amendment.lock(standing, underTheTasksDay(standing, units, oldDue));
        standing = standing(taskId);
        for (Assignment assignment : standing) {
            UnitRole role = units == null ? assignment.role : units.get(assignment.unitCode);
            if (role == null) {
                amendment.relieve(assignment);
            } else {
                amendment.keep(assignment, role, !task.text.equals(oldText), Objects.equals(assignment.due, oldDue));
            }
        }
        if (units != null) {
            List<String> known = standing.stream().map(a -> a.unitCode).toList();
            units.forEach((unit, role) -> {
                if (!known.contains(unit)) {
                    amendment.open(unit, role);
                }
            });
        }
        amendment.finish();
        audit.record(new Audit.Entry(actor, "task.changed", "task", taskId, old, state(task), reason));
        return task;
    }

    /** Takes a task out of the notice; what is open of it is terminated. Nothing changes when it was withdrawn before. */
    @Transactional
    Task withdraw(UUID noticeId, UUID taskId, String reason, String actor) {
        Notice notice = Notice.locked(noticeId);
        Task task = of(noticeId, taskId);
        if (task.withdrawnAt != null) {
            return task;
        }
        Deadlines.requireLive(notice);
        Amendment amendment = amendment(notice, task, reason, actor);
        amendment.lock(standing(taskId), List.of());
        standing(taskId).forEach(amendment::relieve);
        task.withdraw(clock.instant());
        amendment.finish();
        audit.record(new Audit.Entry(actor, "task.withdrawn", "task", taskId, state(task), null, reason));
        return task;
    }

    /** Units that need the deadline of the task's day: those that are new, and those that follow its change. */
    private static Set<String> underTheTasksDay(List<Assignment> standing, Map<String, UnitRole> units, LocalDate oldDue) {
        Set<String> codes = units == null ? new HashSet<>() : new HashSet<>(units.keySet());
        standing.forEach(assignment -> {
            codes.remove(assignment.unitCode);
            boolean stays = units == null || units.containsKey(assignment.unitCode);
            if (stays && assignment.status.isOpen() && Objects.equals(assignment.due, oldDue)) {
                codes.add(assignment.unitCode);
            }
        });
        return codes;
    }

    private Amendment amendment(Notice notice, Task task, String reason, String actor) {
        task.inForce = task.due(notice, calendar.current());
        return new Amendment(deadlines, events, audit, notice, task, reason, actor, clock.instant(), task.inForce);
    }

    private static Notice live(UUID id) {
        Notice notice = Notice.locked(id);
        Deadlines.requireLive(notice);
        return notice;
    }

    private static Task of(UUID noticeId, UUID taskId) {
        Task task = Task.byId(taskId);
        if (!task.noticeId.equals(noticeId)) {
            throw Task.missing(taskId);
        }
        return task;
    }

    private static List<Assignment> standing(UUID taskId) {
        return Assignment.list("taskId = ?1 and status <> 'TERMINATED' order by id", taskId);
    }

    private static void refuseWithdrawn(Task task) {
        if (task.withdrawnAt != null) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE,
                    Text.of("该事项已撤回，不能再修改。", "The task was withdrawn and takes no more changes."));
        }
    }

    private static void refuseTakenRef(UUID noticeId, String ref, UUID but) {
        if (Task.<Task>list("noticeId = ?1 and ref = ?2", noticeId, ref).stream().anyMatch(task -> !task.id.equals(but))) {
            Text what = Text.of("本通知已有编号为 %s 的事项。", "The notice has a task %s already.", ref);
            throw new ProblemException(ProblemCode.CONFLICT, what).at(POINTER + "/ref", what);
        }
    }

    /** Names that were printed at dispatch mean whom they meant on that day; new ones mean whom they mean today. */
    private Map<String, UnitRole> units(Task task, List<Task.PrintedUnit> before, Notice notice) {
        List<String> then = before.stream().map(Task.PrintedUnit::name).distinct().toList();
        List<String> names = task.units.stream().map(Task.PrintedUnit::name).distinct().toList();
        LocalDate dispatched = BusinessDays.dayOf(notice.dispatchedAt);
        Map<String, List<String>> codes = new HashMap<>(
                Expansion.expand(names.stream().filter(then::contains).toList(), dispatched, notice.givenUnits(), POINTER));
        codes.putAll(Expansion.expand(names.stream().filter(name -> !then.contains(name)).toList(),
                BusinessDays.today(clock), notice.givenUnits(), POINTER));
        return Expansion.roles(task.units, codes);
    }

    private static Map<String, Object> state(Task task) {
        return Map.of("notice", task.noticeId, "ref", task.ref, "text", task.text, "units", task.units, "due",
                String.valueOf(task.due()));
    }
}
