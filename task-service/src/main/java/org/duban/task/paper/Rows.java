package org.duban.task.paper;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads what papers tell by plain SQL: one statement, no transaction, nothing held when it is read. */
final class Rows {
    private Rows() {}

    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    interface Binding {
        void to(PreparedStatement select) throws SQLException;
    }

    /** @param values each not null, in their order */
    static <T> List<T> list(DataSource database, String query, Reading<T> reading, Object... values) {
        return list(database, query, select -> {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
        }, reading);
    }

    static <T> List<T> list(DataSource database, String query, Binding binding, Reading<T> reading) {
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement(query)) {
            binding.to(select);
            List<T> list = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    list.add(reading.of(row));
                }
            }
            return list;
        } catch (SQLException e) {
            throw new IllegalStateException("what a paper tells could not be read", e);
        }
    }
}
