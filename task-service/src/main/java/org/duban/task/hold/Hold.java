package org.duban.task.hold;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A restored system is held: it answers requests, but fires and publishes nothing until the office releases it. Restoring is
 * what sets it; see docs/backup.md. Templates know it as hold.
 */
@Named
@ApplicationScoped
public class Hold {
    /** A condition of whatever fires or publishes. It costs no further look: PostgreSQL asks it once a statement. */
    public static final String NONE = "not exists (select from hold where released_at is null)";

    private final DataSource database;

    Hold(DataSource database) {
        this.database = database;
    }

    /**
     * The last restore.
     *
     * @param backupAt   how far the back-up knows; machine time, as all here but skipUntil
     * @param since      when it was restored
     * @param releasedAt null while it is held, as releasedBy and reason
     * @param skipUntil  business time up to which what was due counts as seen to; null: nothing is skipped
     */
    public record Restore(Instant backupAt, Instant since, Instant releasedAt, String releasedBy, String reason, Instant skipUntil) {}

    public boolean isOn() {
        return last().filter(restore -> restore.releasedAt == null).isPresent();
    }

    /** Empty where this system was never restored. */
    public Optional<Restore> last() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select backup_at, since, released_at, released_by, reason, skip_until from hold
                        order by released_at is not null, id desc limit 1""");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Restore(instant(row, 1), instant(row, 2), instant(row, 3), row.getString(4),
                            row.getString(5), instant(row, 6)))
                    : Optional.empty();
        } catch (SQLException e) {
            throw new IllegalStateException("whether the system is held could not be read", e);
        }
    }

    /**
     * Lets it go on, in the transaction that is under way.
     *
     * @param skipUntil may be null
     * @return false when it was not held
     */
    public boolean release(String by, String reason, Instant skipUntil) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update hold set released_at = clock_timestamp(), released_by = ?, reason = ?, skip_until = ?
                        where released_at is null""")) {
            update.setString(1, by);
            update.setString(2, reason);
            update.setTimestamp(3, skipUntil == null ? null : Timestamp.from(skipUntil));
            return update.executeUpdate() > 0;
        } catch (SQLException e) {
            throw new IllegalStateException("the hold could not be released", e);
        }
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp moment = row.getTimestamp(column);
        return moment == null ? null : moment.toInstant();
    }
}
