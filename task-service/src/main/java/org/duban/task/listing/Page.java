package org.duban.task.listing;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list in the order of its ids, which is the order of creation.
 *
 * @param items at most {@code limit} of them
 * @param next  give it as {@code after} to read on; null at the end
 */
public record Page<T>(List<T> items, UUID next) {
    /** Items on a page when the caller does not say. */
    public static final String DEFAULT_LIMIT = "50";
    /** The largest page. */
    public static final int MAX_LIMIT = 200;

    /** Makes a page out of up to {@code limit + 1} rows. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, UUID> id, Function<R, T> view) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(view).toList(), more ? id.apply(shown.get(limit - 1)) : null);
    }
}
