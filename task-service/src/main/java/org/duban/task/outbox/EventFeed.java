package org.duban.task.outbox;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.event.Topics;

/**
 * The published events of duban.events in the order of their positions. The one active relay gives positions and makes
 * them visible in order, so a reader that goes on from the last one it has seen misses nothing, whatever the order in
 * which the changes were committed.
 */
@ApplicationScoped
public class EventFeed {
    /** What another instance has published is seen after this at the latest. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final DataSource database;
    private final Publications publications;

    EventFeed(DataSource database, Publications publications) {
        this.database = database;
        this.publications = publications;
    }

    /**
     * Where a reader stands.
     *
     * @param key   only the events of that key; null: all
     * @param after the last position it has seen
     */
    record Place(String key, long after, int limit) {}

    record Published(long position, PublishedEvent event) {}

    /**
     * The events after the place; when there are none, those that come within the time given, as soon as they come.
     *
     * @return maybe none
     */
    Uni<List<Published>> read(Place place, Duration wait) {
        long counted = publications.count();
        List<Published> found = select(place);
        if (!found.isEmpty() || wait.isZero() || wait.isNegative()) {
            return Uni.createFrom().item(found);
        }
        Duration pause = wait.compareTo(LOOK_AGAIN) < 0 ? wait : LOOK_AGAIN;
        long from = System.nanoTime();
        return publications.since(counted).ifNoItem().after(pause).recoverWithItem(() -> null)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .chain(() -> read(place, wait.minusNanos(System.nanoTime() - from)));
    }

    /** Positions of the oldest and the newest published event that is kept; 0 where none is. */
    record Kept(long oldest, long newest) {}

    Kept kept() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select min(position), max(position) from outbox where position is not null");
                ResultSet row = select.executeQuery()) {
            row.next();
            return new Kept(row.getLong(1), row.getLong(2));
        } catch (SQLException e) {
            throw new IllegalStateException("the events could not be read", e);
        }
    }

    private List<Published> select(Place place) {
        List<Published> events = new ArrayList<>();
        String ofKey = place.key == null ? "" : "and key = ?";
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select position, id, type, subject, time, key, sequence, data, traceparent from outbox
                        where topic = '%s' and position > ? %s order by position limit ?"""
                        .formatted(Topics.EVENTS, ofKey))) {
            int n = 1;
            select.setLong(n++, place.after);
            if (place.key != null) {
                select.setString(n++, place.key);
            }
            select.setInt(n, place.limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    events.add(new Published(row.getLong("position"), event(row)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the events could not be read", e);
        }
        return events;
    }

    private static PublishedEvent event(ResultSet row) throws SQLException {
        return new PublishedEvent(row.getObject("id", UUID.class), row.getString("type"), row.getString("subject"),
                row.getTimestamp("time").toInstant(), row.getString("key"), row.getString("sequence"), row.getString("data"),
                row.getString("traceparent"));
    }
}
