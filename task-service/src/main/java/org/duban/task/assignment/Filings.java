package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.DeadlineData.AssignmentRef;
import org.duban.task.calendar.WorkingCalendar;

/**
 * 报送, as it changes assignments: of all changes the one that comes most often, so it goes past Hibernate in a few
 * statements. Like {@link Deadlines} it locks the deadlines in the order of ids; under the lock one picture of them
 * answers what is checked, planned and told.
 */
@ApplicationScoped
public class Filings {
    private final DataSource database;
    private final DeadlineEvents events;
    private final WorkingCalendar calendar;

    Filings(DataSource database, DeadlineEvents events, WorkingCalendar calendar) {
        this.database = database;
        this.events = events;
        this.calendar = calendar;
    }

    /**
     * Marks assignments as reported on, in the transaction under way; a report implies the acknowledgement.
     *
     * @param receipt of the report: of a final one the assignments, each named once, wait for review from here on
     * @param unit    theirs: another unit's assignment does not exist for it
     * @return what each was before, in the order of the ids
     * @throws org.duban.task.problem.ProblemException 404 naming the first that is missing; 409 when one does not allow
     *     it, was moved by another at this moment, or its notice is not live
     */
    public Map<UUID, AssignmentStatus> file(Receipt receipt, String unit) {
        List<UUID> ids = receipt.assignments();
        boolean last = receipt.last();
        try (Connection connection = database.getConnection()) {
            Map<UUID, DeadlinePicture> pictures = DeadlinePicture.read(connection, lock(connection, ids, unit), calendar);
            Map<UUID, AssignmentStatus> before = statuses(ids, unit, pictures);
            Map<UUID, LiveNotice> notices = LiveNotice.read(connection,
                    pictures.values().stream().map(DeadlinePicture::noticeId).distinct().toList());
            notices.values().forEach(notice -> Deadlines.requireLive(notice.status()));
            before.values().forEach(status -> status.require(move(last)));
            pictures.replaceAll((id, picture) -> picture.with(before.keySet(), after(last)));
            store(connection, ids, pictures.values(), last, receipt.at());
            events.filed(pictures.values(), notices, receipt);
            return before;
        } catch (SQLException e) {
            throw new IllegalStateException("the assignments could not be changed", e);
        }
    }

    /** The status after a report. */
    public static AssignmentStatus after(boolean last) {
        return AssignmentStatus.IN_PROGRESS.after(move(last));
    }

    private static Move move(boolean last) {
        return last ? Move.SUBMIT_FINAL : Move.SUBMIT_INTERIM;
    }

    /** Of each, found in the pictures of what is locked. */
    private static Map<UUID, AssignmentStatus> statuses(List<UUID> ids, String unit, Map<UUID, DeadlinePicture> pictures) {
        Map<UUID, AssignmentStatus> found = pictures.values().stream().flatMap(picture -> picture.assignments().stream())
                .collect(Collectors.toMap(AssignmentRef::id, AssignmentRef::status));
        Map<UUID, AssignmentStatus> statuses = new LinkedHashMap<>();
        for (UUID id : ids) {
            AssignmentStatus status = found.get(id);
            if (status == null) {
                // Never the unit's, or moved to another day while we waited for the lock.
                Assignment.ofUnit(id, unit);
                throw Deadlines.changedMeanwhile();
            }
            statuses.put(id, status);
        }
        return statuses;
    }

    /** The deadlines of those assignments of the unit, locked; what is read after this is as it stands. */
    private static List<UUID> lock(Connection connection, List<UUID> ids, String unit) throws SQLException {
        List<UUID> locked = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select id from deadline
                where id = any(array(select deadline_id from assignment
                                     where id = any((select ?::uuid[])::uuid[]) and unit_code = ?))
                order by id for update""")) {
            select.setArray(1, uuids(connection, ids));
            select.setString(2, unit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    locked.add(row.getObject(1, UUID.class));
                }
            }
        }
        return locked;
    }

    /** A report brings no new debt: while something is owed the plan stays, else nothing is chased any more. */
    private static void store(Connection connection, List<UUID> ids, Collection<DeadlinePicture> pictures, boolean last,
            Instant now) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                with filed as (
                    update assignment set status = ?, acknowledged_at = coalesce(acknowledged_at, ?), changed_at = ?,
                        submitted_at = coalesce(?, submitted_at), version = version + 1
                    where id = any((select ?::uuid[])::uuid[]))
                update deadline set version = version + 1, next_rung = case when id = any(?) then next_rung end,
                    next_at = case when id = any(?) then next_at end
                where id = any((select ?::uuid[])::uuid[])""")) {
            Timestamp at = Timestamp.from(now);
            Array owed = uuids(connection, pictures.stream().filter(DeadlinePicture::isOwed).map(DeadlinePicture::id).toList());
            update.setString(1, after(last).name());
            update.setTimestamp(2, at);
            update.setTimestamp(3, at);
            update.setTimestamp(4, last ? at : null);
            update.setArray(5, uuids(connection, ids));
            update.setArray(6, owed);
            update.setArray(7, owed);
            update.setArray(8, uuids(connection, pictures.stream().map(DeadlinePicture::id).toList()));
            update.executeUpdate();
        }
    }

    private static Array uuids(Connection connection, List<UUID> ids) throws SQLException {
        return connection.createArrayOf("uuid", ids.toArray());
    }
}
