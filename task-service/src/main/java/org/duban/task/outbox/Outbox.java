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
import javax.sql.DataSource;
import org.duban.task.event.CloudEvent;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;
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
        Trip alone = new Trip();
        append(events, alone);
        send(alone);
    }

    /** The same where they go together with what else is written of the change. */
    public void append(List<CloudEvent> events, Trip writes) {
        append(events, "", writes);
    }

    /** The same where an event's id follows from what it tells of: what was told before is not told again. */
    public void appendOnce(List<CloudEvent> events) {
        Trip alone = new Trip();
        append(events, " on conflict (id) do nothing", alone);
        send(alone);
    }

    private void append(List<CloudEvent> events, String onConflict, Trip writes) {
        if (events.isEmpty()) {
            return;
        }
        writes.then(Sql.of("""
                insert into outbox (id, topic, key, type, subject, time, sequence, data, traceparent)
                select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[],
                                     ?::timestamptz[], ?::int[], ?::text[], ?::text[])""" + onConflict,
                Sql.column("uuid", events, CloudEvent::id, UUID[]::new),
                Sql.column("text", events, CloudEvent::topic, String[]::new),
                Sql.column("text", events, CloudEvent::key, String[]::new),
                Sql.column("text", events, CloudEvent::type, String[]::new),
                Sql.column("text", events, CloudEvent::subject, String[]::new),
                Sql.column("timestamptz", events, event -> event.time().toString(), String[]::new),
                Sql.column("int4", events, CloudEvent::sequence, Integer[]::new),
                Sql.column("text", events, event -> write(event.data()), String[]::new),
                Sql.column("text", events, event -> traces.ofEvent(event.id(), event.type()), String[]::new)));
        appended.fire(new Appended(events.size()));
    }

    private void send(Trip alone) {
        try (Connection connection = database.getConnection()) {
            alone.send(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be written", e);
        }
    }

    private String write(Object data) {
        try {
            return data == null ? null : json.writeValueAsString(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + data.getClass(), e);
        }
    }
}
