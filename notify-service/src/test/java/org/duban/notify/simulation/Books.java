package org.duban.notify.simulation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.duban.notify.simulation.History.MailState;

/** Reads the database of one run: of its notices only, since earlier runs leave theirs behind. */
final class Books {

    /** A mail's last state; the key is its occasion and audience. */
    record MailRow(UUID id, String key, String kind, String status, String reason, int round) {}

    record DeliveryRow(UUID id, String mail, int round, String address, String messageId, String status, String reason) {}

    record AttemptRow(UUID delivery, String owner, String outcome, Instant started, Instant ended) {}

    /** All of it, at the end. */
    record Final(
            List<MailRow> mails,
            List<DeliveryRow> deliveries,
            List<AttemptRow> attempts,
            Map<String, Set<UUID>> reasons,
            Set<UUID> inbox,
            Set<String> deadLetters,
            Set<String> flagged) {

        String text() {
            return mails.stream().map(each -> each.key + each.kind + each.status + each.reason + each.round).toList() + "\n" + deliveries.stream().map(each -> each.mail + each.round + each.address + each.status).toList()
                    + "\n" + attempts.stream().map(each -> each.owner + each.outcome + each.started + each.ended).toList()
                    + "\n" + new TreeMap<>(reasons).values().stream().map(Set::size).toList() + inbox.size() + deadLetters.size()
                    + flagged.size();
        }

        String mailOf(String messageId) {
            return deliveries.stream().filter(each -> each.messageId.equals(messageId)).map(DeliveryRow::mail)
                    .findFirst().orElse(null);
        }
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private final DataSource database;
    private final List<UUID> notices;

    Books(DataSource database, List<UUID> notices) {
        this.database = database;
        this.notices = notices;
    }

    /** What an earlier run may have left to be sent is none of this one's business. */
    void setOthersAside() {
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update mail set due_at = null where due_at is not null")) {
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The mails in the ledger's order. */
    Map<String, MailState> mails() {
        Map<String, MailState> mails = new LinkedHashMap<>();
        query("""
                select occasion || ' ' || audience, status, status_reason, kind, round, due_at from mail
                where notice_id = any(?) order by position""", uuids(),
                row -> mails.put(row.getString(1), new MailState(row.getString(2), row.getString(3), row.getString(4),
                        row.getInt(5), instant(row, 6))));
        return mails;
    }

    Map<UUID, Long> versions() {
        Map<UUID, Long> versions = new TreeMap<>();
        query("select id, version from deadline_picture where notice_id = any(?)", uuids(),
                row -> versions.put(row.getObject(1, UUID.class), row.getLong(2)));
        return versions;
    }

    Final end(List<FakeBroker.Letter> letters, String domain) {
        List<MailRow> mails = query("""
                select id, occasion || ' ' || audience, kind, status, status_reason, round from mail
                where notice_id = any(?) order by position""", uuids(),
                row -> new MailRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3), row.getString(4),
                        row.getString(5), row.getInt(6)));
        Map<UUID, String> keys = mails.stream().collect(Collectors.toMap(MailRow::id, MailRow::key));
        Object[] mailIds = keys.keySet().toArray();
        List<DeliveryRow> deliveries = query("""
                select d.id, d.mail_id, d.round, d.address, d.message_id, d.status, d.reason
                from delivery d join mail m on m.id = d.mail_id where m.id = any(?) order by m.position, d.round, d.address""",
                mailIds, row -> new DeliveryRow(row.getObject(1, UUID.class), keys.get(row.getObject(2, UUID.class)),
                        row.getInt(3), row.getString(4), row.getString(5), row.getString(6), row.getString(7)));
        List<AttemptRow> attempts = query("""
                select a.delivery_id, a.owner, a.outcome, a.started_at, a.ended_at from attempt a
                join delivery d on d.id = a.delivery_id join mail m on m.id = d.mail_id where m.id = any(?)
                order by m.position, d.round, d.address, a.started_at, a.ended_at, a.outcome, a.owner""", mailIds,
                row -> new AttemptRow(row.getObject(1, UUID.class), row.getString(2), row.getString(3), instant(row, 4),
                        instant(row, 5)));
        Map<String, Set<UUID>> reasons = new LinkedHashMap<>();
        query("select mail_id, event_id from mail_reason where mail_id = any(?)", mailIds,
                row -> reasons.computeIfAbsent(keys.get(row.getObject(1, UUID.class)), key -> new HashSet<>())
                        .add(row.getObject(2, UUID.class)));
        Object[] told = letters.stream().map(FakeBroker.Letter::said).filter(Said.Told.class::isInstance)
                .map(said -> ((Said.Told) said).id()).distinct().toArray();
        long first = letters.stream().mapToLong(letter -> letter.record().offset()).min().orElse(0);
        return new Final(mails, deliveries, attempts, reasons,
                Set.copyOf(query("select event_id from inbox where event_id = any(?)", told,
                        row -> row.getObject(1, UUID.class))),
                Set.copyOf(query("""
                        select topic || '-' || partition || '/' || record_offset from dead_letter
                        where record_offset >= (?::bigint[])[1] and reason <> ''""", new Object[] {first}, "int8",
                        row -> row.getString(1))),
                Set.copyOf(query("select address from flagged_address where address like (?::text[])[1]",
                        new Object[] {"%" + domain}, "text", row -> row.getString(1))));
    }

    private Object[] uuids() {
        return notices.toArray();
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private <T> List<T> query(String sql, Object[] uuids, Reader<T> reader) {
        return query(sql, uuids, "uuid", reader);
    }

    private <T> List<T> query(String sql, Object[] values, String type, Reader<T> reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setArray(1, connection.createArrayOf(type, values));
            List<T> found = new ArrayList<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
