package org.duban.task.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

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
        Trip alone = new Trip();
        record(entries, alone);
        try (Connection connection = database.getConnection()) {
            alone.send(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the audit trail could not be written", e);
        }
    }

    /** The same where they go together with what else is written of the change. */
    public void record(List<Entry> entries, Trip writes) {
        if (entries.isEmpty()) {
            return;
        }
        writes.then(Sql.of("""
                insert into audit (at, actor, action, entity, entity_id, before, after, reason)
                select ?, actor, action, entity, entity_id, before::jsonb, after::jsonb, reason
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as entry(actor, action, entity, entity_id, before, after, reason)""",
                clock.instant(),
                texts(entries, Entry::actor), texts(entries, Entry::action), texts(entries, Entry::entity),
                texts(entries, entry -> String.valueOf(entry.entityId)), texts(entries, entry -> write(entry.before)),
                texts(entries, entry -> write(entry.after)), texts(entries, Entry::reason)));
    }

    private static Sql.Array texts(List<Entry> entries, Function<Entry, String> column) {
        return Sql.column("text", entries, column, String[]::new);
    }

    private String write(Object state) {
        try {
            return state == null ? null : json.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + state.getClass(), e);
        }
    }
}
