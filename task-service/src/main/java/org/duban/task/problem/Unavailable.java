package org.duban.task.problem;

import java.sql.SQLException;

/** Tells a database that is away or going down from a statement that is wrong, by SQLSTATE class. */
final class Unavailable {
    private Unavailable() {}

    /** 08: connection; 57P: shutdown; 53: out of resources. No state: the pool gave no connection in time. */
    static boolean is(SQLException e) {
        String state = e.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("57P") || state.startsWith("53");
    }
}
