package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.notice.Notice;

/** How a notice came along, day by day, from what was filed, answered and reopened. */
@ApplicationScoped
public class BoardProgress {
    private static final String DAYS = """
            with mine as (select id, returned_at from assignment where notice_id = ? and status <> 'TERMINATED'),
            change as (
                select s.submitted_at as at, 1 as reported, 0 as completed
                from mine join submission s on s.assignment_id = mine.id where s.kind = 'FINAL'
                union all
                select s.reviewed_at, case s.decision when 'RETURN' then -1 else 0 end, case s.decision when 'ACCEPT' then 1 else 0 end
                from mine join submission s on s.assignment_id = mine.id where s.decision is not null
                union all
                select h.at, -1, -1 from mine join audit h on h.entity = 'assignment' and h.entity_id = mine.id::text
                where mine.returned_at is not null and h.action = 'assignment.reopened')
            select day, sum(reported) over (order by day), sum(completed) over (order by day)
            from (select (at at time zone '%s')::date as day, sum(reported) as reported, sum(completed) as completed
                  from change group by 1) d
            order by day""".formatted(BusinessDays.ZONE);

    private static final int LEFT = 44;
    private static final int RIGHT = 704;
    private static final int TOP = 28;
    private static final int BOTTOM = 200;

    private final BoardSql sql;

    BoardProgress(BoardSql sql) {
        this.sql = sql;
    }

    /** What stood at the end of a day: assignments that were reported as done, and those that were accepted. */
    public record Day(LocalDate day, int reported, int completed) {}

    /**
     * The chart, in its own units: {@code 0 0 720 232}.
     *
     * @param total     assignments that are not terminated: the whole
     * @param from      the day of the dispatch
     * @param due       the place of the day to report by; null where it is not in the picture
     * @param reported  a path in steps
     * @param completed a path in steps
     * @param days      the same as a table: days on which something changed
     */
    public record Chart(int total, LocalDate from, LocalDate to, Integer due, String reported, String completed, List<Day> days) {}

    /** @return null for a draft, and where nothing is left to be done by anybody */
    Chart read(Notice notice, int total, LocalDate today) {
        if (notice.dispatchedAt == null || total == 0) {
            return null;
        }
        UUID id = notice.id;
        List<Day> days = sql.rows(DAYS, row -> new Day(row.getObject(1, LocalDate.class), row.getInt(2), row.getInt(3)), id);
        LocalDate from = BusinessDays.dayOf(notice.dispatchedAt);
        LocalDate end = notice.status == Notice.Status.DISPATCHED ? today
                : days.isEmpty() ? from : days.get(days.size() - 1).day;
        LocalDate due = notice.reportBy;
        LocalDate to = later(later(end, from.plusDays(1)), due == null || due.isAfter(from.plusYears(1)) ? from : due);
        Integer place = due == null || due.isBefore(from) || due.isAfter(to) ? null : x(due, from, to);
        int until = x(later(end, from), from, to);
        return new Chart(total, from, to, place, steps(days, Day::reported, total, from, to, until),
                steps(days, Day::completed, total, from, to, until), days);
    }

    /** A value stands until the day on which it changes. */
    private static String steps(List<Day> days, ToIntFunction<Day> value, int total, LocalDate from, LocalDate to, int until) {
        StringBuilder path = new StringBuilder("M" + LEFT + "," + BOTTOM);
        days.forEach(day -> path.append(" H").append(x(day.day, from, to))
                .append(" V").append(BOTTOM - (BOTTOM - TOP) * value.applyAsInt(day) / total));
        return path.append(" H").append(until).toString();
    }

    private static int x(LocalDate day, LocalDate from, LocalDate to) {
        long in = Math.max(0, ChronoUnit.DAYS.between(from, day));
        return (int) (LEFT + (RIGHT - LEFT) * in / ChronoUnit.DAYS.between(from, to));
    }

    private static LocalDate later(LocalDate a, LocalDate b) {
        return a.isAfter(b) ? a : b;
    }
}
