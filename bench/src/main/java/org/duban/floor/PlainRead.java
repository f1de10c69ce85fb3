package org.duban.floor;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import javax.sql.DataSource;

/** One assignment by its id: one statement, one record, JSON. */
@Path("/plain/assignments/{id}")
public class PlainRead {
    private final DataSource database;

    PlainRead(DataSource database) {
        this.database = database;
    }

    /** The columns that the API shows. */
    public record Row(UUID id, UUID noticeId, UUID taskId, UUID deadlineId, String unit, String role, String status,
            LocalDate originalDue, LocalDate due, OffsetDateTime acknowledgedAt, OffsetDateTime submittedAt,
            OffsetDateTime completedAt, OffsetDateTime returnedAt, String returnReason, OffsetDateTime changedAt) {}

    @GET
    public Row get(@PathParam("id") UUID id) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select id, notice_id, task_id, deadline_id, unit_code, role, status, original_due, due,
                               acknowledged_at, submitted_at, completed_at, returned_at, return_reason, changed_at
                        from assignment where id = ?""")) {
            select.setObject(1, id);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Row(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class), row.getString(5), row.getString(6), row.getString(7),
                        row.getObject(8, LocalDate.class), row.getObject(9, LocalDate.class), moment(row, 10),
                        moment(row, 11), moment(row, 12), moment(row, 13), row.getString(14), moment(row, 15));
            }
        }
    }

    private static OffsetDateTime moment(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class);
    }
}
