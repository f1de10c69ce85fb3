package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;
import org.duban.task.notice.UnitRole;

/**
 * One amendment of one task: first {@link #lock}, then a step for each assignment, then {@link #finish}. Each deadline
 * that was touched gets one event: a mail where something came to be owed, is owed in other words, in another role or by another
 * day, or is no longer asked for, else none.
 */
final class Amendment {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final Notice notice;
    private final Task task;
    private final String reason;
    private final String actor;
    private final Instant now;
    private final LocalDate due;

    /** By unit: the deadline of the task's day. */
    private final Map<String, UUID> targets = new HashMap<>();
    private Map<UUID, Deadline> locked = Map.of();
    private final List<Audit.Entry> trail = new ArrayList<>();
    /** By deadline the assignment that came to be owed under it or is owed otherwise, and the one that is no longer asked for. */
    private final Map<UUID, UUID> told = new TreeMap<>();
    private final Map<UUID, UUID> relieved = new TreeMap<>();
    private final Set<UUID> left = new HashSet<>();
    private final Set<UUID> changed = new HashSet<>();

    /** @param task as it is from now on; @param due its day in force from now on, null: none */
    Amendment(Deadlines deadlines, DeadlineEvents events, Audit audit, Notice notice, Task task, String reason,
            String actor, Instant now, LocalDate due) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.notice = notice;
        this.task = task;
        this.reason = reason;
        this.actor = actor;
        this.now = now;
        this.due = due;
    }

    /**
     * Locks all deadlines that may be touched, in the order of ids.
     *
     * @param standing the task's assignments; they are read anew under the lock
     * @param units    those that need the deadline of the task's day
     */
    void lock(Collection<Assignment> standing, Collection<String> units) {
        String words = task.dueWords(notice);
        Set<UUID> ids = new HashSet<>();
        for (Assignment assignment : standing) {
            ids.add(assignment.deadlineId);
        }
        for (String unit : units) {
            UUID target = deadlines.ensure(notice.id, unit, due, words);
            targets.put(unit, target);
            ids.add(target);
        }
        locked = ids.isEmpty() ? Map.of() : deadlines.lockInOrder(ids);
        for (Assignment assignment : standing) {
            Panache.getEntityManager().refresh(assignment);
            if (!locked.containsKey(assignment.deadlineId)) {
                throw Deadlines.changedMeanwhile();
            }
        }
    }

    /** The unit answers for the task from now on. */
    void open(String unit, UnitRole role) {
        Deadline deadline = locked.get(targets.get(unit));
        Assignment assignment = new Assignment(Ids.next(), notice.id, task.id, unit, deadline, role, now);
        assignment.persist();
        told.put(deadline.id, assignment.id);
        record("assignment.opened", assignment, null);
    }

    /** The unit answers for the task no more; what it has finished stays finished. */
    void relieve(Assignment assignment) {
        if (assignment.status.isOpen()) {
            relieved.put(assignment.deadlineId, assignment.id);
            trail.add(Terminations.terminate(assignment, reason, actor, now));
        }
    }

    /**
     * The unit goes on answering for the task.
     *
     * @param reworded whether the task's text is another
     * @param follows  whether it takes the task's day; one that was given a day of its own does not
     */
    void keep(Assignment assignment, UnitRole role, boolean reworded, boolean follows) {
        Deadline from = locked.get(assignment.deadlineId);
        boolean owedOtherwise = assignment.status.isOwed() && (reworded || assignment.role != role);
        boolean moves = follows && assignment.status.isOpen() && !Objects.equals(assignment.due, due);
        if (moves && !targets.containsKey(assignment.unitCode)) {
            throw Deadlines.changedMeanwhile();
        }
        Deadline to = moves ? locked.get(targets.get(assignment.unitCode)) : from;
        Map<String, Object> before = state(assignment);
        assignment.amend(role, to, now);
        if (moves) {
            new DueRevision(assignment.id, from.due, to.due, reason, actor, now).persist();
            left.add(from.id);
            told.put(to.id, assignment.id);
        } else if (owedOtherwise) {
            told.put(from.id, assignment.id);
        } else {
            changed.add(from.id);
        }
        if (!before.equals(state(assignment))) {
            record("assignment.amended", assignment, before);
        }
    }

    /** Plans the next rungs, tells, and leaves the trail. */
    void finish() {
        deadlines.plan(locked.values());
        left.removeAll(told.keySet());
        changed.removeAll(told.keySet());
        changed.removeAll(left);
        events.amended(told, Ids.next(), reason);
        events.relieved(relieved, reason, Cause.AMENDED);
        events.changed(left, Cause.MOVED_AWAY);
        events.changed(changed, Cause.AMENDED);
        audit.record(trail);
    }

    private void record(String action, Assignment assignment, Object before) {
        trail.add(new Audit.Entry(actor, action, "assignment", assignment.id, before, state(assignment), reason));
    }

    private static Map<String, Object> state(Assignment assignment) {
        return Map.of("status", assignment.status, "role", assignment.role, "due", String.valueOf(assignment.due));
    }
}
