package org.duban.task.listing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * One of the orders that a list offers. The id makes every order total, so that pages are stable under inserts.
 *
 * @param name       as the caller writes it, for example {@code -due}
 * @param expression HQL, never null; null for the order of ids alone
 * @param descending the whole order, ids included
 * @param value      the row's value of the expression
 * @param parse      reads a value back from a cursor
 */
public record Order<R>(String name, String expression, boolean descending, Function<R, Object> value,
        Function<String, Object> parse) {

    /** Comes after every day, in HQL. */
    public static final String NO_DAY = "date 9999-12-31";

    /** The order of ids: of creation where they are numbers or UUIDs of version 7. */
    public static <R> Order<R> byId() {
        return new Order<>("id", null, false, null, null);
    }

    /** By a day; what has none comes last, or first when descending. */
    public static <R> List<Order<R>> byDay(String name, String path, Function<R, LocalDate> day) {
        Function<R, Object> value = row -> day.apply(row) == null ? LocalDate.of(9999, 12, 31) : day.apply(row);
        return List.of(new Order<>(name, day(path), false, value, LocalDate::parse),
                new Order<>("-" + name, day(path), true, value, LocalDate::parse));
    }

    /** A day as it is ordered by: none is {@link #NO_DAY}. Filters that use the same expression use the same index. */
    public static String day(String path) {
        return "coalesce(" + path + ", " + NO_DAY + ")";
    }

    /** By a moment, which every row has. */
    public static <R> Order<R> byMoment(String name, String path, Function<R, Instant> moment) {
        return new Order<>(name, path, false, moment::apply, Instant::parse);
    }

    List<String> keys(R row, Object id) {
        return expression == null ? List.of(id.toString()) : List.of(value.apply(row).toString(), id.toString());
    }

    /**
     * The condition for what comes after a cursor's row; binds {@code :afterKey} and {@code :afterId}. Where all of the filter does,
     * there is none; where its start lies before the cursor, that goes.
     */
    void after(Filter filter, String alias, List<String> keys, Function<String, ?> readId) {
        String than = descending ? "<" : ">";
        Object id = readId.apply(keys.get(keys.size() - 1));
        if (expression == null) {
            filter.and(alias + ".id " + than + " :afterId", "afterId", id);
            return;
        }
        Object key = parse.apply(keys.get(0));
        if (!(key instanceof LocalDate day && filter.isBeyond(day, descending))) {
            filter.entered(descending);
            filter.and("(%s, %s.id) %s (:afterKey, :afterId)".formatted(expression, alias, than), "afterId", id).bind("afterKey", key);
        }
    }

    String by(String alias) {
        return by(expression, alias + ".id");
    }

    /** The same order of what the expression and the id are called elsewhere. */
    String by(String place, String id) {
        String direction = descending ? " desc" : "";
        return (expression == null ? "" : place + direction + ", ") + id + direction;
    }
}
