package org.duban.task.assignment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
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

/** A deadline with all its assignments, as read in one statement for any number of them. */
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
     * In the order of ids; one that has no assignment any more has an empty list. Through {@code unnest} PostgreSQL does not
     * see how many ids there are, and so keeps one plan; else it plans at every call, which takes longer than the reading.
     */
    static Map<UUID, DeadlinePicture> read(Connection connection, Collection<UUID> ids, WorkingCalendar calendar)
            throws SQLException {
        Map<UUID, DeadlinePicture> pictures = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select d.id, d.notice_id, d.unit_code, u.name as unit_name, d.due, d.due_text, d.version,
                       a.id as assignment_id, a.role, a.status, a.original_due, a.due as assignment_due,
                       a.returned_at, a.return_reason, t.ref, t.number, t.label, t.heading, t.text
                from deadline d
                join unit u on u.code = d.unit_code
                left join (assignment a join task t on t.id = a.task_id) on a.deadline_id = d.id
                where d.id = any(array(select unnest(?::uuid[])))
                order by d.id, t.position""")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject("id", UUID.class);
                    DeadlinePicture picture = pictures.get(id);
                    if (picture == null) {
                        picture = picture(id, row);
                        pictures.put(id, picture);
                    }
                    if (row.getObject("assignment_id") != null) {
                        picture.assignments.add(assignment(row, calendar));
                    }
                }
            }
        }
        return pictures;
    }

    private static DeadlinePicture picture(UUID id, ResultSet row) throws SQLException {
        return new DeadlinePicture(id, row.getObject("notice_id", UUID.class),
                new UnitRef(row.getString("unit_code"), row.getString("unit_name")),
                row.getObject("due", LocalDate.class), row.getString("due_text"), row.getInt("version"),
                new ArrayList<>());
    }

    private static AssignmentRef assignment(ResultSet row, WorkingCalendar calendar) throws SQLException {
        AssignmentStatus status = AssignmentStatus.valueOf(row.getString("status"));
        LocalDate due = row.getObject("assignment_due", LocalDate.class);
        Instant returnedAt = row.getTimestamp("returned_at") == null ? null : row.getTimestamp("returned_at").toInstant();
        return new AssignmentRef(row.getObject("assignment_id", UUID.class), row.getString("ref"),
                row.getString("number"), row.getString("label"), row.getString("heading"), row.getString("text"),
                UnitRole.valueOf(row.getString("role")), status, row.getObject("original_due", LocalDate.class),
                due, Light.soonFrom(due, calendar),
                returnedAt == null || !status.isOwed() ? null : new GivenBack(row.getString("return_reason"), returnedAt));
    }
}
