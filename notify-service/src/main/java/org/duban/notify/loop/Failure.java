package org.duban.notify.loop;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.List;
import java.util.NoSuchElementException;

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

    /** What the program's own mistakes look like. */
    private static final List<Class<? extends RuntimeException>> MISTAKES = List.of(
            NullPointerException.class,
            ClassCastException.class,
            IllegalArgumentException.class,
            IndexOutOfBoundsException.class,
            NoSuchElementException.class,
            ArithmeticException.class,
            DateTimeException.class);

    /**
     * Whether no repeat can help: the database refused the values themselves (SQL classes 22 and 23), or they lead the
     * program into a mistake.
     */
    public static boolean isOfTheData(Throwable failure) {
        if (MISTAKES.stream().anyMatch(mistake -> mistake.isInstance(failure))) {
            return true;
        }
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
