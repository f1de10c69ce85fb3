package org.duban.task.notice;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.Ids;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.parse.Due;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A measure (事项) of a notice, with the units as the notice prints them. */
@Entity
public class Task extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "notice_id")
    public UUID noticeId;

    /** Order in the notice, from 0. */
    public int position;

    /** The printed numbers joined, for example 二/(四)/3; unique in the notice. */
    public String ref;

    /** For example 4.3. */
    public String number;

    /** As a mail prints it, for example (四)-3. */
    public String label;

    public String heading;

    /** The measure verbatim, from after its printed number (R1). */
    public String text;

    @JdbcTypeCode(SqlTypes.JSON)
    public List<PrintedUnit> units;

    /** The list of units ended in 等. */
    public boolean etc;

    @Column(name = "due")
    String dueStored;

    /** The task's own day as written; null when it has none. */
    @Column(name = "due_text")
    public String dueText;

    /** The day in force as the notice's rule last made it; null before the dispatch, and where there is none. */
    @Column(name = "in_force")
    public LocalDate inForce;

    /** When an amendment took it out of the notice; null while it stands. */
    @Column(name = "withdrawn_at")
    public Instant withdrawnAt;

    /** A responsible unit as printed; it may be the name of a group. */
    public record PrintedUnit(UnitRole role, String name) {}

    protected Task() {}

    Task(UUID id, UUID noticeId, int position) {
        this.id = id;
        this.noticeId = noticeId;
        this.position = position;
    }

    /**
     * A new task of a notice.
     *
     * @param pointer where the draft stands in the request, for the problem of a task without any unit
     */
    public static Task of(UUID noticeId, int position, TaskDraft draft, String pointer) {
        Task task = new Task(Ids.next(), noticeId, position);
        task.amend(draft, pointer);
        return task;
    }

    /** Takes over all that the draft says. */
    public void amend(TaskDraft draft, String pointer) {
        ref = draft.ref();
        number = draft.number() == null ? String.valueOf(position + 1) : draft.number();
        label = draft.label() == null ? ref : draft.label();
        heading = draft.heading();
        text = draft.text();
        units = draft.units();
        etc = Boolean.TRUE.equals(draft.etc());
        dueStored = draft.due() == null ? null : draft.due().toString();
        dueText = draft.dueText();
        if (units.isEmpty()) {
            throw ProblemException.field(pointer + "/responsible", "没有责任单位。", "No unit is responsible.");
        }
    }

    /** Nobody is asked for it any more. */
    public void withdraw(Instant now) {
        withdrawnAt = now;
    }

    /** The names printed with that role. */
    public List<String> names(UnitRole role) {
        return units.stream().filter(unit -> unit.role() == role).map(PrintedUnit::name).toList();
    }

    /** The task's own day; null when it has none, and the notice's day counts. */
    public Due due() {
        return dueStored == null ? null : Due.parse(dueStored);
    }

    /** The day in force: its own by the notice's rule, else the notice's; an open-ended task has none. */
    public LocalDate due(Notice notice, WorkingCalendar calendar) {
        Due own = due();
        return own == null ? notice.due(calendar) : notice.rule().due(own.day(), dueText, calendar);
    }

    /** The words of that day (R1); null when they are not known. */
    public String dueWords(Notice notice) {
        return due() != null ? dueText : notice.reportByGiven ? null : notice.reportByText;
    }

    public static List<Task> ofNotice(UUID noticeId) {
        return list("noticeId = ?1 order by position", noticeId);
    }

    public static Task byId(UUID id) {
        return Task.<Task>findByIdOptional(id).orElseThrow(() -> missing(id));
    }

    public static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("事项", "task"), id);
    }
}
