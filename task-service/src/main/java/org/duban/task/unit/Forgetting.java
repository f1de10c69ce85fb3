package org.duban.task.unit;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Blanks an address where this service keeps it beside the directory. What a unit wrote in its own words stays. */
@ApplicationScoped
class Forgetting {
    private final DataSource database;

    Forgetting(DataSource database) {
        this.database = database;
    }

    /** In the transaction that is under way. Events that were not published yet become tombstones: newer ones follow them. */
    void forget(String unit, String address) {
        update("update outbox set data = null where topic = 'duban.contacts' and key = ? and data is not null", unit);
        update("update idempotency_key set body = replace(body, ?, '—') where position(? in body) > 0", address, address);
    }

    private void update(String sql, String... values) {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an address could not be forgotten", e);
        }
    }
}
