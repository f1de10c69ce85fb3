package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.UUID;
import org.duban.task.assignment.Light;
import org.duban.task.assignment.SummaryQuery;
import org.duban.task.assignment.SummaryResource.Counts;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Notice;

/** All notices, those first on which somebody waits for the reviewers. */
@ApplicationScoped
public class BoardNotices {
    private static final String NOTICES = """
            with %s,
            waiting as (
                select notice_id, count(*) as n from (
                    select a.notice_id from assignment a where a.status = 'SUBMITTED'
                    union all
                    select a.notice_id from extension_request r join assignment a on a.id = r.assignment_id where r.decision is null
                    union all
                    select a.notice_id from dispute d join assignment a on a.id = d.assignment_id where d.decision is null) w
                group by notice_id),
            page as (
                select n.*, row_number() over (order by n.waiting = 0, n.rank, n.id desc) as place
                from (select n.id, n.title, n.document_number, n.status, n.report_by,
                             case when n.status = 'DISPATCHED' then coalesce(w.n, 0) else 0 end as waiting,
                             array_position(array['DISPATCHED', 'DRAFT', 'CLOSED', 'WITHDRAWN'], n.status) as rank
                      from notice n left join waiting w on w.notice_id = n.id) n
                order by place limit %d offset ?)
            select p.id, p.title, p.document_number, p.status, p.report_by, p.waiting, c.*
            from page p cross join lateral (
                select %s from (select a.status, %s as light from assignment a cross join day where a.notice_id = p.id) mine) c
            order by p.place""".formatted(BoardSql.DAY, BoardSql.PAGE + 1, SummaryQuery.COUNTED, Light.sql("day.today", "day.soon"));
    private static final int FIRST_COUNT = 7;

    private final BoardSql sql;
    private final WorkingCalendar calendar;

    BoardNotices(BoardSql sql, WorkingCalendar calendar) {
        this.sql = sql;
        this.calendar = calendar;
    }

    /**
     * A notice in the list.
     *
     * @param reportBy null: it names no day
     * @param waiting  reports to review, extension requests and disputes to decide
     */
    public record Row(UUID id, String title, String documentNumber, Notice.Status status, LocalDate reportBy, int waiting,
            Counts counts) {}

    BoardPage<Row> read(int page, LocalDate today) {
        return BoardPage.of(sql.rows(NOTICES, row -> new Row(row.getObject(1, UUID.class), row.getString(2), row.getString(3),
                        Notice.Status.valueOf(row.getString(4)), row.getObject(5, LocalDate.class), row.getInt(6),
                        SummaryQuery.counts(row, FIRST_COUNT)),
                today, Light.soonUntil(today, calendar), BoardSql.before(page)), page);
    }
}
