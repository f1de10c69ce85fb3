package org.duban.backup;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Where the data are. The user must be able to read all tables of both schemas (a member of {@code pg_read_all_data}) to back up,
 * and to act as the owners of both to restore: an administrator, as a rule.
 */
record Database(String url, String user, String password) {

    /** As PostgreSQL's own tools are told. */
    static Database of(Map<String, String> environment) {
        String url = "jdbc:postgresql://%s:%s/%s?sslmode=%s&ApplicationName=duban-backup".formatted(
                environment.getOrDefault("PGHOST", "127.0.0.1"), environment.getOrDefault("PGPORT", "5432"),
                environment.getOrDefault("PGDATABASE", "duban"), environment.getOrDefault("PGSSLMODE", "prefer"));
        return new Database(url, environment.getOrDefault("PGUSER", "postgres"), environment.getOrDefault("PGPASSWORD", ""));
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
