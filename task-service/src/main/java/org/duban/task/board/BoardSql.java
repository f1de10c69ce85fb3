package org.duban.task.board;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;
import org.duban.task.sql.Select;

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

    /** Every row; the values in the order of the question marks. */
    <T> List<T> rows(String select, Select.Row<T> reading, Object... values) {
        return Select.rows(database, select, reading, values);
    }

    /** What stands before a page, numbered from 1. */
    static int before(int page) {
        return (page - 1) * PAGE;
    }
}
