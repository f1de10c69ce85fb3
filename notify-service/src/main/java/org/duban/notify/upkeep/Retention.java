package org.duban.notify.upkeep;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import javax.sql.DataSource;
import org.duban.notify.hold.Hold;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.schema.Tables;

/**
 * Deletes what has been kept long enough, a batch in a transaction, one instance at a time. A restored system deletes nothing
 * while it is held.
 */
@ApplicationScoped
public class Retention {

    /** Any constant of ours; it names the lock in the database. */
    private static final long LOCK = 0x6475_6261_6e00_0012L;

    private static final int BATCH = 500;

    /**
     * How long the ids of events are remembered: twice as long as Kafka keeps the events, since one that comes when its id is
     * forgotten would be taken for new.
     */
    private static final Duration INBOX = Duration.ofDays(180);

    /** The texts go, and what the events said of which no other mail has its text any more. */
    private static final String MAILS = """
            with old as (
                update mail set html = null, text = null, text_deleted_at = ? where id in (
                    select id from mail where settled_at < ? and text_deleted_at is null
                    order by settled_at limit ? for update skip locked)
                returning id),
            said as (
                update reason r set data = null where r.data is not null
                    and r.event_id in (select event_id from mail_reason where mail_id in (select id from old))
                    and not exists (
                        select from mail_reason o join mail m on m.id = o.mail_id
                        where o.event_id = r.event_id and m.text_deleted_at is null and m.id not in (select id from old)))
            select count(*) from old""";

    private static final String DEAD_LETTERS = """
            with old as (
                delete from dead_letter where id in (
                    select id from dead_letter where settled_at < ? order by settled_at limit ?) returning 1)
            select count(*) from old""";

    private static final String EVENTS = """
            with old as (
                delete from inbox where event_id in (
                    select event_id from inbox where received_at < ? limit ?) returning 1)
            select count(*) from old""";

    private static final String KEYS = """
            with old as (
                delete from idempotency_key where (client, key) in (
                    select client, key from idempotency_key where created_at < clock_timestamp() - interval '24 hours' limit ?)
                returning 1)
            select count(*) from old""";

    private final DataSource dataSource;
    private final KeepSettings keep;
    private final Clock machine;
    private final Loop loop;

    Retention(DataSource dataSource, KeepSettings keep, @Machine Clock machine) {
        this.dataSource = dataSource;
        this.keep = keep;
        this.machine = machine;
        this.loop = new Loop("retention", keep.poll(), this::tick);
    }

    /** One batch of each; whether there may be more at once. */
    boolean tick() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try {
                boolean more = isOurTurn(connection) && delete(connection);
                connection.commit();
                return more;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        }
    }

    private boolean isOurTurn(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "select pg_try_advisory_xact_lock(%d) and %s".formatted(LOCK, Hold.NONE));
                ResultSet row = select.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private boolean delete(Connection connection) throws SQLException {
        OffsetDateTime now = machine.instant().atOffset(ZoneOffset.UTC);
        OffsetDateTime old = now.minus(keep.mails());
        return isFull(connection, MAILS, now, old, BATCH)
                | isFull(connection, DEAD_LETTERS, old, BATCH)
                | isFull(connection, EVENTS, now.minus(INBOX), BATCH)
                | isFull(connection, KEYS, BATCH);
    }

    private static boolean isFull(Connection connection, String delete, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(delete)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1) == BATCH;
            }
        }
    }

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        loop.join(Duration.ofSeconds(5));
    }
}
