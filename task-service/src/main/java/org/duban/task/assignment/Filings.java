package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.DeadlineData.AssignmentRef;

/**
 * 报送, as it changes assignments: of all changes the one that comes most often. It takes the way of {@link Deadlines}
 * with few looks at the database: under the lock one picture of the deadlines answers what is checked, planned and told.
 */
@ApplicationScoped
public class Filings {
    private final Deadlines deadlines;
    private final DeadlineEvents events;
    private final LiveNotices notices;
    private final DataSource database;

    Filings(Deadlines deadlines, DeadlineEvents events, LiveNotices notices, DataSource database) {
        this.notices = notices;
        this.deadlines = deadlines;
        this.events = events;
        this.database = database;
    }

    /**
     * Marks assignments as reported on, in the transaction under way; a report implies the acknowledgement.
     *
     * @param ids   each once
     * @param unit  theirs: another unit's assignment does not exist for it
     * @param last  true for a final report, which waits for review from here on
     * @return what each was before, in the order of the ids
     * @throws org.duban.task.problem.ProblemException 404 naming the first that is missing; 409 when one does not allow
     *     it, was moved by another at this moment, or its notice is not live
     */
    public Map<UUID, AssignmentStatus> file(List<UUID> ids, String unit, boolean last, Instant now) {
        Map<UUID, Deadline> locked = deadlines.lockOf(ids, unit).stream().collect(Collectors.toMap(d -> d.id, d -> d));
        Map<UUID, DeadlinePicture> pictures = events.pictures(locked.keySet());
        Map<UUID, AssignmentStatus> before = statuses(ids, unit, pictures);
        Map<UUID, LiveNotice> live = notices.read(
                pictures.values().stream().map(DeadlinePicture::noticeId).distinct().toList());
        live.values().forEach(notice -> Deadlines.requireLive(notice.status()));
        before.values().forEach(status -> status.require(move(last)));
        pictures.replaceAll((id, picture) -> picture.with(before.keySet(), after(last)));
        // A report brings no new debt: while something is owed the plan stays.
        pictures.values().stream().filter(picture -> !picture.isOwed()).forEach(picture -> locked.get(picture.id()).stop());
        store(ids, last, now);
        events.changed(pictures.values(), live, last ? Cause.SUBMITTED : Cause.INTERIM_SUBMITTED);
        return before;
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

    private void store(List<UUID> ids, boolean last, Instant now) {
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement("""
                        update assignment set status = ?, acknowledged_at = coalesce(acknowledged_at, ?), changed_at = ?,
                            submitted_at = coalesce(?, submitted_at), version = version + 1
                        where id = any(?)""")) {
            Timestamp at = Timestamp.from(now);
            update.setString(1, after(last).name());
            update.setTimestamp(2, at);
            update.setTimestamp(3, at);
            update.setTimestamp(4, last ? at : null);
            update.setArray(5, connection.createArrayOf("uuid", ids.toArray()));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("the assignments could not be changed", e);
        }
    }
}
