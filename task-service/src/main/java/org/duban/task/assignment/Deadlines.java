package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * The way every change of an assignment takes: lock its deadline (and the one it moves to) in the order of ids, raise
 * their versions, change the assignment, plan anew.
 */
@ApplicationScoped
public class Deadlines {
    private final WorkingCalendar calendar;
    private final Clock clock;

    Deadlines(WorkingCalendar calendar, Clock clock) {
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
        Assignment seen = Assignment.findById(assignmentId);
        if (seen == null) {
            throw Assignment.missing(assignmentId);
        }
        Notice notice = Notice.byId(seen.noticeId);
        if (notice.status != Notice.Status.DISPATCHED) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("通知的状态为 %s，不再接受更改。",
                    "The notice is %s and takes no more changes.", notice.status));
        }
        UUID target = newDue == null || newDue.equals(seen.due) ? seen.deadlineId
                : ensure(seen.noticeId, seen.unitCode, newDue);
        Map<UUID, Deadline> deadlines = lockInOrder(seen.deadlineId, target);
        UUID expected = seen.deadlineId;
        Panache.getEntityManager().refresh(seen);
        if (!seen.deadlineId.equals(expected)) {
            throw new ProblemException(ProblemCode.CONFLICT, Text.of("该责任分工刚被他人更改，请重新读取后再试。",
                    "The assignment was changed by another at this moment; read it again."));
        }
        return new Locked(seen, deadlines.get(expected), deadlines.get(target));
    }

    /** Plans the reminders of the deadlines anew, after the assignment was changed. */
    public void plan(Locked locked) {
        Panache.getEntityManager().flush();
        Ladder ladder = Notice.byId(locked.assignment.noticeId).ladder == Notice.LadderChoice.NONE ? null
                : Ladder.standard();
        for (Deadline deadline : locked.moves() ? List.of(locked.from, locked.target) : List.of(locked.from)) {
            boolean owed = Assignment.count("deadlineId = ?1 and status in ?2", deadline.id,
                    List.of(AssignmentStatus.AWAITING_ACKNOWLEDGEMENT, AssignmentStatus.IN_PROGRESS)) > 0;
            deadline.plan(owed, clock.instant(), ladder, calendar);
        }
    }

    /** Rows are locked in the order of ids, so that two changes never wait for each other. */
    private static Map<UUID, Deadline> lockInOrder(UUID... ids) {
        Map<UUID, Deadline> locked = new TreeMap<>();
        EntityManager entities = Panache.getEntityManager();
        List<Deadline> rows = entities.createQuery("from Deadline where id in :ids order by id", Deadline.class)
                .setParameter("ids", new HashSet<>(List.of(ids))).setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (Deadline deadline : rows) {
            deadline.touch();
            locked.put(deadline.id, deadline);
        }
        return locked;
    }

    /** The deadline of that day, made when it is not there; two who make it at once get the same one. */
    private static UUID ensure(UUID noticeId, String unit, LocalDate due) {
        EntityManager entities = Panache.getEntityManager();
        entities.createNativeQuery("""
                insert into deadline (id, notice_id, unit_code, due, version) values (?1, ?2, ?3, ?4, 0)
                on conflict (notice_id, unit_code, due) do nothing""")
                .setParameter(1, Ids.next()).setParameter(2, noticeId).setParameter(3, unit).setParameter(4, due)
                .executeUpdate();
        return entities.createQuery("select id from Deadline where noticeId = ?1 and unitCode = ?2 and due = ?3",
                UUID.class).setParameter(1, noticeId).setParameter(2, unit).setParameter(3, due).getSingleResult();
    }
}
