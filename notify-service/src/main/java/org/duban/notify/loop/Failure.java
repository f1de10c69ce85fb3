package org.duban.notify.loop;

import java.sql.SQLException;

/** A failure in words that carry no data: messages of drivers and servers quote values, and with them addresses. */
public final class Failure {

    private Failure() {}

    /** The classes of the causes, with the SQL state where there is one; never a message. */
    public static String brief(Throwable failure) {
        StringBuilder words = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            words.append(words.isEmpty() ? "" : " < ").append(cause.getClass().getSimpleName());
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                words.append('[').append(sql.getSQLState()).append(']');
            }
        }
        return words.toString();
    }

    /** Whether the database refused the values themselves (SQL classes 22 and 23), so that no repeat can help. */
    public static boolean isOfTheData(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"))) {
                return true;
            }
        }
        return false;
    }
}
