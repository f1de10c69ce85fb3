package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table drawn with ┌ ─ │, whose cells run over several lines: │各县(市、区)政│ ⏎ │府,市财政局    │. It is put in order
 * before anything reads it: one line for each row, a tab between its cells.
 *
 * @param order indices of the characters, row by row; {@link #TAB} and {@link #NEWLINE} stand for what was drawn. Empty where
 *              the lines do not agree in their bars
 * @param end   where the box ends, or where its lines cease to agree
 */
record Boxes(int[] order, int end) {
    static final int TAB = -1;
    static final int NEWLINE = -2;
    private static final int MOST_COLUMNS = 20;
    private static final int LONGEST_ROW = 20_000;

    /** The box whose border is in the line that starts here; null where there is none. */
    static Boxes at(String text, int start) {
        if (!isDrawn(text.charAt(firstInk(text, start))) || !isBorder(text, start, lineEnd(text, start))) {
            return null;
        }
        IntStream.Builder order = IntStream.builder();
        List<List<Integer>> row = new ArrayList<>();
        int rowStart = start;
        int line = start;
        while (line < text.length() && isDrawn(text.charAt(firstInk(text, line)))) {
            int end = lineEnd(text, line);
            if (isBorder(text, line, end)) {
                flush(row, order);
                rowStart = end;
            } else if (end - rowStart > LONGEST_ROW || !addLine(text, firstInk(text, line), end, row)) {
                return new Boxes(new int[0], end);
            }
            line = Math.min(text.length(), end + 1);
        }
        flush(row, order);
        return new Boxes(order.build().toArray(), line);
    }

    boolean isRead() {
        return order.length > 0;
    }

    static boolean isDrawn(char c) {
        return c >= '\u2500' && c <= '\u257F';
    }

    private static int firstInk(String text, int from) {
        int i = from;
        while (i < text.length() - 1 && (text.charAt(i) == ' ' || text.charAt(i) == '\u3000')) {
            i++;
        }
        return i;
    }

    private static int lineEnd(String text, int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /** ├──┼──┤: strokes and nothing else; ─ is in every border and in no line of cells. */
    private static boolean isBorder(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '─' || c == '━' || c == '═') {
                return true;
            }
        }
        return false;
    }

    /** Adds the pieces of one line to the cells of the row; false where it has more or fewer cells than the row. */
    private static boolean addLine(String text, int from, int to, List<List<Integer>> row) {
        List<List<Integer>> pieces = new ArrayList<>();
        List<Integer> piece = new ArrayList<>();
        for (int i = from + 1; i < to && pieces.size() <= MOST_COLUMNS; i++) {
            char c = text.charAt(i);
            if (isDrawn(c)) {
                pieces.add(piece);
                piece = new ArrayList<>();
            } else if (!Character.isWhitespace(c) && c != '\u3000' && c != '\u00A0') {
                piece.add(i);
            }
        }
        if (!row.isEmpty() && row.size() != pieces.size() || pieces.size() < 2 || pieces.size() > MOST_COLUMNS) {
            return false;
        }
        for (int i = 0; i < pieces.size(); i++) {
            if (i == row.size()) {
                row.add(new ArrayList<>());
            }
            row.get(i).addAll(pieces.get(i));
        }
        return true;
    }

    private static void flush(List<List<Integer>> row, IntStream.Builder order) {
        for (int i = 0; i < row.size(); i++) {
            row.get(i).forEach(order::add);
            order.add(i == row.size() - 1 ? NEWLINE : TAB);
        }
        row.clear();
    }
}
