package org.duban.task.assignment;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.task.assignment.DeadlineData.AssignmentRef;
import org.duban.task.assignment.DeadlineData.GivenBack;
import org.duban.task.assignment.DeadlineData.UnitRef;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.UnitRole;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

/** A deadline with all its assignments, as read in as many statements for any number of them: {@link Reader}. */
record DeadlinePicture(UUID id, UUID noticeId, UnitRef unit, LocalDate due, String dueText, int version,
        List<AssignmentRef> assignments) {

    boolean isOwed() {
        return assignments.stream().anyMatch(assignment -> assignment.status().isOwed());
    }

    /** As it looks when those of its assignments have that status; what is no longer owed is no longer asked for again. */
    DeadlinePicture with(Set<UUID> changed, AssignmentStatus status) {
        return new DeadlinePicture(id, noticeId, unit, due, dueText, version, assignments.stream()
                .map(a -> changed.contains(a.id()) ? a.with(status) : a).toList());
    }

    /** In the order of ids; one that has no assignment any more has an empty list. */
    static Map<UUID, DeadlinePicture> read(Connection connection, Collection<UUID> ids, WorkingCalendar calendar)
            throws SQLException {
        Reader reading = new Reader();
        reading.deadlines(new Trip(), Sql.ids(ids)).send(connection);
        reading.tasks(new Trip(), Sql.ids(reading.assigned.stream().map(Assigned::task).distinct().toList())).send(connection);
        return reading.pictures(calendar);
    }

    /**
     * Pictures as they are read: three short statements, each by one index, rather than one with joins, so that what many have
     * in common is read once. Which deadlines and tasks, an array says; ids, or a query for them.
     */
    static final class Reader {
        private final Map<UUID, DeadlinePicture> pictures = new LinkedHashMap<>();
        private final List<Assigned> assigned = new ArrayList<>();
        private final Map<UUID, TaskText> tasks = new HashMap<>();

        /** Without what their tasks say. */
        Trip deadlines(Trip trip, Sql which) {
            return trip.then(which.in("""
                    select d.id, d.notice_id, d.unit_code, u.name, d.due, d.due_text, d.version
                    from deadline d join unit u on u.code = d.unit_code
                    where d.id = any(%s) order by d.id"""), this::deadline).then(which.in("""
                    select a.deadline_id, a.task_id, a.id, a.role, a.status, a.original_due, a.due, a.returned_at, a.return_reason
                    from assignment a where a.deadline_id = any(%s)"""), row -> assigned.add(Assigned.of(row)));
        }

        /** What they say. */
        Trip tasks(Trip trip, Sql which) {
            return trip.then(which.in("select id, position, ref, number, label, heading, text from task where id = any(%s)"),
                    row -> tasks.put(row.getObject(1, UUID.class), TaskText.of(row)));
        }

        private void deadline(ResultSet row) throws SQLException {
            UUID id = row.getObject(1, UUID.class);
            pictures.put(id, new DeadlinePicture(id, row.getObject(2, UUID.class),
                    new UnitRef(row.getString(3), row.getString(4)), row.getObject(5, LocalDate.class), row.getString(6),
                    row.getInt(7), new ArrayList<>()));
        }

        /** Forgets the others: what is not locked may have moved from one statement to the next. */
        void keep(Set<UUID> locked) {
            pictures.keySet().retainAll(locked);
            assigned.removeIf(a -> !locked.contains(a.deadline));
        }

        /** All of it, put together. */
        Map<UUID, DeadlinePicture> pictures(WorkingCalendar calendar) {
            assigned.sort(Comparator.comparing(a -> tasks.get(a.task).position()));
            Map<LocalDate, LocalDate> soon = new HashMap<>();
            for (Assigned a : assigned) {
                pictures.get(a.deadline).assignments.add(a.in(tasks.get(a.task),
                        soon.computeIfAbsent(a.due, due -> Light.soonFrom(due, calendar))));
            }
            return pictures;
        }
    }

    /** An assignment without what its task says. */
    private record Assigned(UUID deadline, UUID task, UUID id, UnitRole role, AssignmentStatus status, LocalDate originalDue,
            LocalDate due, GivenBack returned) {

        static Assigned of(ResultSet row) throws SQLException {
            Timestamp returned = row.getTimestamp(8);
            return new Assigned(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class),
                    UnitRole.valueOf(row.getString(4)), AssignmentStatus.valueOf(row.getString(5)),
                    row.getObject(6, LocalDate.class), row.getObject(7, LocalDate.class),
                    returned == null ? null : new GivenBack(row.getString(9), returned.toInstant()));
        }

        AssignmentRef in(TaskText text, LocalDate soonFrom) {
            return new AssignmentRef(id, text.ref(), text.number(), text.label(), text.heading(), text.text(), role, status,
                    originalDue, due, soonFrom, status.isOwed() ? returned : null);
        }
    }

    /** What the notice says of a task, which all its assignments have in common. */
    private record TaskText(int position, String ref, String number, String label, String heading, String text) {

        static TaskText of(ResultSet row) throws SQLException {
            return new TaskText(row.getInt(2), row.getString(3), row.getString(4), row.getString(5), row.getString(6),
                    row.getString(7));
        }
    }
}
