package org.duban.task.paper;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.notice.UnitRole;
import org.duban.task.sql.Select;

/** Who is late with a notice, and with what: owed and past its day. */
@ApplicationScoped
class Letters {
    private static final String LATE = "a.notice_id = ? and a.due < ? and a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')";

    private final DataSource database;

    Letters(DataSource database) {
        this.database = database;
    }

    record LateUnit(String code, String name) {}

    record LateTask(String label, String text, UnitRole role, LocalDate due, AssignmentStatus status) {}

    /** By code. */
    List<LateUnit> units(UUID notice, LocalDate today) {
        return Select.rows(database, "select distinct u.code, u.name from assignment a join unit u on u.code = a.unit_code where " + LATE
                        + " order by u.code",
                row -> new LateUnit(row.getString(1), row.getString(2)), notice, today);
    }

    /** In the order of the notice; empty: the unit is not late. */
    List<LateTask> tasks(UUID notice, String unit, LocalDate today) {
        return Select.rows(database, "select t.label, t.text, a.role, a.due, a.status from assignment a join task t on t.id = a.task_id where "
                        + LATE + " and a.unit_code = ? order by t.position, t.id, a.id",
                row -> new LateTask(row.getString(1), row.getString(2), UnitRole.valueOf(row.getString(3)), row.getObject(4, LocalDate.class),
                        AssignmentStatus.valueOf(row.getString(5))), notice, today, unit);
    }
}
