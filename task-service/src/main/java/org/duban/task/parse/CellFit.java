package org.duban.task.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives cells that a page has printed one under the other their columns, where a row has more or fewer of them than the table
 * has columns: a cell may have been empty, or have gone on in a further line. What looks like a body goes under bodies, what
 * looks like a time under times; of all ways to part them the one that fits best.
 */
final class CellFit {
    private static final int WRONG = 6;
    private static final int EMPTY = 4;
    private static final int GOES_ON = 3;
    private static final int NEXT_BODY = 1;
    /** One leads; of two bodies the second is more likely the next column's. */
    private static final int NEXT_LEAD = 2;
    private static final int OTHER = 1;
    private static final int LONGEST_TIME = 24;
    private static final int LONGEST_PERSON = 12;
    private static final String TIMES = "年月日季底前旬持长";
    private static final List<String> NOTHING = List.of("无", "-", "—", "/", "--", "——");

    private final SourceText text;
    private final List<Table.Column> columns;

    CellFit(SourceText text, List<Table.Column> columns) {
        this.text = text;
        this.columns = columns;
    }

    /** One range for each column, an empty one where the row has no cell; the first is the row's number. */
    List<Range> of(List<Range> cells) {
        int[][] misfits = misfits(cells);
        int[][] best = new int[cells.size() + 1][columns.size() + 1];
        int[][] from = new int[cells.size() + 1][columns.size() + 1];
        for (int[] row : best) {
            Arrays.fill(row, Integer.MAX_VALUE / 2);
        }
        best[1][1] = 0;
        for (int column = 2; column <= columns.size(); column++) {
            for (int end = 1; end <= cells.size(); end++) {
                for (int start = 1; start <= end; start++) {
                    int cost = best[start][column - 1] + cost(columns.get(column - 1), misfits[column - 1], start, end);
                    if (cost <= best[end][column]) {
                        best[end][column] = cost;
                        from[end][column] = start;
                    }
                }
            }
        }
        List<Range> fitted = new ArrayList<>();
        int end = cells.size();
        for (int column = columns.size(); column > 1; column--) {
            int start = from[end][column];
            int at = start < cells.size() ? cells.get(start).start() : cells.get(cells.size() - 1).end();
            fitted.add(0, start == end ? new Range(at, at) : new Range(at, cells.get(end - 1).end()));
            end = start;
        }
        fitted.add(0, cells.get(0));
        return fitted;
    }

    private static int cost(Table.Column column, int[] misfits, int start, int end) {
        int next = column == Table.Column.LEAD ? NEXT_LEAD : column.isUnits() ? NEXT_BODY : GOES_ON;
        int further = (end - start - 1) * next;
        return start == end ? EMPTY : further + misfits[end] - misfits[start];
    }

    /** For each column, how badly the cells before each place fit it, all together. */
    private int[][] misfits(List<Range> cells) {
        int[][] misfits = new int[columns.size()][cells.size() + 1];
        for (int cell = 0; cell < cells.size(); cell++) {
            String words = text.folded(cells.get(cell).start(), cells.get(cell).end());
            boolean nothing = NOTHING.contains(words);
            boolean body = UnitNames.isLike(words.split("[、,;]", 2)[0]);
            boolean time = !body && words.length() <= LONGEST_TIME && words.chars().anyMatch(c -> TIMES.indexOf(c) >= 0);
            for (int column = 0; column < columns.size(); column++) {
                boolean fits = nothing || switch (columns.get(column)) {
                    case LEAD, RESPONSIBLE, ASSISTING -> body;
                    case TIME -> time;
                    case PERSON -> !body && !time && words.length() <= LONGEST_PERSON;
                    default -> !body;
                };
                int other = columns.get(column) == Table.Column.OTHER ? OTHER : 0;
                misfits[column][cell + 1] = misfits[column][cell] + (fits ? other : WRONG);
            }
        }
        return misfits;
    }
}
