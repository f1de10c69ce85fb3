package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Mark;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/**
 * 完成时限: what one unit owes of one notice by one day. It never changes its day; an assignment whose day changes
 * moves to another deadline. Its version is raised, under its row lock, by every change that touches it.
 */
@Entity
public class Deadline extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "notice_id")
    public UUID noticeId;

    @Column(name = "unit_code")
    public String unitCode;

    /** Inclusive (R2); null: no day, and so no reminder. */
    public LocalDate due;

    @Column(name = "due_text")
    public String dueText;

    public int version;

    /** The name of the next rung. */
    @Column(name = "next_rung")
    public String nextRung;

    /** The moment of the next rung; null when nothing is to be chased. */
    @Column(name = "next_at")
    public Instant nextAt;

    /** The name of the last rung that fired: none at or before it fires again (R6). */
    @Column(name = "fired_rung")
    public String firedRung;

    /** The version of the calendar that {@link #nextAt} was planned by. */
    @Column(name = "calendar_version")
    public int calendarVersion;

    protected Deadline() {}

    Deadline(UUID id, UUID noticeId, String unitCode, LocalDate due, String dueText) {
        this.id = id;
        this.noticeId = noticeId;
        this.unitCode = unitCode;
        this.due = due;
        this.dueText = dueText;
    }

    /** A change touched it: what is read of it from here on is newer. The caller holds its lock. */
    void touch() {
        version++;
    }

    /**
     * Plans the next rung of what is owed, after a change whose own mail stands for every rung before it.
     *
     * @param ladder null: no reminders
     */
    void plan(Instant now, Ladder ladder, WorkingCalendar calendar) {
        Course course = course(ladder, calendar);
        come(course == null ? null : course.nextAfter(now, Mark.of(firedRung)), calendar);
    }

    /** The same where that ladder takes the place of another. */
    void planAnew(Instant now, Ladder ladder, WorkingCalendar calendar) {
        Course course = course(ladder, calendar);
        come(course == null ? null : course.insteadOf(Mark.of(nextRung), now, Mark.of(firedRung)), calendar);
    }

    private Course course(Ladder ladder, WorkingCalendar calendar) {
        return due == null || ladder == null ? null : new Course(ladder, due, calendar);
    }

    private void come(Course.Step step, WorkingCalendar calendar) {
        nextRung = step == null ? null : step.mark().name();
        nextAt = step == null ? null : step.at();
        calendarVersion = calendar.version();
    }

    /** Nothing is chased any more, whatever is owed. */
    void stop() {
        nextRung = null;
        nextAt = null;
    }

    static ProblemException missing(UUID id) {
        return ProblemException.notFound(new Text("完成时限", "deadline"), id);
    }
}
