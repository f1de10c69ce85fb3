package org.duban.task.assignment;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.notice.UnitRole;
import org.duban.task.problem.ProblemException;

/** One assignment by its id, the question that is asked most: one statement, no transaction, no entity to be kept. */
@ApplicationScoped
class AssignmentReader {
    private final DataSource database;

    AssignmentReader(DataSource database) {
        this.database = database;
    }

    /**
     * @param reader the only unit whose things exist for the caller (R11), as {@link Assignment#readableBy} has it; null:
     *               all do
     * @return as it stands; no change of it is ever stored
     * @throws ProblemException 404
     */
    Assignment read(UUID id, String reader) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select notice_id, task_id, deadline_id, unit_code, role, status, original_due, due, acknowledged_at,
                               submitted_at, completed_at, returned_at, return_reason, changed_at
                        from assignment a
                        where id = ? and (?::text is null or unit_code = ? or exists (select from assignment l
                            where l.task_id = a.task_id and l.unit_code = ? and l.role = 'LEAD' and l.status <> 'TERMINATED'))""")) {
            select.setObject(1, id);
            for (int i = 2; i <= 4; i++) {
                select.setString(i, reader);
            }
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw Assignment.missing(id);
                }
                return assignment(id, row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the assignment could not be read", e);
        }
    }

    private static Assignment assignment(UUID id, ResultSet row) throws SQLException {
        Assignment a = new Assignment();
        a.id = id;
        a.noticeId = row.getObject(1, UUID.class);
        a.taskId = row.getObject(2, UUID.class);
        a.deadlineId = row.getObject(3, UUID.class);
        a.unitCode = row.getString(4);
        a.role = UnitRole.valueOf(row.getString(5));
        a.status = AssignmentStatus.valueOf(row.getString(6));
        a.originalDue = row.getObject(7, LocalDate.class);
        a.due = row.getObject(8, LocalDate.class);
        a.acknowledgedAt = moment(row, 9);
        a.submittedAt = moment(row, 10);
        a.completedAt = moment(row, 11);
        a.returnedAt = moment(row, 12);
        a.returnReason = row.getString(13);
        a.changedAt = moment(row, 14);
        return a;
    }

    private static Instant moment(ResultSet row, int column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
