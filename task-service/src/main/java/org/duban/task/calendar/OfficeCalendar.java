package org.duban.task.calendar;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.duban.task.schema.Tables;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The calendar in force: the State Council's days and, before them, the office's own. The days are kept in memory under
 * their version, which is one number in the database: whoever plans asks for it first ({@link #current}), so all
 * instances count alike; what is only shown may be a moment behind.
 */
@ApplicationScoped
public class OfficeCalendar implements WorkingCalendar {
    private final DataSource database;
    private final StateCouncilCalendar published;
    private volatile Edition seen;

    @Inject
    OfficeCalendar(DataSource database) {
        this(database, new StateCouncilCalendar());
    }

    OfficeCalendar(DataSource database, StateCouncilCalendar published) {
        this.database = database;
        this.published = published;
    }

    /** The days of one version; it never changes. */
    private final class Edition implements WorkingCalendar {
        private final int stored;
        private final boolean ours;
        private final Map<LocalDate, Boolean> own;

        Edition(int stored, boolean ours, Map<LocalDate, Boolean> own) {
            this.stored = stored;
            this.ours = ours;
            this.own = own;
        }

        @Override
        public boolean isWorkingDay(LocalDate day) {
            Boolean declared = own.isEmpty() ? null : own.get(day);
            return declared == null ? published.isWorkingDay(day) : declared;
        }

        @Override
        public boolean isConfirmed(int year) {
            return published.isConfirmed(year);
        }

        /** 0 where this program has older published days than the version: others plan again what it has planned. */
        @Override
        public int version() {
            return ours ? stored : 0;
        }
    }

    /** Before the ticks start: published days that the last program did not have make a new version. */
    void start(@Observes @Priority(1) Tables.Ready event) {
        publish();
    }

    void publish() {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update calendar_version set version = version + 1, published = ?, fingerprint = ?
                        where published <= ? and fingerprint <> ?""")) {
            update.setInt(1, published.published());
            update.setString(2, published.fingerprint());
            update.setInt(3, published.published());
            update.setString(4, published.fingerprint());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the calendar's version could not be stored", e);
        }
    }

    @Override
    public WorkingCalendar current() {
        try (Connection connection = database.getConnection()) {
            Edition known = seen;
            try (PreparedStatement select = connection.prepareStatement("select version, fingerprint from calendar_version");
                    ResultSet row = select.executeQuery()) {
                row.next();
                if (known != null && known.stored == row.getInt(1)) {
                    return known;
                }
                known = new Edition(row.getInt(1), row.getString(2).equals(published.fingerprint()), own(connection));
            }
            seen = known;
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("the calendar could not be read", e);
        }
    }

    private static Map<LocalDate, Boolean> own(Connection connection) throws SQLException {
        Map<LocalDate, Boolean> own = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement("select day, working from calendar_day");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                own.put(row.getObject(1, LocalDate.class), row.getBoolean(2));
            }
        }
        return own;
    }

    private WorkingCalendar seen() {
        Edition known = seen;
        return known == null ? current() : known;
    }

    @Override
    public boolean isWorkingDay(LocalDate day) {
        return seen().isWorkingDay(day);
    }

    @Override
    public boolean isConfirmed(int year) {
        return seen().isConfirmed(year);
    }

    @Override
    public int version() {
        return seen().version();
    }

    /** Why a day is what it is. */
    Source source(LocalDate day) {
        Edition known = (Edition) seen();
        return known.own.containsKey(day) ? Source.OFFICE : published.isNamed(day) ? Source.STATE_COUNCIL
                : StateCouncilCalendar.isWeekend(day) ? Source.WEEKEND : null;
    }

    /** What says that a day is off, or worked. */
    @Schema(name = "DaySource")
    public enum Source {
        /** A published notice: a holiday or a make-up day. */
        STATE_COUNCIL,
        /** A plain weekend. */
        WEEKEND,
        /** The office's own. */
        OFFICE
    }
}
