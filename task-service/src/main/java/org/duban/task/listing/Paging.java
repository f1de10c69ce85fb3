package org.duban.task.listing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** Reads lists page by page: filter, order, signed cursor, one statement a page. */
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
     * @param alias  what the filter and the orders call the entity
     * @param id     of a row
     * @param readId reads an id back from a cursor
     */
    public record Source<R>(Class<R> entity, String alias, Filter filter, Function<R, ?> id, Function<String, ?> readId) {
        /** Of rows whose id is a UUID. */
        public Source(Class<R> entity, String alias, Filter filter, Function<R, UUID> id) {
            this(entity, alias, filter, id, UUID::fromString);
        }
    }

    /**
     * @param after the cursor of the page before; null: from the start
     * @throws ProblemException 400 when the cursor is not one of this list
     */
    public <R> Rows<R> read(Source<R> source, Order<R> order, String after, int limit) {
        String list = source.entity.getSimpleName() + source.filter.where() + source.filter.values() + order.name();
        if (after != null) {
            order.after(source.filter, source.alias, cursors.read(list, after), source.readId);
        }
        TypedQuery<R> query = entities.createQuery("from %s %s where %s order by %s".formatted(
                source.entity.getSimpleName(), source.alias, source.filter.where(), order.by(source.alias)), source.entity);
        source.filter.values().forEach(query::setParameter);
        List<R> rows = query.setMaxResults(limit + 1).getResultList();
        if (rows.size() <= limit) {
            return new Rows<>(rows, null);
        }
        R last = rows.get(limit - 1);
        return new Rows<>(rows.subList(0, limit), cursors.write(list, order.keys(last, source.id.apply(last))));
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
