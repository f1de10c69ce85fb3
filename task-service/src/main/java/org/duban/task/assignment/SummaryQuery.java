package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.assignment.SummaryResource.Counts;
import org.duban.task.assignment.SummaryResource.OfSection;
import org.duban.task.assignment.SummaryResource.OfUnit;
import org.duban.task.assignment.SummaryResource.Summary;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;

/** Counts a notice's assignments: one statement for all groupings, one for the tasks. */
@ApplicationScoped
public class SummaryQuery {
    private static final String COUNTS = """
            with mine as (
                select a.unit_code, u.name, substring(t.ref from '^(.*)/[^/]*$') as section, t.heading, t.position, a.status,
                       case when a.status not in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS') then 'GREEN'
                            when a.due < ? then 'RED'
                            when a.due <= ? or a.returned_at is not null then 'YELLOW' else 'GREEN' end as light
                from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
                where a.notice_id = ? and (cast(? as text) is null or a.unit_code = ?))
            select grouping(unit_code) as of_none_of_units, grouping(section) as of_no_section,
                   unit_code, name, section, heading, count(*),
                   count(*) filter (where status = 'AWAITING_ACKNOWLEDGEMENT'),
                   count(*) filter (where status = 'IN_PROGRESS'), count(*) filter (where status = 'SUBMITTED'),
                   count(*) filter (where status = 'COMPLETED'), count(*) filter (where status = 'TERMINATED'),
                   count(*) filter (where light = 'RED'), count(*) filter (where light = 'YELLOW'),
                   count(*) filter (where light = 'GREEN')
            from mine group by grouping sets ((), (unit_code, name), (section, heading))
            order by unit_code nulls first, min(position)""";

    private static final String TASKS = """
            select count(*), count(*) filter (where done) from (
                select bool_and(status = 'COMPLETED') filter (where role <> 'ASSISTING' and status <> 'TERMINATED') as done
                from assignment where notice_id = ? and (cast(? as text) is null or unit_code = ?) group by task_id) t""";

    private final DataSource database;
    private final WorkingCalendar calendar;

    SummaryQuery(DataSource database, WorkingCalendar calendar) {
        this.database = database;
        this.calendar = calendar;
    }

    /** @param unit counts this unit's only; null: all */
    public Summary read(Notice notice, String unit, LocalDate today) throws SQLException {
        List<OfUnit> units = new ArrayList<>();
        List<OfSection> sections = new ArrayList<>();
        Counts total = null;
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(COUNTS)) {
            select.setObject(1, today);
            select.setObject(2, Light.soonUntil(today, calendar));
            of(select, 3, notice.id, unit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    if (row.getInt(1) == 0) {
                        units.add(new OfUnit(row.getString(3), row.getString(4), counts(row)));
                    } else if (row.getInt(2) == 0) {
                        sections.add(new OfSection(row.getString(5), row.getString(6), counts(row)));
                    } else {
                        total = counts(row);
                    }
                }
            }
            try (PreparedStatement tasks = connection.prepareStatement(TASKS)) {
                of(tasks, 1, notice.id, unit);
                try (ResultSet row = tasks.executeQuery()) {
                    row.next();
                    return new Summary(notice.id, notice.status, today, row.getInt(1), row.getInt(2), total, units, sections);
                }
            }
        }
    }

    private static void of(PreparedStatement select, int from, UUID notice, String unit) throws SQLException {
        select.setObject(from, notice);
        select.setString(from + 1, unit);
        select.setString(from + 2, unit);
    }

    private static Counts counts(ResultSet row) throws SQLException {
        int all = row.getInt(7);
        int completed = row.getInt(11);
        int counted = all - row.getInt(12);
        return new Counts(all, row.getInt(8), row.getInt(9), row.getInt(10), completed, row.getInt(12), row.getInt(13),
                row.getInt(13), row.getInt(14), row.getInt(15), counted == 0 ? 0 : 100 * completed / counted);
    }
}
