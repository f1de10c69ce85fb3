package org.duban.task.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements that go to the database together and are answered together: one round trip, whatever their number. They run
 * one after the other, each with a snapshot of its own, so what follows a lock sees what its last holder has committed.
 * Where one fails, those behind it are not run.
 */
public final class Trip {
    private final List<Sql> statements = new ArrayList<>();
    private final List<Rows> readers = new ArrayList<>();

    /** What becomes of each row of an answer. */
    public interface Rows {
        void read(ResultSet row) throws SQLException;
    }

    /** A statement whose answer nobody reads. */
    public Trip then(Sql statement) {
        return then(statement, null);
    }

    /** A query; its rows are read when all statements have been answered. */
    public Trip then(Sql query, Rows rows) {
        statements.add(query);
        readers.add(rows);
        return this;
    }

    /** Sends what was gathered, which may be nothing, and reads the answers. */
    public void send(Connection connection) throws SQLException {
        if (statements.isEmpty()) {
            return;
        }
        String text = statements.stream().map(Sql::text).collect(Collectors.joining(";\n"));
        try (PreparedStatement all = connection.prepareStatement(text)) {
            int index = 1;
            for (Sql statement : statements) {
                index = statement.set(connection, all, index);
            }
            all.execute();
            for (Rows rows : readers) {
                if (rows != null) {
                    read(all, rows);
                }
                all.getMoreResults();
            }
        }
    }

    private static void read(PreparedStatement all, Rows rows) throws SQLException {
        try (ResultSet row = all.getResultSet()) {
            while (row.next()) {
                rows.read(row);
            }
        }
    }
}
