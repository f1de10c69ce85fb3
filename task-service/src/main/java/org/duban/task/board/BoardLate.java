package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;

/** Which units are late with a notice, and by how much; the worst first. */
@ApplicationScoped
public class BoardLate {
    /** By the index of a notice's assignments by status and day, so that it reads what is late and nothing else. */
    private static final String LATE = """
            select a.unit_code, u.name, count(*), min(a.due), count(*) over ()
            from assignment a join unit u on u.code = a.unit_code
            where a.notice_id = ? and a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')
              and coalesce(a.due, date '9999-12-31') < ?
            group by a.unit_code, u.name order by min(a.due), count(*) desc, a.unit_code limit ? offset ?""";

    private final BoardSql sql;
    private final WorkingCalendar calendar;

    BoardLate(BoardSql sql, WorkingCalendar calendar) {
        this.sql = sql;
        this.calendar = calendar;
    }

    /**
     * A late unit.
     *
     * @param assignments how many of its assignments are late
     * @param since       the earliest day that has passed
     * @param days        calendar days since then
     * @param workingDays working days since then
     * @param units       how many units are late in all
     */
    public record Row(String code, String name, int assignments, LocalDate since, long days, int workingDays, int units) {}

    List<Row> worst(UUID notice, int most, LocalDate today) {
        return read(notice, most, 0, today);
    }

    BoardPage<Row> page(UUID notice, int page, LocalDate today) {
        return BoardPage.of(read(notice, BoardSql.PAGE + 1, BoardSql.before(page), today), page);
    }

    private List<Row> read(UUID notice, int limit, int offset, LocalDate today) {
        WorkingCalendar days = calendar.current();
        return sql.rows(LATE, row -> {
            LocalDate since = row.getObject(4, LocalDate.class);
            return new Row(row.getString(1), row.getString(2), row.getInt(3), since, ChronoUnit.DAYS.between(since, today),
                    -days.workingDaysBetween(today, since), row.getInt(5));
        }, notice, today, limit, offset);
    }
}
