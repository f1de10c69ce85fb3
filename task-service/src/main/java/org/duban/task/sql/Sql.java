package org.duban.task.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * A statement, or a piece of one, with the values of its parameters.
 *
 * @param text   should not depend on the values: it is prepared once
 * @param values in the order of the question marks: an {@link Instant}, an {@link Array}, or what the driver knows; null is null
 */
public record Sql(String text, List<Object> values) {

    public static Sql of(String text, Object... values) {
        return new Sql(text, Arrays.asList(values));
    }

    /**
     * A value that is an array.
     *
     * @param type  of its elements, as PostgreSQL names it
     * @param items of the type's own class, in an array of that class: the driver sends texts as they are then, else it
     *     quotes each character
     */
    public record Array(String type, Object[] items) {}

    public static Array uuids(Collection<UUID> ids) {
        return new Array("uuid", ids.toArray(UUID[]::new));
    }

    /**
     * Ids as an array, in a query of its own: the planner does not see how many they are, so it keeps one plan, which goes by
     * the ids, and does not plan at each call.
     */
    public static Sql ids(Collection<UUID> ids) {
        return of("(select ?::uuid[])::uuid[]", uuids(ids));
    }

    /** One column of many rows; for {@code unnest}. */
    public static <T, C> Array column(String type, List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        return new Array(type, rows.stream().map(value).toArray(array));
    }

    /** A larger statement with this one at its {@code %s}. */
    public Sql in(String frame) {
        return new Sql(frame.replace("%s", text), values);
    }

    int set(Connection connection, PreparedStatement statement, int index) throws SQLException {
        int next = index;
        for (Object value : values) {
            if (value instanceof Array array) {
                statement.setArray(next++, connection.createArrayOf(array.type, array.items));
            } else if (value instanceof Instant instant) {
                statement.setTimestamp(next++, Timestamp.from(instant));
            } else {
                statement.setObject(next++, value);
            }
        }
        return next;
    }
}
