package org.duban.task.board;

import java.util.List;

/**
 * One page of a list, by its number: people leaf back and forth, and tell each other where something stands.
 *
 * @param rows   at most as many as a page has
 * @param number from 1
 * @param more   another page follows
 */
public record BoardPage<T>(List<T> rows, int number, boolean more) {

    /** @param read a page and one row more, if there is one */
    static <T> BoardPage<T> of(List<T> read, int number) {
        return of(read, number, BoardSql.PAGE);
    }

    static <T> BoardPage<T> of(List<T> read, int number, int size) {
        boolean more = read.size() > size;
        return new BoardPage<>(more ? read.subList(0, size) : read, number, more);
    }

    public int previous() {
        return number - 1;
    }

    public int next() {
        return number + 1;
    }
}
