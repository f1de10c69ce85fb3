package org.duban.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.duban.stack.bench.Load;

/**
 * The statements of one report as task-service sends them in its transaction, and nothing else: no HTTP, no token, no
 * check, no JSON to be made.
 */
final class BareReport implements Load.Work {
    private static final String PAYLOAD = "{\"assignments\":\"%s\"}".formatted("x".repeat(1500));

    private final Connection connection;
    private final Ledger ledger;
    private final IntSupplier assignments;
    private final PreparedStatement lock;
    private final PreparedStatement deadline;
    private final PreparedStatement assigned;
    private final PreparedStatement tasks;
    private final PreparedStatement notice;
    private final PreparedStatement status;
    private final PreparedStatement outbox;
    private final PreparedStatement submission;
    private final PreparedStatement audit;

    BareReport(Connection connection, Ledger ledger, IntSupplier assignments) throws SQLException {
        this.connection = connection;
        this.ledger = ledger;
        this.assignments = assignments;
        connection.setAutoCommit(false);
        lock = connection.prepareStatement("""
                select id from deadline
                where id = any(array(select deadline_id from assignment
                                     where id = any((select ?::uuid[])::uuid[]) and unit_code = ?))
                order by id for update""");
        deadline = connection.prepareStatement("""
                select d.id, d.notice_id, d.unit_code, u.name, d.due, d.due_text, d.version
                from deadline d join unit u on u.code = d.unit_code
                where d.id = any((select ?::uuid[])::uuid[])
                order by d.id""");
        assigned = connection.prepareStatement("""
                select a.deadline_id, a.task_id, a.id, a.role, a.status, a.original_due, a.due, a.returned_at, a.return_reason
                from assignment a where a.deadline_id = any((select ?::uuid[])::uuid[])""");
        tasks = connection.prepareStatement("""
                select id, position, ref, number, label, heading, text from task where id = any((select ?::uuid[])::uuid[])""");
        notice = connection.prepareStatement("""
                select id, title, document_number, issued_by, report_to, report_by, report_by_text, contact, ladder,
                       own_ladder, status
                from notice where id = any((select ?::uuid[])::uuid[])""");
        status = connection.prepareStatement("""
                with filed as (
                    update assignment set status = 'SUBMITTED', acknowledged_at = coalesce(acknowledged_at, ?), changed_at = ?,
                        submitted_at = ?, version = version + 1
                    where id = any((select ?::uuid[])::uuid[]))
                update deadline set version = version + 1, next_rung = case when id = any(?) then next_rung end,
                    next_at = case when id = any(?) then next_at end
                where id = any((select ?::uuid[])::uuid[])""");
        // Its position is set, and negative: the relay of the product leaves it alone.
        outbox = connection.prepareStatement("""
                insert into outbox (id, topic, key, type, subject, time, sequence, data, position)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[], ?::int[], ?::text[], ?::bigint[])""");
        submission = connection.prepareStatement("""
                insert into submission (id, assignment_id, kind, summary, percent, problems, next_steps, submitted_at, receipt)
                values (?, ?, 'FINAL', ?, 100, null, null, ?, ?)""");
        audit = connection.prepareStatement("""
                insert into audit (at, actor, action, entity, entity_id, before, after, reason)
                values (?, ?, 'submission.filed', 'assignment', ?, ?::jsonb, ?::jsonb, null)""");
    }

    @Override
    public void once() throws SQLException {
        int number = assignments.getAsInt();
        UUID id = UUID.fromString(ledger.assignment(number));
        String unit = Ledger.unit(ledger.unitOf(number));
        Timestamp now = Timestamp.from(Instant.now());
        Array ids = uuids(List.of(id));
        lock.setArray(1, ids);
        lock.setString(2, unit);
        Array locked = uuids(column(lock, 1));
        deadline.setArray(1, locked);
        List<Object> notices = column(deadline, 2);
        assigned.setArray(1, locked);
        tasks.setArray(1, uuids(column(assigned, 2)));
        column(tasks, 1);
        notice.setArray(1, uuids(notices));
        column(notice, 1);
        status.setTimestamp(1, now);
        status.setTimestamp(2, now);
        status.setTimestamp(3, now);
        status.setArray(4, ids);
        status.setArray(5, locked);
        status.setArray(6, locked);
        status.setArray(7, locked);
        status.executeUpdate();
        UUID event = UUID.randomUUID();
        String[] types = {"uuid", "text", "text", "text", "text", "timestamptz", "int4", "text", "int8"};
        Object[] row = {event, "duban.events", unit, "org.duban.deadline.changed.v1", id.toString(), now.toInstant().toString(), 1, PAYLOAD,
            -Math.abs(event.getLeastSignificantBits())};
        for (int i = 0; i < row.length; i++) {
            outbox.setArray(i + 1, connection.createArrayOf(types[i], new Object[] {row[i]}));
        }
        outbox.executeUpdate();
        UUID report = UUID.randomUUID();
        submission.setObject(1, report);
        submission.setObject(2, id);
        submission.setString(3, SubmitBench.SUMMARY);
        submission.setTimestamp(4, now);
        submission.setString(5, report.toString());
        submission.executeUpdate();
        audit.setTimestamp(1, now);
        audit.setString(2, "unit:" + unit);
        audit.setString(3, id.toString());
        audit.setString(4, "{\"status\":\"AWAITING_ACKNOWLEDGEMENT\"}");
        audit.setString(5, "{\"status\":\"SUBMITTED\",\"submission\":\"%s\",\"kind\":\"FINAL\"}".formatted(report));
        audit.executeUpdate();
        connection.commit();
    }

    private Array uuids(List<Object> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }

    private static List<Object> column(PreparedStatement select, int column) throws SQLException {
        List<Object> values = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                values.add(row.getObject(column));
            }
        }
        return values;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
