package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.task.audit.Audit;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.notice.Task;

/**
 * Where a notice's rule is that a rest day moves ({@code DeadlineRule.RestDay.MOVES}), its days are counted again when the calendar
 * has changed. What stands under a day that comes out otherwise moves to the deadline of the other day, and its unit is told; a day
 * that the office gave by itself stays, and so does one that has passed. Some units of one notice in a transaction.
 */
@ApplicationScoped
class RestDayMoves {
    private static final int UNITS = 100;
    private static final String ACTOR = "system";

    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final Audit audit;
    private final WorkingCalendar calendar;
    private final Clock clock;

    RestDayMoves(Deadlines deadlines, DeadlineEvents events, Audit audit, WorkingCalendar calendar, Clock clock) {
        this.deadlines = deadlines;
        this.events = events;
        this.audit = audit;
        this.calendar = calendar;
        this.clock = clock;
    }

    /** @return false when every notice was counted by the present version */
    boolean tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            WorkingCalendar current = calendar.current();
            Optional<Notice> stale = stale(current.version());
            stale.ifPresent(notice -> count(notice, current));
            return stale.isPresent();
        });
    }

    /** Locked; another instance takes another. */
    private static Optional<Notice> stale(int version) {
        List<?> ids = Panache.getEntityManager().createNativeQuery("""
                select id from notice where rule_rest_day = 'MOVES' and status = 'DISPATCHED' and days_version < ?1
                limit 1 for no key update skip locked""", UUID.class).setParameter(1, version).getResultList();
        return ids.stream().map(id -> Notice.byId((UUID) id)).findFirst();
    }

    private void count(Notice notice, WorkingCalendar current) {
        LocalDate today = BusinessDays.today(clock);
        Map<UUID, Task> moved = Task.ofNotice(notice.id).stream()
                .filter(task -> task.inForce != null && !task.inForce.isBefore(today))
                .filter(task -> !Objects.equals(task.inForce, task.due(notice, current)))
                .collect(Collectors.toMap(task -> task.id, Function.identity()));
        List<String> units = moved.isEmpty() ? List.of() : units(moved.keySet());
        if (units.isEmpty()) {
            moved.values().forEach(task -> task.inForce = task.due(notice, current));
            notice.daysVersion = current.version();
        } else {
            move(notice, moved, following(moved.keySet(), units), current);
        }
    }

    /** What stands under its task's day. */
    private static final String FOLLOWING = """
            from Assignment a where a.taskId in ?1 and a.status in ?2
            and a.due = (select t.inForce from Task t where t.id = a.taskId)""";

    private static List<String> units(Set<UUID> tasks) {
        return Panache.getEntityManager().createQuery("select distinct a.unitCode " + FOLLOWING + " order by a.unitCode", String.class)
                .setParameter(1, tasks).setParameter(2, AssignmentStatus.OPEN).setMaxResults(UNITS).getResultList();
    }

    private static List<Assignment> following(Set<UUID> tasks, List<String> units) {
        return Assignment.list("select a " + FOLLOWING + " and a.unitCode in ?3 order by a.id", tasks, AssignmentStatus.OPEN, units);
    }

    /** A deadline's key inside the notice. */
    private record Key(String unit, LocalDate due) {}

    private void move(Notice notice, Map<UUID, Task> tasks, List<Assignment> seen, WorkingCalendar current) {
        EntityManager entities = Panache.getEntityManager();
        Map<Key, UUID> targets = new HashMap<>();
        Set<UUID> ids = new HashSet<>();
        for (Assignment assignment : seen) {
            Task task = tasks.get(assignment.taskId);
            ids.add(assignment.deadlineId);
            ids.add(targets.computeIfAbsent(new Key(assignment.unitCode, task.due(notice, current)),
                    key -> deadlines.ensure(notice.id, key.unit, key.due, task.dueWords(notice))));
        }
        Map<UUID, Deadline> locked = deadlines.lockInOrder(ids);
        seen.forEach(entities::refresh);
        // Under the same day it is under the same deadline: that is locked.
        List<Assignment> standing = seen.stream().filter(assignment -> assignment.status.isOpen()
                && assignment.due.equals(tasks.get(assignment.taskId).inForce)).toList();
        Instant now = clock.instant();
        Map<UUID, UUID> told = new TreeMap<>();
        Set<UUID> left = new HashSet<>();
        List<Audit.Entry> trail = new ArrayList<>();
        String reason = "工作日历更新至第%d版，遇休息日顺延的完成时限随之调整，你单位同日截止的事项一并调整".formatted(current.version());
        for (Assignment assignment : standing) {
            Deadline to = locked.get(targets.get(new Key(assignment.unitCode, tasks.get(assignment.taskId).due(notice, current))));
            left.add(assignment.deadlineId);
            told.putIfAbsent(to.id, assignment.id);
            new DueRevision(assignment.id, assignment.due, to.due, reason, ACTOR, now).persist();
            trail.add(new Audit.Entry(ACTOR, "assignment.day-moved", "assignment", assignment.id,
                    Map.of("status", assignment.status, "due", String.valueOf(assignment.due)),
                    Map.of("status", assignment.status, "due", String.valueOf(to.due), "calendar", current.version()), reason));
            assignment.follow(to, now);
        }
        deadlines.plan(locked.values());
        left.removeAll(told.keySet());
        events.amended(told, Ids.next(), reason);
        events.changed(left, Cause.MOVED_AWAY);
        audit.record(trail);
    }
}
