package org.duban.task.paper;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Light;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.UnitRole;
import org.duban.task.sql.Select;

/**
 * Reads a ledger page by page, in the order of its tasks; of a task by role, then as they were made. Between pages it holds
 * neither a connection nor what it has read: a slow client costs nothing, and no ledger is ever whole in memory.
 */
@ApplicationScoped
class LedgerQuery {
    private static final int ROWS = 500;
    private static final int TASKS = 200;
    private static final Place FIRST = new Place(0, 0, new UUID(0, 0));

    private static final String PAGE = """
            select p.place, p.id, t.label, t.text, u.name, p.role, p.due, p.original_due, d.due_text, p.status, p.returned_at is not null,
                   p.return_reason, s.summary, s.percent, s.problems, s.next_steps
            from (
                select o.place, r.rank, a.*
                from unnest((select ?::uuid[])) with ordinality o(task, place) join assignment a on a.task_id = o.task
                cross join lateral (select array_position(array['LEAD', 'RESPONSIBLE', 'ASSISTING'], a.role) as rank) r
                where (?::text is null or a.unit_code = ? or exists (select from assignment l
                        where l.task_id = a.task_id and l.unit_code = ? and l.role = 'LEAD' and l.status <> 'TERMINATED'))
                    and (o.place, r.rank, a.id) > (?, ?, ?)
                order by o.place, r.rank, a.id limit ?) p
            join task t on t.id = p.task_id join unit u on u.code = p.unit_code join deadline d on d.id = p.deadline_id
            left join lateral (select summary, percent, problems, next_steps from submission
                where assignment_id = p.id order by id desc limit 1) s on true
            order by p.place, p.rank, p.id""";

    private final DataSource database;
    private final WorkingCalendar calendar;
    private final int rows;
    private final int tasks;

    @Inject
    LedgerQuery(DataSource database, WorkingCalendar calendar) {
        this(database, calendar, ROWS, TASKS);
    }

    /** Of at most so many rows a page, out of at most so many tasks. */
    LedgerQuery(DataSource database, WorkingCalendar calendar, int rows, int tasks) {
        this.database = database;
        this.calendar = calendar;
        this.rows = rows;
        this.tasks = tasks;
    }

    /** Takes what was read. */
    interface Taker {
        /** @param page not empty; the next is read when this has returned */
        void take(List<LedgerRow> page) throws IOException;
    }

    /** Where a page ends: the place of its last task among those asked for, from 1, the rank of the role there, the assignment. */
    private record Place(int task, int rank, UUID assignment) {}

    /**
     * Hands over all rows.
     *
     * @param reader the only unit that the caller reads as: its own, and what others do on tasks that it leads (R11); null: all
     * @param today  the business day that lights are computed for
     */
    void read(UUID notice, String reader, LocalDate today, Taker to) throws IOException {
        List<UUID> all = tasks(notice);
        WorkingCalendar days = calendar.current();
        Place after = FIRST;
        for (int from = 0; from < all.size();) {
            int end = Math.min(from + tasks, all.size());
            List<LedgerRow> page = page(all.subList(from, end), from, after, reader, today, days);
            if (!page.isEmpty()) {
                to.take(page);
            }
            if (page.size() < rows) {
                from = end;
                after = FIRST;
            } else {
                LedgerRow last = page.get(page.size() - 1);
                from = last.number() - 1;
                after = new Place(1, last.role().ordinal() + 1, last.assignment());
            }
        }
    }

    /** Only their ids: the order stays what it was, whatever is amended meanwhile. */
    private List<UUID> tasks(UUID notice) {
        return Select.rows(database, "select id from task where notice_id = ? order by position, id", row -> row.getObject(1, UUID.class), notice);
    }

    private List<LedgerRow> page(List<UUID> of, int before, Place after, String reader, LocalDate today, WorkingCalendar days) {
        return Select.rows(database, PAGE, select -> {
            select.setArray(1, select.getConnection().createArrayOf("uuid", of.toArray()));
            for (int i = 2; i <= 4; i++) {
                select.setString(i, reader);
            }
            select.setInt(5, after.task);
            select.setInt(6, after.rank);
            select.setObject(7, after.assignment);
            select.setInt(8, rows);
        }, row -> row(row, before, today, days));
    }

    private static LedgerRow row(ResultSet row, int before, LocalDate today, WorkingCalendar days) throws SQLException {
        AssignmentStatus status = AssignmentStatus.valueOf(row.getString(10));
        LocalDate due = row.getObject(7, LocalDate.class);
        boolean returned = row.getBoolean(11);
        LedgerRow.Report newest = row.getString(13) == null ? null
                : new LedgerRow.Report(row.getString(13), row.getObject(14, Integer.class), row.getString(15), row.getString(16));
        return new LedgerRow(before + row.getInt(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4), row.getString(5),
                UnitRole.valueOf(row.getString(6)), due, row.getObject(8, LocalDate.class), row.getString(9), status,
                Light.of(status, due, returned, today, days), newest, returned && status.isOwed() ? row.getString(12) : null);
    }
}
