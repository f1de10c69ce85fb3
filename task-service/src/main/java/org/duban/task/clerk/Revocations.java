package org.duban.task.clerk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.Unit;

/** Links that the office has ended: all of a notice, or one unit's, that were issued up to a moment of machine time. */
@ApplicationScoped
class Revocations {
    private final DataSource database;
    private final Audit audit;

    Revocations(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /**
     * From now on the links that were issued so far are good no longer; the next mail brings a new one.
     *
     * @param unit null: of all units
     * @return the moment, machine time of the database
     * @throws ProblemException 404; 409 when the directory does not have the unit
     */
    @Transactional
    Instant revoke(UUID noticeId, String unit, String reason, String actor) {
        Notice.byId(noticeId);
        if (unit != null && Unit.byCode(unit).isEmpty()) {
            Text what = Text.of("名录中没有代码为 %s 的单位。", "The directory has no unit %s.", unit);
            throw new ProblemException(ProblemCode.UNITS_UNKNOWN, what).at("/unit", what);
        }
        Instant at = store(noticeId, unit);
        audit.record(new Audit.Entry(actor, "report-links.revoked", "notice", noticeId, null,
                unit == null ? Map.of("revokedAt", at) : Map.of("revokedAt", at, "unit", unit), reason));
        return at;
    }

    private Instant store(UUID notice, String unit) {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement("""
                insert into report_link_revocation (id, notice_id, unit_code) values (?, ?, ?) returning revoked_at""")) {
            insert.setObject(1, Ids.next());
            insert.setObject(2, notice);
            insert.setString(3, unit);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return row.getTimestamp(1).toInstant();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the links could not be revoked", e);
        }
    }

    /** Whether the link is revoked. One that was issued within the same second is: its token tells no more than seconds. */
    boolean cover(Link link) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement("""
                select exists (select 1 from report_link_revocation
                               where notice_id = ? and (unit_code is null or unit_code = ?) and revoked_at >= ?)""")) {
            select.setObject(1, link.notice());
            select.setString(2, link.unit());
            select.setTimestamp(3, Timestamp.from(link.issued()));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the revocations could not be read", e);
        }
    }
}
