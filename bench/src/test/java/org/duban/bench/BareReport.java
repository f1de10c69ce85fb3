package org.duban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.duban.stack.bench.Load;

/** The statements of one report, and nothing else: look, submission, status, audit, outbox, commit. */
final class BareReport implements Load.Work {
    private static final String PAYLOAD = "{\"assignments\":\"%s\"}".formatted("x".repeat(1500));

    private final Connection connection;
    private final Supplier<UUID> assignments;
    private final PreparedStatement look;
    private final PreparedStatement submission;
    private final PreparedStatement status;
    private final PreparedStatement audit;
    private final PreparedStatement outbox;

    BareReport(Connection connection, Supplier<UUID> assignments) throws SQLException {
        this.connection = connection;
        this.assignments = assignments;
        connection.setAutoCommit(false);
        look = connection.prepareStatement("select status, unit_code, deadline_id from assignment where id = ? for update");
        submission = connection.prepareStatement(
                "insert into submission (id, assignment_id, kind, summary, percent, submitted_at, receipt) values (?, ?, 'FINAL', ?, 100, ?, ?)");
        status = connection.prepareStatement("""
                update assignment set status = 'SUBMITTED', acknowledged_at = ?, submitted_at = ?, changed_at = ?,
                    version = version + 1 where id = ?""");
        audit = connection.prepareStatement("""
                insert into audit (at, actor, action, entity, entity_id, before, after)
                values (?, ?, 'submission.filed', 'assignment', ?, ?::jsonb, ?::jsonb)""");
        // Its position is set, and negative: the relay of the product leaves it alone.
        outbox = connection.prepareStatement("""
                insert into outbox (id, topic, key, type, subject, time, sequence, data, position)
                values (?, 'duban.events', ?, 'org.duban.deadline.changed.v1', ?, ?, 1, ?, ?)""");
    }

    @Override
    public void once() throws SQLException {
        UUID id = assignments.get();
        Timestamp now = Timestamp.from(Instant.now());
        look.setObject(1, id);
        String unit;
        String deadline;
        try (ResultSet row = look.executeQuery()) {
            row.next();
            unit = row.getString(2);
            deadline = row.getString(3);
        }
        UUID report = UUID.randomUUID();
        submission.setObject(1, report);
        submission.setObject(2, id);
        submission.setString(3, SubmitBench.SUMMARY);
        submission.setTimestamp(4, now);
        submission.setString(5, report.toString());
        submission.executeUpdate();
        status.setTimestamp(1, now);
        status.setTimestamp(2, now);
        status.setTimestamp(3, now);
        status.setObject(4, id);
        status.executeUpdate();
        audit.setTimestamp(1, now);
        audit.setString(2, "unit:" + unit);
        audit.setString(3, id.toString());
        audit.setString(4, "{\"status\":\"AWAITING_ACKNOWLEDGEMENT\"}");
        audit.setString(5, "{\"status\":\"SUBMITTED\",\"submission\":\"%s\",\"kind\":\"FINAL\"}".formatted(report));
        audit.executeUpdate();
        outbox.setObject(1, UUID.randomUUID());
        outbox.setString(2, unit);
        outbox.setString(3, deadline);
        outbox.setTimestamp(4, now);
        outbox.setString(5, PAYLOAD);
        outbox.setLong(6, -Math.abs(report.getLeastSignificantBits()));
        outbox.executeUpdate();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
