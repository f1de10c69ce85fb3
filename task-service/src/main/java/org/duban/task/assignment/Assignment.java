package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.event.Ids;
import org.duban.task.listing.Filter;
import org.duban.task.notice.UnitRole;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** 责任分工: one unit's part in one task, with its status and its day. Its state changes by its methods, and by {@link Filings}. */
@Entity
public class Assignment extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "notice_id")
    public UUID noticeId;

    @Column(name = "task_id")
    public UUID taskId;

    @Column(name = "unit_code")
    public String unitCode;

    @Column(name = "deadline_id")
    public UUID deadlineId;

    @Enumerated(EnumType.STRING)
    public UnitRole role;

    @Enumerated(EnumType.STRING)
    public AssignmentStatus status;

    /** The day at dispatch; never overwritten (R3). */
    @Column(name = "original_due")
    public LocalDate originalDue;

    /** The day in force, inclusive (R2); null: none. */
    public LocalDate due;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "acknowledged_at")
    public Instant acknowledgedAt;

    @Column(name = "submitted_at")
    public Instant submittedAt;

    @Column(name = "completed_at")
    public Instant completedAt;

    @Column(name = "returned_at")
    public Instant returnedAt;

    @Column(name = "return_reason")
    public String returnReason;

    /** The last change of anything here. */
    @Column(name = "changed_at")
    public Instant changedAt;

    @Version
    public int version;

    protected Assignment() {}

    Assignment(UUID id, UUID noticeId, UUID taskId, String unitCode, Deadline deadline, UnitRole role, Instant now) {
        this.id = id;
        this.noticeId = noticeId;
        this.taskId = taskId;
        this.unitCode = unitCode;
        this.deadlineId = deadline.id;
        this.role = role;
        this.status = AssignmentStatus.AWAITING_ACKNOWLEDGEMENT;
        this.originalDue = deadline.due;
        this.due = deadline.due;
        this.createdAt = now;
        this.changedAt = now;
    }

    /** 签收. */
    public void acknowledge(Instant now) {
        move(Move.ACKNOWLEDGE, now);
        acknowledgedAt = now;
    }

    public void accept(Instant now) {
        move(Move.ACCEPT, now);
        completedAt = now;
    }

    /** 退回: back to work by a new day, under the deadline of that day. */
    public void giveBack(String reason, Deadline to, Instant now) {
        move(Move.RETURN, now);
        backToWork(reason, to, now);
    }

    /** 重新办理: what was completed is asked for again by a new day; from here on it is as if returned. */
    public void reopen(String reason, Deadline to, Instant now) {
        move(Move.REOPEN, now);
        completedAt = null;
        backToWork(reason, to, now);
    }

    /** 延期: only its day changes. */
    public void extend(Deadline to, Instant now) {
        move(Move.EXTEND, now);
        under(to);
    }

    /** 撤销: no longer asked for. */
    public void terminate(Instant now) {
        move(Move.TERMINATE, now);
    }

    /** The other half of a move to another unit: the same part of the same task, by the day in force today. */
    public Assignment passOn(Deadline to, Instant now) {
        return new Assignment(Ids.next(), noticeId, taskId, to.unitCode, to, role, now);
    }

    /** Its task was amended: it has that role and stands under that deadline from now on. */
    void amend(UnitRole role, Deadline to, Instant now) {
        this.role = role;
        under(to);
        changedAt = now;
    }

    /** Its day has moved with the calendar. */
    void follow(Deadline to, Instant now) {
        under(to);
        changedAt = now;
    }

    private void backToWork(String reason, Deadline to, Instant now) {
        returnedAt = now;
        returnReason = reason;
        under(to);
    }

    private void under(Deadline to) {
        deadlineId = to.id;
        due = to.due;
    }

    private void move(Move move, Instant now) {
        require(move);
        status = status.after(move);
        changedAt = now;
    }

    /** @throws ProblemException 409 when its status does not allow the move */
    public void require(Move move) {
        status.require(move);
    }

    public boolean isOverdue(LocalDate today) {
        return status.isOwed() && BusinessDays.isPast(due, today);
    }

    /** True for what the caller's unit may read: its own, and what others do on tasks that it leads (R11), not led. */
    public static String readableBy(String alias) {
        return "%1$s.unitCode = :reader or exists (select 1 from Assignment l where l.taskId = %1$s.taskId"
                .formatted(alias) + " and l.unitCode = :reader and l.role = 'LEAD' and l.status <> 'TERMINATED')";
    }

    /**
     * Leaves what the reader sees though it is another unit's. It comes from the tasks that the reader leads, whatever else is
     * asked for: else the planner, which cannot know how many those are, would look among all assignments. Hence an array, of
     * which it expects little, and a subquery that {@code offset} keeps apart.
     */
    static Filter ledBy(String reader) {
        return new Filter().among("""
                select o.id as id, o.noticeId as noticeId, o.taskId as taskId, o.deadlineId as deadlineId, o.unitCode as unitCode,
                    o.role as role, o.status as status, o.due as due, o.returnedAt as returnedAt, o.changedAt as changedAt
                from Assignment o where o.unitCode <> :reader and o.taskId in (select led from unnest((
                    select array_agg(l.taskId) within group (order by l.taskId) from Assignment l
                    where l.unitCode = :reader and l.role = 'LEAD' and l.status <> 'TERMINATED')) led)
                order by o.id offset 0""").bind("reader", reader);
    }

    /** @throws ProblemException 404: for a unit, another's assignment does not exist */
    public static Assignment ofUnit(UUID id, String unit) {
        return Assignment.<Assignment>findByIdOptional(id).filter(a -> a.unitCode.equals(unit))
                .orElseThrow(() -> missing(id));
    }

    /** The same, locked until the transaction ends: of two who file the same on it, the second sees the first. */
    public static Assignment lockedOfUnit(UUID id, String unit) {
        Assignment assignment = findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (assignment == null || !assignment.unitCode.equals(unit)) {
            throw missing(id);
        }
        return assignment;
    }

    public static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("责任分工", "assignment"), id);
    }
}
