package org.duban.task.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** The trail of every change (R12): written in the change's own transaction, altered by nothing. */
@ApplicationScoped
public class Audit {
    private final DataSource database;
    private final ObjectMapper json;
    private final Clock clock;

    Audit(DataSource database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One change.
     *
     * @param actor  who: {@code Caller.actor()}, or {@code system}
     * @param before the state before, a record or map; null when the thing is new
     * @param after  the state after; null when it is gone
     * @param reason why, in the words of who did it; null when none was asked for
     */
    public record Entry(String actor, String action, String entity, Object entityId, Object before, Object after,
            String reason) {}

    public void record(Entry entry) {
        record(List.of(entry));
    }

    public void record(List<Entry> entries) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into audit (at, actor, action, entity, entity_id, before, after, reason)
                        values (?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)""")) {
            for (Entry entry : entries) {
                insert.setTimestamp(1, Timestamp.from(clock.instant()));
                insert.setString(2, entry.actor);
                insert.setString(3, entry.action);
                insert.setString(4, entry.entity);
                insert.setString(5, String.valueOf(entry.entityId));
                insert.setString(6, write(entry.before));
                insert.setString(7, write(entry.after));
                insert.setString(8, entry.reason);
                insert.addBatch();
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail could not be written", e);
        }
    }

    private String write(Object state) {
        try {
            return state == null ? null : json.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + state.getClass(), e);
        }
    }
}
