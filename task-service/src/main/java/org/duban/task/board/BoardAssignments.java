package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Light;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.UnitRole;

/** Assignments as rows: those of a unit in a notice, or those of a task; each with the last report on it. */
@ApplicationScoped
public class BoardAssignments {
    private static final String ROWS = """
            with %s
            select a.id, a.unit_code, u.name, t.id, t.label, t.text, a.role, a.status, %s, a.original_due, a.due,
                   (select s.summary from submission s where s.assignment_id = a.id order by s.id desc limit 1)
            """.formatted(BoardSql.DAY, Light.sql("day.today", "day.soon"));
    private static final String JOINED = " join task t on t.id = a.task_id join unit u on u.code = a.unit_code cross join day where ";
    private static final String LIMIT = " limit " + (BoardSql.PAGE + 1) + " offset ?";
    private static final String OF_UNIT = ROWS + "from deadline d join assignment a on a.deadline_id = d.id" + JOINED
            + "d.notice_id = ? and d.unit_code = ? order by t.position, a.id" + LIMIT;
    private static final String OF_TASK = ROWS + "from assignment a" + JOINED + "a.task_id = ? order by a.unit_code, a.id" + LIMIT;

    private final BoardSql sql;
    private final WorkingCalendar calendar;

    BoardAssignments(BoardSql sql, WorkingCalendar calendar) {
        this.sql = sql;
        this.calendar = calendar;
    }

    /**
     * An assignment in a list.
     *
     * @param originalDue the first day (R3); null: none
     * @param due         the day in force; null: none
     * @param daysLate    calendar days; 0: not late
     * @param report      the words of the last report; null: there is none
     */
    public record Row(UUID id, String unit, String unitName, UUID task, String label, String text, UnitRole role,
            AssignmentStatus status, Light light, LocalDate originalDue, LocalDate due, long daysLate, String report) {

        /** The day in force is not the first one. */
        public boolean isMoved() {
            return originalDue != null && !originalDue.equals(due);
        }
    }

    BoardPage<Row> ofUnit(UUID notice, String unit, int page, LocalDate today) {
        return BoardPage.of(sql.rows(OF_UNIT, row -> row(row, today), today, Light.soonUntil(today, calendar), notice, unit,
                BoardSql.before(page)), page);
    }

    BoardPage<Row> ofTask(UUID task, int page, LocalDate today) {
        return BoardPage.of(sql.rows(OF_TASK, row -> row(row, today), today, Light.soonUntil(today, calendar), task,
                BoardSql.before(page)), page);
    }

    private static Row row(ResultSet row, LocalDate today) throws SQLException {
        AssignmentStatus status = AssignmentStatus.valueOf(row.getString(8));
        LocalDate due = row.getObject(11, LocalDate.class);
        long late = status.isOwed() && BusinessDays.isPast(due, today) ? ChronoUnit.DAYS.between(due, today) : 0;
        return new Row(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getObject(4, UUID.class),
                row.getString(5), row.getString(6), UnitRole.valueOf(row.getString(7)), status, Light.valueOf(row.getString(9)),
                row.getObject(10, LocalDate.class), due, late, row.getString(12));
    }
}
