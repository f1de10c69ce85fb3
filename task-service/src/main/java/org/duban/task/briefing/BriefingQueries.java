package org.duban.task.briefing;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.assignment.Light;
import org.duban.task.briefing.BriefingData.Awaiting;
import org.duban.task.briefing.BriefingData.Counts;
import org.duban.task.briefing.BriefingData.Escalation;
import org.duban.task.briefing.BriefingData.Late;
import org.duban.task.briefing.BriefingData.NewReport;
import org.duban.task.briefing.BriefingData.Objection;
import org.duban.task.briefing.BriefingData.Request;
import org.duban.task.briefing.BriefingData.Silent;
import org.duban.task.briefing.BriefingData.Soon;
import org.duban.task.briefing.BriefingData.UnitRef;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.sql.Select;

/** What a briefing says, one statement a section. Every statement takes the notice and the business day. */
final class BriefingQueries {
    private static final int SUMMARY = 200;
    /** The most tasks that an escalation names. */
    private static final int LABELS = 30;

    private final Connection connection;
    private final UUID notice;
    private final LocalDate today;
    private final WorkingCalendar calendar;

    BriefingQueries(Connection connection, UUID notice, LocalDate today, WorkingCalendar calendar) {
        this.connection = connection;
        this.notice = notice;
        this.today = today;
        this.calendar = calendar;
    }

    Counts counts() throws SQLException {
        return query("""
                select count(*), count(*) filter (where status not in ('COMPLETED', 'TERMINATED')),
                       count(*) filter (where status = 'SUBMITTED'), count(*) filter (where status = 'COMPLETED'),
                       count(*) filter (where status = 'TERMINATED'),
                       count(*) filter (where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS') and due < ?),
                       count(distinct unit_code),
                       count(distinct unit_code) filter
                           (where status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS') and due < ?)
                from assignment where notice_id = ?""", List.of(today, today, notice),
                row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
                        row.getLong(6), row.getLong(7), row.getLong(8))).get(0);
    }

    /** Reports that no briefing has named; from here on one has. A mark on the row, since moments of commits do not sort. */
    List<NewReport> takeNewReports() throws SQLException {
        return query("""
                with taken as (
                    update submission s set briefed = true from assignment a
                    where a.id = s.assignment_id and a.notice_id = ? and not s.briefed
                    returning s.id, s.kind, s.submitted_at, s.summary, a.unit_code, a.task_id)
                select u.code, u.name, t.label, n.kind, n.submitted_at, left(n.summary, ?)
                from taken n join task t on t.id = n.task_id join unit u on u.code = n.unit_code
                order by n.submitted_at, n.id""",
                List.of(notice, SUMMARY),
                row -> new NewReport(unit(row), row.getString(3), row.getString(4), row.getTimestamp(5).toInstant(),
                        row.getString(6)));
    }

    List<Awaiting> awaitingReview() throws SQLException {
        return query("""
                select u.code, u.name, t.label, a.submitted_at
                from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
                where a.notice_id = ? and a.status = 'SUBMITTED' order by a.submitted_at, a.id""", List.of(notice),
                row -> new Awaiting(unit(row), row.getString(3), row.getTimestamp(4).toInstant(), since(row, 4)));
    }

    /** Of what is open; the decision on anything else changes nothing. */
    List<Request> extensionRequests() throws SQLException {
        return query("""
                select u.code, u.name, t.label, r.requested_at, r.due, r.wanted_due
                from extension_request r join assignment a on a.id = r.assignment_id join task t on t.id = a.task_id
                join unit u on u.code = a.unit_code
                where a.notice_id = ? and r.decision is null and a.status not in ('COMPLETED', 'TERMINATED')
                order by r.requested_at, r.id""", List.of(notice),
                row -> new Request(unit(row), row.getString(3), row.getObject(5, LocalDate.class),
                        row.getObject(6, LocalDate.class), row.getTimestamp(4).toInstant(), since(row, 4)));
    }

    List<Objection> disputes() throws SQLException {
        return query("""
                select u.code, u.name, t.label, d.raised_at, s.code, s.name
                from dispute d join assignment a on a.id = d.assignment_id join task t on t.id = a.task_id
                join unit u on u.code = a.unit_code left join unit s on s.code = d.suggested_unit
                where a.notice_id = ? and d.decision is null and a.status not in ('COMPLETED', 'TERMINATED')
                order by d.raised_at, d.id""", List.of(notice),
                row -> new Objection(unit(row), row.getString(3),
                        row.getString(5) == null ? null : new UnitRef(row.getString(5), row.getString(6)),
                        row.getTimestamp(4).toInstant(), since(row, 4)));
    }

    /** Working days since the day of that moment, which is not counted. */
    private int since(ResultSet row, int column) throws SQLException {
        return calendar.workingDaysBetween(BusinessDays.dayOf(row.getTimestamp(column).toInstant()), today);
    }

    /** Owed by a day that has not passed, three working days or fewer ahead. */
    List<Soon> dueSoon() throws SQLException {
        return query(OWED_BY_DEADLINE.formatted("between ? and ?"), List.of(notice, today, Light.soonUntil(today, calendar)),
                row -> new Soon(unit(row), row.getObject(3, LocalDate.class), row.getLong(4),
                        calendar.workingDaysBetween(today, row.getObject(3, LocalDate.class))));
    }

    List<Late> overdue() throws SQLException {
        return query(OWED_BY_DEADLINE.formatted("< ?"), List.of(notice, today),
                row -> new Late(unit(row), row.getObject(3, LocalDate.class), row.getLong(4),
                        -calendar.workingDaysBetween(today, row.getObject(3, LocalDate.class))));
    }

    private static final String OWED_BY_DEADLINE = """
            select u.code, u.name, a.due, count(*)
            from assignment a join unit u on u.code = a.unit_code
            where a.notice_id = ? and a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS') and a.due %s
            group by u.code, u.name, a.due order by a.due, u.code""";

    /** Named from the second working day on; the day of dispatch is not counted. */
    List<Silent> unacknowledged() throws SQLException {
        return query("""
                select u.code, u.name, count(*), min(a.created_at)
                from assignment a join unit u on u.code = a.unit_code
                where a.notice_id = ? and a.status = 'AWAITING_ACKNOWLEDGEMENT'
                group by u.code, u.name order by u.code""", List.of(notice),
                row -> new Silent(unit(row), row.getLong(3), since(row, 4))).stream()
                .filter(silent -> silent.workingDays() >= 2).toList();
    }

    /** Escalations that no list has named, of deadlines that still owe something; from here on one has. */
    List<Escalation> takeEscalations() throws SQLException {
        return query("""
                with unlisted as (
                    select id, unit_code, due, unlisted_rung from deadline
                    where notice_id = ? and unlisted_rung is not null order by id for update),
                taken as (update deadline d set unlisted_rung = null from unlisted n where d.id = n.id)
                select u.code, u.name, n.due, n.unlisted_rung, (array_agg(t.label order by t.position))[:?],
                       nullif(greatest(count(*) - ?, 0), 0)::int
                from unlisted n join unit u on u.code = n.unit_code
                join assignment a on a.deadline_id = n.id and a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS')
                join task t on t.id = a.task_id
                group by u.code, u.name, n.id, n.due, n.unlisted_rung order by n.due, u.code""",
                List.of(notice, LABELS, LABELS),
                row -> new Escalation(unit(row), row.getObject(3, LocalDate.class), row.getString(4),
                        -calendar.workingDaysBetween(today, row.getObject(3, LocalDate.class)),
                        List.of((String[]) row.getArray(5).getArray()), row.getObject(6, Integer.class)));
    }

    private static UnitRef unit(ResultSet row) throws SQLException {
        return new UnitRef(row.getString(1), row.getString(2));
    }

    private <T> List<T> query(String sql, List<Object> values, Select.Row<T> reading) throws SQLException {
        return Select.rows(connection, sql, reading, values.toArray());
    }
}
