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
    /** The printed numbers over the own one of a task {@code t}: its section. */
    public static final String SECTION = "substring(t.ref from '^(.*)/[^/]*$')";

    /** Counts of assignments by status and light, for {@link #counts} to read. */
    public static final String COUNTED = """
            count(*), count(*) filter (where status = 'AWAITING_ACKNOWLEDGEMENT'),
            count(*) filter (where status = 'IN_PROGRESS'), count(*) filter (where status = 'SUBMITTED'),
            count(*) filter (where status = 'COMPLETED'), count(*) filter (where status = 'TERMINATED'),
            count(*) filter (where light = 'RED'), count(*) filter (where light = 'YELLOW'),
            count(*) filter (where light = 'GREEN')""";

    /** The same of rows that stand for {@code n} alike. */
    public static final String SUMMED = COUNTED.replace("count(*)", "sum(n)");

    private static final String COUNTS = """
            with mine as (
                select a.unit_code, u.name, %s as section, t.heading, t.position, a.status, %s as light
                from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
                where a.notice_id = ? and (cast(? as text) is null or a.unit_code = ?))
            select grouping(unit_code) as of_none_of_units, grouping(section) as of_no_section,
                   unit_code, name, section, heading, %s
            from mine group by grouping sets ((), (unit_code, name), (section, heading))
            order by unit_code nulls first, min(position)""".formatted(SECTION, Light.sql("?", "?"), COUNTED);

    private static final String TASKS = """
            select count(*), count(*) filter (where done) from (
                select bool_and(status = 'COMPLETED') filter (where role <> 'ASSISTING' and status <> 'TERMINATED') as done
                from assignment where notice_id = ? and (cast(? as text) is null or unit_code = ?) group by task_id) t""";

    private static final int FIRST_COUNT = 7;

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
                        units.add(new OfUnit(row.getString(3), row.getString(4), counts(row, FIRST_COUNT)));
                    } else if (row.getInt(2) == 0) {
                        sections.add(new OfSection(row.getString(5), row.getString(6), counts(row, FIRST_COUNT)));
                    } else {
                        total = counts(row, FIRST_COUNT);
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

    /** @param first the column of the first of {@link #COUNTED} */
    public static Counts counts(ResultSet row, int first) throws SQLException {
        int[] n = new int[9];
        for (int i = 0; i < n.length; i++) {
            n[i] = row.getInt(first + i);
        }
        int counted = n[0] - n[5];
        return new Counts(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[6], n[7], n[8], counted == 0 ? 0 : 100 * n[4] / counted);
    }
}
