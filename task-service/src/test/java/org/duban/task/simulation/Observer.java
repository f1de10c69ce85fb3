package org.duban.task.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.KafkaTap;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.simulation.History.Part;
import org.duban.task.simulation.History.Row;
import org.duban.task.simulation.History.Snapshot;
import org.duban.task.simulation.History.Step;

/** Looks at the tables after each step: what can be seen from outside of the transactions that are open. */
final class Observer {
    private final DataSource database;
    private final String actor;
    private final long firstSeq;
    private final long firstPosition;
    private final Set<UUID> seen = new HashSet<>();
    private final Set<UUID> marked = new HashSet<>();
    private long trail;

    Observer(DataSource database, String actor) {
        this.database = database;
        this.actor = actor;
        this.firstSeq = number("select coalesce(max(seq), 0) from outbox");
        this.firstPosition = number("select coalesce(max(position), 0) from outbox");
    }

    long firstPosition() {
        return firstPosition;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
        List<T> rows = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i] instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }

    private long number(String sql, Object... values) {
        return query(sql, row -> row.getLong(1), values).get(0);
    }

    /** Adds to the step what became visible since the last look. */
    void look(Step step) {
        List<UUID> news = new ArrayList<>();
        query("select id, position from outbox where seq > ? order by position, seq", row -> {
            UUID id = row.getObject(1, UUID.class);
            if (!seen.contains(id)) {
                news.add(id);
            }
            if (row.getObject(2) != null && marked.add(id)) {
                step.marked.put(id, row.getLong(2) - firstPosition);
            }
            return null;
        }, firstSeq);
        if (!news.isEmpty()) {
            seen.addAll(news);
            step.appeared.addAll(query("select seq, id, topic, key, type, subject, time, sequence, data from outbox"
                    + " where id = any(?) order by seq", Observer::row, (Object) news.toArray(UUID[]::new)));
        }
        long now = number("select count(*) from audit where actor = ?", actor);
        step.trail = (int) (now - trail);
        trail = now;
    }

    private static Row row(ResultSet row) throws SQLException {
        try {
            String data = row.getString(9);
            return new Row(row.getLong(1), row.getObject(2, UUID.class), row.getString(3), row.getString(4), row.getString(5),
                    row.getString(6), row.getTimestamp(7).toInstant(), row.getObject(8, Integer.class),
                    data == null ? null : KafkaTap.JSON.readTree(data));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    long unpublished() {
        return number("select count(*) from outbox where position is null and seq > ?", firstSeq);
    }

    long allUnpublished() {
        return number("select count(*) from outbox where position is null");
    }

    /** Nothing is due any more, of no notice. */
    void stopAll() {
        number("""
                with d as (update deadline set next_at = null, next_rung = null where next_at is not null returning 1),
                     n as (update notice set next_briefing_at = null where next_briefing_at is not null returning 1)
                select (select count(*) from d) + (select count(*) from n)""");
    }

    UUID taskId(UUID notice, String ref) {
        return query("select id from task where notice_id = ? and ref = ?", row -> row.getObject(1, UUID.class), notice, ref).get(0);
    }

    /** The next moment of a rung; in a day when there is none. */
    Instant nextMoment(UUID notice, Instant now) {
        return query("select min(next_at) from deadline where notice_id = ? and next_at > ?",
                row -> row.getTimestamp(1) == null ? now.plus(Duration.ofDays(1)) : row.getTimestamp(1).toInstant(),
                notice, Timestamp.from(now)).get(0);
    }

    /** The next moment of each deadline that has one. */
    Map<String, Instant> planned(UUID notice) {
        Map<String, Instant> planned = new HashMap<>();
        query("select unit_code, due, next_at from deadline where notice_id = ? and next_at is not null",
                row -> planned.put(row.getString(1) + " " + row.getString(2), row.getTimestamp(3).toInstant()), notice);
        return planned;
    }

    Snapshot snapshot(UUID notice) {
        Map<UUID, Part> parts = new HashMap<>();
        query("""
                select a.id, a.unit_code, a.original_due, a.due, a.status, d.due, d.unit_code
                from assignment a join deadline d on d.id = a.deadline_id where a.notice_id = ?""", row -> {
            Part part = new Part(row.getObject(1, UUID.class), row.getString(2), row.getObject(3, LocalDate.class),
                    row.getObject(4, LocalDate.class), AssignmentStatus.valueOf(row.getString(5)));
            if (!part.deadline().equals(row.getString(7) + " " + row.getString(6))) {
                throw new AssertionError("assignment " + part + " stands under " + row.getString(6));
            }
            return parts.put(part.id(), part);
        }, notice);
        Map<UUID, List<String>> trails = new HashMap<>();
        query("""
                select entity_id, before ->> 'status', after ->> 'status' from audit
                where actor = ? and entity = 'assignment' and after ->> 'status' is not null order by id""", row ->
                trails.computeIfAbsent(UUID.fromString(row.getString(1)), id -> new ArrayList<>())
                        .add(row.getString(2) + " " + row.getString(3)), actor);
        return new Snapshot(planned(notice), parts, trails);
    }
}
