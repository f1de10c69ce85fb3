package org.duban.bench;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
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
    private final PreparedStatement read;
    private final PreparedStatement write;

    BareReport(Connection connection, Ledger ledger, IntSupplier assignments) throws SQLException {
        this.connection = connection;
        this.ledger = ledger;
        this.assignments = assignments;
        connection.setAutoCommit(false);
        String asked = "assignment where id = any((select ?::uuid[])::uuid[]) and unit_code = (select ?)";
        String deadlines = "array(select deadline_id from %s)".formatted(asked);
        read = connection.prepareStatement("""
                select id from deadline where id = any(%1$s) order by id for update;
                select d.id, d.notice_id, d.unit_code, u.name, d.due, d.due_text, d.version
                from deadline d join unit u on u.code = d.unit_code
                where d.id = any(%1$s) order by d.id;
                select a.deadline_id, a.task_id, a.id, a.role, a.status, a.original_due, a.due, a.returned_at, a.return_reason
                from assignment a where a.deadline_id = any(%1$s);
                select id, position, ref, number, label, heading, text from task
                where id = any(array(select task_id from assignment where deadline_id = any(%1$s)));
                select id, title, document_number, issued_by, report_to, report_by, report_by_text, contact, ladder,
                       own_ladder, status
                from notice where id = any(array(select notice_id from %2$s))""".formatted(deadlines, asked));
        // The event's position is set, and negative: the relay of the product leaves it alone.
        write = connection.prepareStatement("""
                with filed as (
                    update assignment set status = 'SUBMITTED', acknowledged_at = coalesce(acknowledged_at, ?), changed_at = ?,
                        submitted_at = coalesce(?, submitted_at), version = version + 1
                    where id = any((select ?::uuid[])::uuid[]))
                update deadline set version = version + 1, next_rung = case when id = any(?) then next_rung end,
                    next_at = case when id = any(?) then next_at end
                where id = any((select ?::uuid[])::uuid[]);
                insert into outbox (id, topic, key, type, subject, time, sequence, data, position)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[], ?::int[], ?::text[], ?::bigint[]);
                insert into submission (id, assignment_id, kind, summary, percent, submitted_at, receipt)
                select id, assignment_id, 'FINAL', ?, 100, ?, ? from unnest(?::uuid[], ?::uuid[]) as filed(id, assignment_id);
                insert into audit (at, actor, action, entity, entity_id, before, after)
                select ?, actor, 'submission.filed', 'assignment', entity_id, before::jsonb, after::jsonb
                from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as entry(actor, entity_id, before, after)""");
    }

    @Override
    public void once() throws SQLException {
        int number = assignments.getAsInt();
        UUID id = UUID.fromString(ledger.assignment(number));
        String unit = Ledger.unit(ledger.unitOf(number));
        Timestamp now = Timestamp.from(Instant.now());
        Array ids = array("uuid", id);
        for (int i = 0; i < 5; i++) {
            read.setArray(2 * i + 1, ids);
            read.setString(2 * i + 2, unit);
        }
        Array locked = array("uuid", firstColumn(read));
        UUID event = UUID.randomUUID();
        UUID report = UUID.randomUUID();
        Object[] values = {now, now, now, ids, locked, locked, locked,
            array("uuid", event), array("text", "duban.events"), array("text", unit), array("text", "org.duban.deadline.changed.v1"),
            array("text", id.toString()), array("timestamptz", now.toInstant().toString()), array("int4", 1), array("text", PAYLOAD),
            array("int8", -Math.abs(event.getLeastSignificantBits())),
            SubmitBench.SUMMARY, now, report.toString(), array("uuid", report), ids,
            now, array("text", "unit:" + unit), array("text", id.toString()), array("text", "{\"status\":\"AWAITING_ACKNOWLEDGEMENT\"}"),
            array("text", "{\"status\":\"SUBMITTED\",\"submission\":\"%s\",\"kind\":\"FINAL\"}".formatted(report))};
        for (int i = 0; i < values.length; i++) {
            write.setObject(i + 1, values[i]);
        }
        write.execute();
        connection.commit();
    }

    private Array array(String type, Object value) throws SQLException {
        Object[] values = (Object[]) java.lang.reflect.Array.newInstance(value.getClass(), 1);
        values[0] = value;
        return connection.createArrayOf(type, values);
    }

    /** Of the first answer's only row; the other answers are read, too. */
    private static Object firstColumn(PreparedStatement read) throws SQLException {
        Object first = null;
        for (boolean more = read.execute(); more; more = read.getMoreResults()) {
            ResultSet row = read.getResultSet();
            while (row.next()) {
                first = first == null ? row.getObject(1) : first;
            }
        }
        return first;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
