package org.duban.task.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.duban.task.event.CloudEvent;
import org.duban.task.trace.Traces;

/**
 * Takes the events of a change in the change's own transaction: both are there, or neither. One statement whatever
 * their number; the relay is woken when the transaction has committed.
 */
@ApplicationScoped
public class Outbox {
    /** Fired inside the transaction; its observer runs after the commit. */
    public record Appended(int events) {}

    private final DataSource database;
    private final ObjectMapper json;
    private final Event<Appended> appended;
    private final Traces traces;

    Outbox(DataSource database, ObjectMapper json, Event<Appended> appended, Traces traces) {
        this.database = database;
        this.json = json;
        this.appended = appended;
        this.traces = traces;
    }

    /**
     * What is not on Kafka yet.
     *
     * @param first its place in the outbox; null where all is published
     */
    public record Waiting(long count, Long first) {}

    public Waiting waiting() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select count(*), min(seq) from outbox where position is null");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Waiting(row.getLong(1), row.getObject(2, Long.class));
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be read", e);
        }
    }

    public void append(CloudEvent event) {
        append(List.of(event));
    }

    /** @throws IllegalStateException when an event of that id was appended before, or the database refuses */
    public void append(List<CloudEvent> events) {
        append(events, "");
    }

    /** The same where an event's id follows from what it tells of: what was told before is not told again. */
    public void appendOnce(List<CloudEvent> events) {
        append(events, " on conflict (id) do nothing");
    }

    private void append(List<CloudEvent> events, String onConflict) {
        if (events.isEmpty()) {
            return;
        }
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into outbox (id, topic, key, type, subject, time, sequence, data, traceparent)
                        select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                             ?::timestamptz[], ?::int[], ?::text[], ?::text[])""" + onConflict)) {
            set(connection, insert, 1, "uuid", events, CloudEvent::id, UUID[]::new);
            set(connection, insert, 2, "text", events, CloudEvent::topic, String[]::new);
            set(connection, insert, 3, "text", events, CloudEvent::key, String[]::new);
            set(connection, insert, 4, "text", events, CloudEvent::type, String[]::new);
            set(connection, insert, 5, "text", events, CloudEvent::subject, String[]::new);
            set(connection, insert, 6, "timestamptz", events, event -> event.time().toString(), String[]::new);
            set(connection, insert, 7, "int4", events, CloudEvent::sequence, Integer[]::new);
            set(connection, insert, 8, "text", events, event -> write(event.data()), String[]::new);
            set(connection, insert, 9, "text", events, event -> traces.ofEvent(event.id(), event.type()), String[]::new);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be written", e);
        }
        appended.fire(new Appended(events.size()));
    }

    /** @param array of the column's own type: the driver sends texts as they are then, else it quotes each character */
    private static <T> void set(Connection connection, PreparedStatement insert, int index, String type,
            List<CloudEvent> events, Function<CloudEvent, T> column, IntFunction<T[]> array) throws SQLException {
        insert.setArray(index, connection.createArrayOf(type, events.stream().map(column).toArray(array)));
    }

    private String write(Object data) {
        try {
            return data == null ? null : json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + data.getClass(), e);
        }
    }
}
