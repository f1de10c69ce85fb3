package org.duban.task;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;

/** Looks at what the API does not show. */
public final class Sql {
    private Sql() {}

    public static Connection connect() throws SQLException {
        return DriverManager.getConnection(url() + "?currentSchema=task", "task_service", "");
    }

    /** May do what the service itself may not. */
    public static Connection superuser() throws SQLException {
        return DriverManager.getConnection(url() + "?currentSchema=task", "postgres", "");
    }

    /** For what the service itself may not do. */
    public static void asOwnerOfTheDatabase(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public static String url() {
        return ConfigProvider.getConfig().getValue("quarkus.datasource.jdbc.url", String.class);
    }

    /** Each row's columns, joined by blanks. */
    public static List<String> rows(String select, Object... values) {
        try (Connection connection = connect(); PreparedStatement statement = prepare(connection, select, values);
                ResultSet row = statement.executeQuery()) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                List<String> columns = new ArrayList<>();
                for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                    columns.add(row.getString(i));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(select, e);
        }
    }

    public static long count(String select, Object... values) {
        return Long.parseLong(rows(select, values).get(0));
    }

    public static int update(String sql, Object... values) throws SQLException {
        try (Connection connection = connect(); PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
