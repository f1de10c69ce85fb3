package org.duban.notify.metric;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.duban.notify.loop.Machine;
import org.duban.notify.mail.MailStatus;

/** Counts what the ledger holds, by small indexes only. */
@ApplicationScoped
class LedgerCounts {

    /** A mail of these is still on its way. */
    static final List<MailStatus> UNSETTLED = List.of(
            MailStatus.PLANNED, MailStatus.SENDING, MailStatus.TEMPORARY_FAILURE, MailStatus.WAITING_FOR_ADDRESS);

    private final DataSource dataSource;
    private final Clock machine;

    LedgerCounts(DataSource dataSource, @Machine Clock machine) {
        this.dataSource = dataSource;
        this.machine = machine;
    }

    /**
     * What was seen at one moment.
     *
     * @param oldestPending seconds since the first mail should have been looked at by a sender, or has been waiting for the
     *     rest of its events; 0 where none waits
     * @param ambiguous attempts of all times
     * @param failed messages of all times
     * @param held 1 after a restore until it is released, else 0
     */
    record Seen(
            double oldestPending, Map<MailStatus, Long> unsettled, long ambiguous, long failed, long flagged, long deadLetters,
            int held) {}

    Seen look() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Map<MailStatus, Long> unsettled = unsettled(connection);
            try (PreparedStatement select = connection.prepareStatement("""
                    select greatest(0, extract(epoch from ?::timestamptz - least(
                               (select min(due_at) from mail where due_at is not null),
                               (select min(planned_at) from mail where status = 'PLANNED' and due_at is null)))),
                           (select count(*) from attempt where outcome = 'AMBIGUOUS'),
                           (select count(*) from delivery where status = 'PERMANENT_FAILURE'),
                           (select count(*) from flagged_address),
                           (select count(*) from dead_letter where status = 'OPEN'),
                           (select count(*) from (select from hold where released_at is null limit 1) h)""")) {
                select.setObject(1, machine.instant().atOffset(ZoneOffset.UTC));
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    return new Seen(
                            row.getDouble(1), unsettled, row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5),
                            row.getInt(6));
                }
            }
        }
    }

    private static Map<MailStatus, Long> unsettled(Connection connection) throws SQLException {
        Map<MailStatus, Long> counts = new EnumMap<>(MailStatus.class);
        UNSETTLED.forEach(status -> counts.put(status, 0L));
        try (PreparedStatement select = connection.prepareStatement("""
                        select status, count(*) from mail
                        where status in ('PLANNED', 'SENDING', 'TEMPORARY_FAILURE', 'WAITING_FOR_ADDRESS') group by status""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                counts.put(MailStatus.valueOf(row.getString(1)), row.getLong(2));
            }
        }
        return counts;
    }
}
