package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Runs the board's questions: each page is a few statements over sets, past Hibernate. */
@ApplicationScoped
class BoardSql {
    /** Days that lights are told by: binds today and the last day that is soon. */
    static final String DAY = "day as (select cast(? as date) as today, cast(? as date) as soon)";
    /** Rows on a page. */
    static final int PAGE = 100;

    private final DataSource database;

    BoardSql(DataSource database) {
        this.database = database;
    }

    /** Reads one row. */
    interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Every row; the values in the order of the question marks. */
    <T> List<T> rows(String select, Reading<T> reading, Object... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(select)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            List<T> rows = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("the board could not be read", e);
        }
    }

    /** What stands before a page, numbered from 1. */
    static int before(int page) {
        return (page - 1) * PAGE;
    }
}
