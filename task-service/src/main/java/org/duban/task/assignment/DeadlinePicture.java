package org.duban.task.assignment;

import java.sql.Connection;
import java.sql.PreparedStatement;
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

/** A deadline with all its assignments, as read in as many statements for any number of them. */
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

    /**
     * In the order of ids; one that has no assignment any more has an empty list. Three short statements, each by one index,
     * rather than one with joins: what many have in common is read once. Their arrays stand in queries of their own: the
     * planner, which does not see how long they are, keeps one plan and does not plan at each call.
     */
    static Map<UUID, DeadlinePicture> read(Connection connection, Collection<UUID> ids, WorkingCalendar calendar)
            throws SQLException {
        Map<UUID, DeadlinePicture> pictures = deadlines(connection, ids);
        List<Assigned> assigned = assigned(connection, ids);
        Map<UUID, TaskText> tasks = TaskText.read(connection, assigned.stream().map(Assigned::task).distinct().toList());
        assigned.sort(Comparator.comparing(a -> tasks.get(a.task).position()));
        Map<LocalDate, LocalDate> soon = new HashMap<>();
        for (Assigned a : assigned) {
            pictures.get(a.deadline).assignments.add(a.in(tasks.get(a.task),
                    soon.computeIfAbsent(a.due, due -> Light.soonFrom(due, calendar))));
        }
        return pictures;
    }

    private static Map<UUID, DeadlinePicture> deadlines(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, DeadlinePicture> pictures = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select d.id, d.notice_id, d.unit_code, u.name, d.due, d.due_text, d.version
                from deadline d join unit u on u.code = d.unit_code
                where d.id = any((select ?::uuid[])::uuid[])
                order by d.id""")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    pictures.put(id, new DeadlinePicture(id, row.getObject(2, UUID.class),
                            new UnitRef(row.getString(3), row.getString(4)), row.getObject(5, LocalDate.class),
                            row.getString(6), row.getInt(7), new ArrayList<>()));
                }
            }
        }
        return pictures;
    }

    private static List<Assigned> assigned(Connection connection, Collection<UUID> deadlines) throws SQLException {
        List<Assigned> assigned = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select a.deadline_id, a.task_id, a.id, a.role, a.status, a.original_due, a.due, a.returned_at, a.return_reason
                from assignment a where a.deadline_id = any((select ?::uuid[])::uuid[])""")) {
            select.setArray(1, connection.createArrayOf("uuid", deadlines.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp returned = row.getTimestamp(8);
                    assigned.add(new Assigned(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                            row.getObject(3, UUID.class), UnitRole.valueOf(row.getString(4)),
                            AssignmentStatus.valueOf(row.getString(5)), row.getObject(6, LocalDate.class),
                            row.getObject(7, LocalDate.class),
                            returned == null ? null : new GivenBack(row.getString(9), returned.toInstant())));
                }
            }
        }
        return assigned;
    }

    /** An assignment without what its task says. */
    private record Assigned(UUID deadline, UUID task, UUID id, UnitRole role, AssignmentStatus status, LocalDate originalDue,
            LocalDate due, GivenBack returned) {

        AssignmentRef in(TaskText text, LocalDate soonFrom) {
            return new AssignmentRef(id, text.ref(), text.number(), text.label(), text.heading(), text.text(), role, status,
                    originalDue, due, soonFrom, status.isOwed() ? returned : null);
        }
    }

    /** What the notice says of a task, which all its assignments have in common. */
    private record TaskText(int position, String ref, String number, String label, String heading, String text) {

        static Map<UUID, TaskText> read(Connection connection, Collection<UUID> ids) throws SQLException {
            Map<UUID, TaskText> tasks = new HashMap<>();
            try (PreparedStatement select = connection.prepareStatement(
                    "select id, position, ref, number, label, heading, text from task where id = any((select ?::uuid[])::uuid[])")) {
                select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        tasks.put(row.getObject(1, UUID.class), new TaskText(row.getInt(2), row.getString(3),
                                row.getString(4), row.getString(5), row.getString(6), row.getString(7)));
                    }
                }
            }
            return tasks;
        }
    }
}
