package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds tables of tasks. A head row names a task column and a column of units; cells are parted by tabs or bars, in one
 * line or one to a line. A box table, whose words are broken across lines between ─ borders, is found but has no rows:
 * the draft would be wrong without a sign of it.
 */
final class TableReader {
    private static final int LONGEST_HEAD = 14;
    private static final int MOST_COLUMNS = 12;

    private TableReader() {
    }

    static List<Table> tables(SourceText text) {
        List<Table> tables = new ArrayList<>();
        List<Range> cells = cells(text);
        for (int i = 0; i < cells.size(); i++) {
            List<Table.Column> head = head(text, cells, i);
            if (head != null) {
                Table table = table(text, cells, i, head);
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

    /** The columns, where a head row begins at this cell: short cells, 序号 first, tasks and units among them. */
    private static List<Table.Column> head(SourceText text, List<Range> cells, int at) {
        if (column(text, cells.get(at)) != Table.Column.NUMBER) {
            return null;
        }
        List<Table.Column> columns = new ArrayList<>();
        for (int i = at; i < cells.size() && columns.size() < MOST_COLUMNS; i++) {
            Range cell = cells.get(i);
            String words = text.view.substring(cell.start(), cell.end());
            if (Numerals.value(words.trim()) > 0 || words.length() > LONGEST_HEAD) {
                break;
            }
            columns.add(column(text, cell));
        }
        boolean useful = columns.contains(Table.Column.TASK) && columns.stream().anyMatch(Table.Column::isUnits);
        return useful ? columns : null;
    }

    private static Table.Column column(SourceText text, Range cell) {
        boolean head = cell.end() - cell.start() <= LONGEST_HEAD;
        return head ? Table.Column.of(text.folded(cell.start(), cell.end())) : Table.Column.OTHER;
    }

    /** A row begins at a cell that holds nothing but its number. */
    private static Table table(SourceText text, List<Range> cells, int at, List<Table.Column> head) {
        List<List<Range>> rows = new ArrayList<>();
        int end = cells.get(at + head.size() - 1).end();
        int border = text.skipBlanks(text.lineEnd(end), text.length());
        if (text.at(border) >= '\u2500' && text.at(border) <= '\u257F') {
            return new Table(new Range(cells.get(at).start(), boxEnd(text, border)), head, rows);
        }
        int i = at + head.size();
        while (i < cells.size() && Numerals.value(text.view.substring(cells.get(i).start(), cells.get(i).end())) > 0) {
            List<Range> row = new ArrayList<>();
            do {
                row.add(cells.get(i));
                end = cells.get(i).end();
                i++;
            } while (i < cells.size() && row.size() < head.size()
                    && !(row.size() > 2 && startsRow(text, cells, i)));
            rows.add(row);
        }
        return new Table(new Range(cells.get(at).start(), end), head, rows);
    }

    /** End of the lines that begin with a bar or a border. */
    private static int boxEnd(SourceText text, int from) {
        int end = from;
        while (end < text.length() && (text.at(end) == '|' || text.at(end) >= '\u2500' && text.at(end) <= '\u257F')) {
            end = text.skipBlanks(text.lineEnd(end), text.length());
        }
        return end;
    }

    private static boolean startsRow(SourceText text, List<Range> cells, int i) {
        Range cell = cells.get(i);
        return cell.end() - cell.start() <= 3 && Numerals.value(text.view.substring(cell.start(), cell.end())) > 0;
    }
}
