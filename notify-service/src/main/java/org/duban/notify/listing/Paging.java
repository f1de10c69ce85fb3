package org.duban.notify.listing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import org.duban.notify.problem.ProblemException;
import org.duban.notify.security.Caller;

/** Reads lists page by page, behind signed cursors. */
@ApplicationScoped
public class Paging {

    private static final int DEFAULT = 50;
    private static final int MAX = 200;

    private final Cursors cursors;
    private final Caller caller;

    Paging(Cursors cursors, Caller caller) {
        this.cursors = cursors;
        this.caller = caller;
    }

    /** The rows of a list in its order. */
    @FunctionalInterface
    public interface Rows<R> {

        /** @param place of the row after which to begin; null for the beginning */
        List<R> after(String place, int limit);
    }

    /** @param next the cursor of the page to come; null at the end */
    public record Page<R>(List<R> rows, String next) {}

    /**
     * @param list its name and filter; with the caller, what its cursors hold for
     * @param place of a row in the list's order
     */
    public <R> Page<R> read(String list, String after, Integer limit, Rows<R> source, Function<R, Object> place) {
        int size = size(limit);
        String bound = list + "\n" + caller.actor();
        List<R> rows = source.after(cursors.read(bound, after), size + 1);
        if (rows.size() <= size) {
            return new Page<>(rows, null);
        }
        R last = rows.get(size - 1);
        return new Page<>(
                rows.subList(0, size),
                cursors.write(bound, place.apply(last).toString()));
    }

    private static int size(Integer wanted) {
        if (wanted == null) {
            return DEFAULT;
        }
        if (wanted < 1 || wanted > MAX) {
            throw ProblemException.parameter("limit", "应为 1 至 200 的整数", "must be a whole number from 1 to 200");
        }
        return wanted;
    }
}
