package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.hibernate.query.NativeQuery;
import org.hibernate.type.StandardBasicTypes;

/**
 * The way every change of an assignment takes: lock its deadline (and the one it moves to) in the order of ids, raise
 * their versions, change the assignment, plan anew.
 */
@ApplicationScoped
public class Deadlines {
    private final DataSource database;
    private final WorkingCalendar calendar;
    private final Clock clock;

    Deadlines(DataSource database, WorkingCalendar calendar, Clock clock) {
        this.database = database;
        this.calendar = calendar;
        this.clock = clock;
    }

    /**
     * An assignment whose deadlines are locked.
     *
     * @param from   the deadline it is under
     * @param target the deadline it moves to; the same when its day stays
     */
    public record Locked(Assignment assignment, Deadline from, Deadline target) {
        public boolean moves() {
            return !from.id.equals(target.id);
        }
    }

    /**
     * Locks an assignment for a change, which the transaction must still hold.
     *
     * @param newDue the day it moves to; null when its day stays
     * @throws ProblemException 404; 409 when it was moved by another at this moment, or its notice is not live
     */
    public Locked lock(UUID assignmentId, LocalDate newDue) {
        Assignment seen = seen(assignmentId);
        return lock(seen, newDue == null || newDue.equals(seen.due) ? seen.deadlineId
                : ensure(seen.noticeId, seen.unitCode, newDue, null));
    }

    /** The same, where the target is the other unit's deadline of the same day, with the words of that day (R1). */
    public Locked lockFor(UUID assignmentId, String unit) {
        Assignment seen = seen(assignmentId);
        String words = Panache.getEntityManager().createQuery("select dueText from Deadline where id = ?1", String.class)
                .setParameter(1, seen.deadlineId).getSingleResult();
        return lock(seen, ensure(seen.noticeId, unit, seen.due, words));
    }

    private Locked lock(Assignment seen, UUID target) {
        UUID expected = seen.deadlineId;
        Map<UUID, Deadline> deadlines = lockInOrder(new HashSet<>(List.of(expected, target)));
        Panache.getEntityManager().refresh(seen);
        if (!seen.deadlineId.equals(expected)) {
            throw changedMeanwhile();
        }
        // Asked under the lock: who closes a notice holds all its deadlines.
        requireLive(Notice.byId(seen.noticeId));
        return new Locked(seen, deadlines.get(expected), deadlines.get(target));
    }

    private static Assignment seen(UUID assignmentId) {
        Assignment seen = Assignment.findById(assignmentId);
        if (seen == null) {
            throw Assignment.missing(assignmentId);
        }
        return seen;
    }

    /** @throws ProblemException 409 unless the notice is dispatched and neither closed nor withdrawn */
    public static void requireLive(Notice notice) {
        requireLive(notice.status);
    }

    static void requireLive(Notice.Status status) {
        if (status != Notice.Status.DISPATCHED) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text("通知的状态为" + status.named() + "，不再接受更改。",
                    "The notice is " + status + " and takes no changes."));
        }
    }

    static ProblemException changedMeanwhile() {
        return new ProblemException(ProblemCode.CONFLICT, Text.of("该责任分工刚被他人更改，请重新读取后再试。",
                "The assignment was changed by another at this moment; read it again."));
    }

    /** Plans the reminders of the deadlines anew, after the assignment was changed. */
    public void plan(Locked locked) {
        plan(locked.moves() ? List.of(locked.from, locked.target) : List.of(locked.from));
    }

    /** The same for any number of deadlines, which are locked. While something was owed all along, the plan stays. */
    public void plan(Collection<Deadline> locked) {
        plan(locked, deadline -> deadline.nextAt == null, Deadline::plan);
    }

    /** The same where the ladder is another from now on: all plans are made anew. */
    void planAnew(Collection<Deadline> locked) {
        plan(locked, deadline -> true, Deadline::planAnew);
    }

    private interface Way {
        void plan(Deadline deadline, Instant now, Ladder ladder, WorkingCalendar calendar);
    }

    private void plan(Collection<Deadline> locked, Predicate<Deadline> which, Way way) {
        if (locked.isEmpty()) {
            return;
        }
        EntityManager entities = Panache.getEntityManager();
        entities.flush();
        Set<UUID> owed = new HashSet<>(entities.createQuery(
                "select distinct deadlineId from Assignment where deadlineId in ?1 and status in ?2", UUID.class)
                .setParameter(1, locked.stream().map(deadline -> deadline.id).toList())
                .setParameter(2, AssignmentStatus.OWED).getResultList());
        locked.stream().filter(deadline -> !owed.contains(deadline.id)).forEach(Deadline::stop);
        List<Deadline> toPlan = locked.stream().filter(deadline -> owed.contains(deadline.id) && which.test(deadline)).toList();
        if (!toPlan.isEmpty()) {
            Map<UUID, LiveNotice> notices = notices(toPlan);
            WorkingCalendar current = calendar.current();
            toPlan.forEach(deadline -> way.plan(deadline, clock.instant(), notices.get(deadline.noticeId).ladder(), current));
        }
    }

    private Map<UUID, LiveNotice> notices(List<Deadline> deadlines) {
        try (Connection connection = database.getConnection()) {
            return LiveNotice.read(connection, deadlines.stream().map(deadline -> deadline.noticeId).distinct().toList());
        } catch (SQLException e) {
            throw new IllegalStateException("the notices could not be read", e);
        }
    }

    /** Rows are locked in the order of ids, so that two changes never wait for each other. */
    Map<UUID, Deadline> lockInOrder(Set<UUID> ids) {
        Map<UUID, Deadline> locked = new TreeMap<>();
        Panache.getEntityManager().createQuery("from Deadline where id in :ids order by id", Deadline.class)
                .setParameter("ids", ids).setLockMode(LockModeType.PESSIMISTIC_WRITE).getResultList()
                .forEach(deadline -> locked.put(deadline.id, deadline));
        locked.values().forEach(Deadline::touch);
        return locked;
    }

    /** All deadlines of a notice, locked like {@link #lock}. */
    Collection<Deadline> lockAll(UUID noticeId) {
        Set<UUID> ids = new HashSet<>(Panache.getEntityManager()
                .createQuery("select id from Deadline where noticeId = ?1", UUID.class).setParameter(1, noticeId).getResultList());
        return ids.isEmpty() ? List.of() : lockInOrder(ids).values();
    }

    /**
     * The deadline of that day, made when it is not there; two who make it at once get the same one.
     *
     * @param due     null: no day
     * @param dueText the day as the notice writes it, should the deadline be made; null when it was given otherwise
     */
    UUID ensure(UUID noticeId, String unit, LocalDate due, String dueText) {
        EntityManager entities = Panache.getEntityManager();
        entities.createNativeQuery("""
                insert into deadline (id, notice_id, unit_code, due, due_text, version) values (?1, ?2, ?3, ?4, ?5, 0)
                on conflict (notice_id, unit_code, due) do nothing""").unwrap(NativeQuery.class)
                .setParameter(1, Ids.next()).setParameter(2, noticeId).setParameter(3, unit)
                .setParameter(4, due, StandardBasicTypes.LOCAL_DATE).setParameter(5, dueText, StandardBasicTypes.STRING)
                .executeUpdate();
        return entities.createQuery("""
                select id from Deadline where noticeId = ?1 and unitCode = ?2 and due is not distinct from ?3""",
                UUID.class).setParameter(1, noticeId).setParameter(2, unit).setParameter(3, due).getSingleResult();
    }
}
