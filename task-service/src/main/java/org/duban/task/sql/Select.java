package org.duban.task.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows of one query, read at once: nothing is held when they have been read. */
public final class Select {
    private Select() {}

    /** Reads one row. */
    public interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Gives the question marks their values. */
    public interface Binding {
        void to(PreparedStatement select) throws SQLException;
    }

    /** @param values in the order of the question marks */
    public static <T> List<T> rows(DataSource database, String query, Row<T> reading, Object... values) {
        return rows(database, query, select -> bind(select, values), reading);
    }

    public static <T> List<T> rows(DataSource database, String query, Binding binding, Row<T> reading) {
        try (Connection connection = database.getConnection()) {
            return rows(connection, query, binding, reading);
        } catch (SQLException e) {
            throw new IllegalStateException("the database could not be read", e);
        }
    }

    /** The same in a transaction that is under way on that connection. */
    public static <T> List<T> rows(Connection connection, String query, Row<T> reading, Object... values) throws SQLException {
        return rows(connection, query, select -> bind(select, values), reading);
    }

    private static <T> List<T> rows(Connection connection, String query, Binding binding, Row<T> reading) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            binding.to(select);
            List<T> rows = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        }
    }

    private static void bind(PreparedStatement select, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            select.setObject(i + 1, values[i]);
        }
    }
}
