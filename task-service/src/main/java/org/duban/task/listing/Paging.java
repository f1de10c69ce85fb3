package org.duban.task.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.hibernate.query.Query;

/**
 * Reads lists page by page: filter, order, signed cursor, one statement a page. A list may come in parts, each of which an
 * index gives in the order of the list, where none gives the whole; they are merged as they are read.
 */
@ApplicationScoped
public class Paging {
    private final EntityManager entities;
    private final Cursors cursors;

    Paging(EntityManager entities, Cursors cursors) {
        this.entities = entities;
        this.cursors = cursors;
    }

    /**
     * A list to read from.
     *
     * @param alias  what the filters and the orders call the entity
     * @param parts  what is in the list; none: nothing. No two leave the same row, and a name has one value in all of them
     * @param id     of a row
     * @param readId reads an id back from a cursor
     */
    public record Source<R>(Class<R> entity, String alias, List<Filter> parts, Function<R, ?> id, Function<String, ?> readId) {
        /** In one part. */
        public Source(Class<R> entity, String alias, Filter filter, Function<R, ?> id, Function<String, ?> readId) {
            this(entity, alias, List.of(filter), id, readId);
        }

        /** Of rows whose id is a UUID. */
        public Source(Class<R> entity, String alias, Filter filter, Function<R, UUID> id) {
            this(entity, alias, filter, id, UUID::fromString);
        }

        private String name() {
            return entity.getSimpleName() + parts.stream().map(part -> part.rows() + part.where() + part.values()).collect(Collectors.joining());
        }

        private String query(Order<R> order, int rows) {
            return isWhole()
                    ? "from %s %s where %s order by %s".formatted(entity.getSimpleName(), alias, parts.get(0).where(), order.by(alias))
                    : merged(order, rows);
        }

        private boolean isWhole() {
            return parts.size() == 1 && parts.get(0).rows() == null;
        }

        /**
         * No part gives more than a page, and rows are fetched for the page only. The number is written out: so it is the same
         * plan for all that ask for such a page.
         */
        private String merged(Order<R> order, int rows) {
            boolean placed = order.expression() != null;
            String parted = parts.stream().map(part -> "(select %2$s.id as row%3$s from %1$s %2$s where %4$s order by %5$s limit %6$d)".formatted(
                            part.rows() == null ? entity.getSimpleName() : part.rows(), alias, placed ? ", " + order.expression() + " as place" : "",
                            part.where(), order.by(alias), rows))
                    .collect(Collectors.joining(" union all "));
            return """
                    select found from (select part.row as row%1$s from (%2$s) part order by %3$s limit %4$d) page
                    join %5$s found on found.id = page.row order by %6$s""".formatted(placed ? ", part.place as place" : "", parted,
                    order.by("part.place", "part.row"), rows, entity.getSimpleName(), order.by("page.place", "page.row"));
        }
    }

    /**
     * @param after the cursor of the page before; null: from the start
     * @throws ProblemException 400 when the cursor is not one of this list
     */
    public <R> Rows<R> read(Source<R> source, Order<R> order, String after, int limit) {
        String list = source.name() + order.name();
        if (after != null) {
            List<String> keys = cursors.read(list, after);
            source.parts.forEach(part -> order.after(part, source.alias, keys, source.readId));
        }
        if (source.parts.isEmpty()) {
            return new Rows<>(List.of(), null);
        }
        TypedQuery<R> query = entities.createQuery(source.query(order, limit + 1), source.entity);
        source.parts.forEach(part -> part.values().forEach((name, value) -> bind(query, name, value)));
        if (source.isWhole()) {
            query.setMaxResults(limit + 1);
        }
        List<R> rows = query.getResultList();
        if (rows.size() <= limit) {
            return new Rows<>(rows, null);
        }
        R last = rows.get(limit - 1);
        return new Rows<>(rows.subList(0, limit), cursors.write(list, order.keys(last, source.id.apply(last))));
    }

    /** With its type: Hibernate cannot tell it from a column of a query's own rows ({@link Filter#among}). */
    @SuppressWarnings("unchecked")
    private static <V> void bind(TypedQuery<?> query, String name, V value) {
        query.unwrap(Query.class).setParameter(name, value, (Class<V>) value.getClass());
    }

    /** The one row that the filter leaves, if any. */
    public <R> Optional<R> one(Source<R> source) {
        return read(source, Order.byId(), null, 1).rows().stream().findFirst();
    }

    /** What a page is made of. */
    public record Rows<R>(List<R> rows, String next) {
        public <T> Page<T> map(Function<R, T> view) {
            return new Page<>(rows.stream().map(view).toList(), next);
        }
    }

    /** The order of that name; the first when none is named. */
    public static <R> Order<R> order(List<Order<R>> offered, String name) {
        if (name == null) {
            return offered.get(0);
        }
        return offered.stream().filter(order -> order.name().equals(name)).findFirst().orElseThrow(() -> {
            String names = String.join(", ", offered.stream().map(Order::name).toList());
            Text what = Text.of("应为下列之一：%s。", "It must be one of %s.", names);
            return new ProblemException(ProblemCode.INVALID_PARAMETER, what).parameter("sort", what);
        });
    }
}
