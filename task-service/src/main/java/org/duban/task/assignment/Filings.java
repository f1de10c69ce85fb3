package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.task.assignment.AssignmentStatus.Move;
import org.duban.task.assignment.DeadlineData.AssignmentRef;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

/**
 * 报送, as it changes assignments: of all changes the one that comes most often, so it goes past Hibernate and takes one
 * round trip to lock and read, and one to write. Like {@link Deadlines} it locks the deadlines in the order of ids; under the
 * lock one picture of them answers what is checked, planned and told.
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
     * @param writes  gets what is to be written, the events too
     * @return what each was before, in the order of the ids
     * @throws org.duban.task.problem.ProblemException 404 naming the first that is missing; 409 when one does not allow
     *     it, was moved by another at this moment, or its notice is not live
     */
    public Map<UUID, AssignmentStatus> file(Receipt receipt, String unit, Trip writes) {
        List<UUID> ids = receipt.assignments();
        boolean last = receipt.last();
        Map<UUID, LiveNotice> notices = new HashMap<>();
        Map<UUID, DeadlinePicture> pictures = lockAndRead(ids, unit, notices);
        Map<UUID, AssignmentStatus> before = statuses(ids, unit, pictures);
        notices.values().forEach(notice -> Deadlines.requireLive(notice.status()));
        before.values().forEach(status -> status.require(move(last)));
        pictures.replaceAll((id, picture) -> picture.with(before.keySet(), after(last)));
        writes.then(change(ids, pictures.values(), last, receipt.at()));
        events.filed(pictures.values(), notices, receipt, writes);
        return before;
    }

    /** The deadlines of those assignments of the unit, locked, and what they are under the lock. */
    private Map<UUID, DeadlinePicture> lockAndRead(List<UUID> ids, String unit, Map<UUID, LiveNotice> notices) {
        Sql asked = Sql.of("assignment where id = any((select ?::uuid[])::uuid[]) and unit_code = (select ?)", Sql.uuids(ids), unit);
        Sql deadlines = asked.in("array(select deadline_id from %s)");
        Set<UUID> locked = new HashSet<>();
        DeadlinePicture.Reader reading = new DeadlinePicture.Reader();
        Trip trip = new Trip().then(deadlines.in("select id from deadline where id = any(%s) order by id for update"),
                row -> locked.add(row.getObject(1, UUID.class)));
        reading.deadlines(trip, deadlines);
        reading.tasks(trip, deadlines.in("array(select task_id from assignment where deadline_id = any(%s))"));
        LiveNotice.read(trip, asked.in("array(select notice_id from %s)"), notices);
        try (Connection connection = database.getConnection()) {
            trip.send(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("the assignments could not be read", e);
        }
        reading.keep(locked);
        return reading.pictures(calendar);
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

    /** A report brings no new debt: while something is owed the plan stays, else nothing is chased any more. */
    private static Sql change(List<UUID> ids, Collection<DeadlinePicture> pictures, boolean last, Instant now) {
        Sql.Array owed = uuids(pictures.stream().filter(DeadlinePicture::isOwed));
        return Sql.of("""
                with filed as (
                    update assignment set status = ?, acknowledged_at = coalesce(acknowledged_at, ?), changed_at = ?,
                        submitted_at = coalesce(?, submitted_at), version = version + 1
                    where id = any((select ?::uuid[])::uuid[]))
                update deadline set version = version + 1, next_rung = case when id = any(?) then next_rung end,
                    next_at = case when id = any(?) then next_at end
                where id = any((select ?::uuid[])::uuid[])""",
                after(last).name(), now, now, last ? now : null, Sql.uuids(ids), owed, owed, uuids(pictures.stream()));
    }

    private static Sql.Array uuids(Stream<DeadlinePicture> pictures) {
        return Sql.uuids(pictures.map(DeadlinePicture::id).toList());
    }
}
