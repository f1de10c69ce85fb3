package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables whose cells are parted by tabs or bars, in one line or one to a line. A head row names a column of units and what
 * is to be done. Rows are known by their number; without such a column each line is a row.
 */
final class BarTables {
    static final int LONGEST_HEAD = 14;
    static final int MOST_COLUMNS = 12;

    private BarTables() {
    }

    static List<Table> tables(SourceText text) {
        List<Table> tables = new ArrayList<>();
        List<Range> cells = cells(text);
        for (int i = 0; i < cells.size(); i++) {
            List<Table.Column> head = head(text, cells, i);
            Table table = head == null ? null : head.get(0) == Table.Column.NUMBER ? table(text, cells, i, head)
                    : unnumbered(text, cells, i, head);
            if (table != null) {
                tables.add(table);
                while (i + 1 < cells.size() && cells.get(i + 1).start() < table.place().end()) {
                    i++;
                }
            }
        }
        return tables;
    }

    /** Cells of lines that hold a tab or bar, without the empty strings that a bar at either end of a line makes. */
    private static List<Range> cells(SourceText text) {
        List<Range> cells = new ArrayList<>();
        for (int start = 0; start < text.length();) {
            int end = text.lineEnd(start);
            boolean bars = false;
            int from = start;
            int first = cells.size();
            for (int i = start; i <= end; i++) {
                char c = i == end ? '\n' : text.at(i);
                if (c == '\t' || c == '|' || i == end) {
                    bars |= i < end;
                    int cell = skipSpaces(text, from, i);
                    if (c == '\t' && i > start || cell < i) {
                        cells.add(new Range(cell, text.trimEnd(cell, i)));
                    }
                    from = i + 1;
                }
            }
            if (!bars) {
                cells.subList(first, cells.size()).clear();
            }
            start = end + 1;
        }
        return cells;
    }

    private static int skipSpaces(SourceText text, int from, int to) {
        int i = from;
        while (i < to && text.at(i) == ' ') {
            i++;
        }
        return i;
    }

    /** The columns, where a head row begins at this cell: short cells, units among them, 序号 first or all in one line. */
    private static List<Table.Column> head(SourceText text, List<Range> cells, int at) {
        boolean numbered = column(text, cells.get(at)) == Table.Column.NUMBER;
        if (!numbered && !startsLine(text, cells, at)) {
            return null;
        }
        List<Table.Column> columns = new ArrayList<>();
        for (int i = at; i < cells.size() && columns.size() < MOST_COLUMNS; i++) {
            Range cell = cells.get(i);
            String words = text.view.substring(cell.start(), Math.min(cell.end(), cell.start() + LONGEST_HEAD + 1));
            if (Numerals.value(words.trim()) > 0 || words.length() > LONGEST_HEAD || !numbered && i > at && startsLine(text, cells, i)) {
                break;
            }
            columns.add(column(text, cell));
        }
        if (!numbered && !columns.isEmpty() && columns.get(0) == Table.Column.OTHER) {
            // 专项整治行业名称 | 时间安排 | 责任单位: whatever stands first is what is to be done.
            columns.set(0, Table.Column.TASK);
        }
        return Table.isOfTasks(columns) ? columns : null;
    }

    private static boolean startsLine(SourceText text, List<Range> cells, int i) {
        return i == 0 || text.view.substring(cells.get(i - 1).end(), cells.get(i).start()).indexOf('\n') >= 0;
    }

    private static Table.Column column(SourceText text, Range cell) {
        boolean head = cell.end() - cell.start() <= LONGEST_HEAD;
        return head ? Table.Column.of(text.folded(cell.start(), cell.end())) : Table.Column.OTHER;
    }

    /** A row begins at a cell that holds nothing but its number; between rows there may be a heading in a line of its own. */
    private static Table table(SourceText text, List<Range> cells, int at, List<Table.Column> head) {
        List<List<Range>> rows = new ArrayList<>();
        int end = cells.get(at + head.size() - 1).end();
        int border = text.skipBlanks(text.lineEnd(end), text.length());
        if (Boxes.isDrawn(text.at(border))) {
            return new Table(new Range(cells.get(at).start(), boxEnd(text, border)), head, rows);
        }
        int i = at + head.size();
        while (i < cells.size() && (startsRow(text, cells, i) || isHeading(text, cells, i))) {
            List<Range> row = new ArrayList<>();
            boolean heading = !startsRow(text, cells, i);
            do {
                row.add(cells.get(i));
                end = cells.get(i).end();
                i++;
            } while (!heading && i < cells.size() && row.size() < head.size() && !(row.size() > 2 && startsRow(text, cells, i)));
            if (!heading) {
                rows.add(row);
            }
        }
        return new Table(new Range(cells.get(at).start(), end), head, rows);
    }

    /** End of the lines that begin with a bar or a border, of a drawn table that could not be put in order. */
    private static int boxEnd(SourceText text, int from) {
        int end = from;
        while (end < text.length() && (text.at(end) == '|' || Boxes.isDrawn(text.at(end)))) {
            end = text.skipBlanks(text.lineEnd(end), text.length());
        }
        return end;
    }

    /** Each line is a row, as long as it has the columns of the head. */
    private static Table unnumbered(SourceText text, List<Range> cells, int at, List<Table.Column> head) {
        List<List<Range>> rows = new ArrayList<>();
        int i = at + head.size();
        while (i < cells.size()) {
            int next = i + 1;
            while (next < cells.size() && !startsLine(text, cells, next)) {
                next++;
            }
            if (next - i < head.size() - 1 || next - i > head.size()) {
                break;
            }
            rows.add(new ArrayList<>(cells.subList(i, next)));
            i = next;
        }
        return rows.isEmpty() ? null : new Table(new Range(cells.get(at).start(), cells.get(i - 1).end()), head, rows);
    }

    private static boolean startsRow(SourceText text, List<Range> cells, int i) {
        Range cell = cells.get(i);
        return cell.end() - cell.start() <= 3 && Numerals.value(text.view.substring(cell.start(), cell.end())) > 0;
    }

    /** 一、经济发展: alone in its line, with a row after it. */
    private static boolean isHeading(SourceText text, List<Range> cells, int i) {
        return startsLine(text, cells, i) && i + 1 < cells.size() && startsLine(text, cells, i + 1) && startsRow(text, cells, i + 1)
                && Marker.at(text, cells.get(i).start()) != null;
    }
}
