package org.duban.task.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.hold.Hold;
import org.duban.task.loop.Loop;
import org.duban.task.schema.Tables;

/**
 * Deletes what has been kept long enough, a batch in a transaction, one instance at a time. A restored system deletes nothing
 * while it is held.
 */
@ApplicationScoped
public class Retention {
    /** Any constant of ours; it names the lock in the database. */
    private static final long LOCK = 0x6475_6261_6e00_0011L;
    private static final int BATCH = 500;

    private static final String ENDED = """
            select id from notice where ended_at < ? and emptied_at is null order by ended_at limit 1 for update skip locked""";

    /** The pieces of the files go; what they were called and held stays, by its SHA-256. */
    private static final String ATTACHMENTS = """
            with old as (
                update attachment set deleted_at = ? where id in (
                    select x.id from assignment a
                        join submission s on s.assignment_id = a.id join attachment x on x.submission_id = s.id
                    where a.notice_id = ? and x.deleted_at is null limit ?)
                returning id),
            pieces as (delete from attachment_piece where attachment_id in (select id from old))
            select count(*) from old""";

    /** The oldest go. The last one stays, whatever its age: the next position follows from it. */
    private static final String EVENTS = """
            with old as (
                delete from outbox where seq in (
                    select seq from (
                        select seq, published_at from outbox where position < (select max(position) from outbox)
                        order by position limit ?) oldest
                    where published_at < clock_timestamp() - ? * interval '1 second')
                returning 1)
            select count(*) from old""";

    private static final String KEYS = """
            with old as (
                delete from idempotency_key where (client, key) in (
                    select client, key from idempotency_key where created_at < clock_timestamp() - interval '24 hours' limit ?)
                returning 1)
            select count(*) from old""";

    private final DataSource database;
    private final KeepConfig keep;
    private final Clock clock;
    private final Loop loop;

    Retention(DataSource database, KeepConfig keep, Clock clock) {
        this.database = database;
        this.keep = keep;
        this.clock = clock;
        this.loop = new Loop("retention", keep.poll(), this::tick);
    }

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** One batch of each; true when there may be more at once. */
    public boolean tick() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = isOurTurn(connection) && (attachments(connection) | events(connection) | keys(connection));
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("what is old could not be deleted", e);
        }
    }

    private boolean isOurTurn(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select pg_try_advisory_xact_lock(%d) and %s".formatted(LOCK, Hold.NONE)); ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Of one notice at a time, which then is done with. */
    private boolean attachments(Connection connection) throws SQLException {
        Timestamp now = Timestamp.from(clock.instant());
        UUID notice = ended(connection, Timestamp.from(clock.instant().minus(keep.attachments())));
        if (notice == null) {
            return false;
        }
        if (count(connection, ATTACHMENTS, now, notice, BATCH) < BATCH) {
            try (PreparedStatement update = connection.prepareStatement("update notice set emptied_at = ? where id = ?")) {
                update.setTimestamp(1, now);
                update.setObject(2, notice);
                update.executeUpdate();
            }
        }
        return true;
    }

    private static UUID ended(Connection connection, Timestamp before) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ENDED)) {
            select.setTimestamp(1, before);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        }
    }

    private boolean events(Connection connection) throws SQLException {
        return count(connection, EVENTS, BATCH, keep.events().toSeconds()) == BATCH;
    }

    private static boolean keys(Connection connection) throws SQLException {
        return count(connection, KEYS, BATCH) == BATCH;
    }

    private static int count(Connection connection, String delete, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
