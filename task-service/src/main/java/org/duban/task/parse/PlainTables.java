package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables that a page has printed without bars: one cell to a line (序号 ⏎ 重点工作任务 ⏎ 责任单位 ⏎ 1 ⏎ …), or cells parted by
 * blanks (1 居民消费价格涨幅3%左右 发展改革委 2 …), whether a row has a line, or several, or all of them have one. The head begins
 * with 序号.
 */
final class PlainTables {
    private static final int MOST_LINES = 400_000;
    /** What is to be done may have blanks in it, so a row has more words than cells; but not any number of them. */
    private static final int MOST_EXTRA_WORDS = 12;
    private static final int MOST_EXTRA_LINES = 8;
    private static final int MOST_HEAD_WORDS = 30;

    private final SourceText text;
    /** The lines that are not empty. */
    private final List<Range> lines = new ArrayList<>();
    /** Where the row that was read last ends, with what goes on in further lines. */
    private int rowEnd;

    private PlainTables(SourceText text) {
        this.text = text;
        for (int start = 0; start < text.length() && lines.size() < MOST_LINES;) {
            int end = text.lineEnd(start);
            int ink = text.skipBlanks(start, end);
            if (ink < end) {
                lines.add(new Range(ink, text.trimEnd(ink, end)));
            }
            start = end + 1;
        }
    }

    static List<Table> tables(SourceText text) {
        return text.view.contains("序") || text.view.contains("编号") ? new PlainTables(text).read() : List.of();
    }

    private List<Table> read() {
        List<Table> tables = new ArrayList<>();
        int read = 0;
        for (int i = 0; i < lines.size(); i++) {
            Range line = lines.get(i);
            for (int at = Math.max(read, line.start()); at < line.end(); at++) {
                boolean head = "序编".indexOf(text.at(at)) >= 0 && (at == line.start() || SourceText.isBlank(text.at(at - 1)));
                Table table = head && at == line.start() ? byLine(i) : null;
                table = table == null && head ? byWord(at) : table;
                if (table != null && !hasBars(at, line.end())) {
                    tables.add(table);
                    read = table.place().end();
                    at = read - 1;
                }
            }
        }
        return tables;
    }

    private boolean hasBars(int from, int lineEnd) {
        return text.view.substring(from, Math.min(lineEnd, from + 200)).chars().anyMatch(c -> c == '|' || c == '\t');
    }

    private Table.Column column(Range cell) {
        return cell.end() - cell.start() > BarTables.LONGEST_HEAD ? Table.Column.OTHER
                : Table.Column.of(text.folded(cell.start(), cell.end()));
    }

    private static boolean isUseful(List<Table.Column> columns) {
        return columns.size() > 2 && columns.get(0) == Table.Column.NUMBER && Table.isOfTasks(columns);
    }

    private Table byLine(int at) {
        List<Table.Column> columns = new ArrayList<>();
        int i = at;
        if (column(lines.get(at)) == Table.Column.NUMBER) {
            while (i < lines.size() && columns.size() < BarTables.MOST_COLUMNS && !isNumber(lines.get(i)) && !isHeading(lines.get(i))
                    && lines.get(i).end() - lines.get(i).start() <= BarTables.LONGEST_HEAD) {
                columns.add(column(lines.get(i++)));
            }
        }
        if (!isUseful(columns)) {
            return null;
        }
        boolean spaced = isParted(lines.get(at), lines.get(at + 1));
        CellFit fit = new CellFit(text, columns);
        List<List<Range>> rows = new ArrayList<>();
        List<Range> doubtful = new ArrayList<>();
        int end = lines.get(i - 1).end();
        while (i < lines.size() && (isNumber(lines.get(i)) || isHeading(lines.get(i)))) {
            boolean heading = !isNumber(lines.get(i));
            int next = heading ? i + 1 : nextRow(i, columns.size(), spaced);
            List<Range> row = cells(i, next, spaced);
            i = next;
            end = row.get(row.size() - 1).end();
            if (!heading && row.size() != columns.size()) {
                doubtful.add(new Range(row.get(0).start(), end));
                row = fit.of(row);
            }
            if (!heading) {
                rows.add(row);
            }
        }
        return rows.isEmpty() ? null : new Table(new Range(lines.get(at).start(), end), columns, rows, doubtful);
    }

    /** The line of the next row's number, or of a heading. The last row has as many cells as there are columns. */
    private int nextRow(int at, int columns, boolean spaced) {
        int next = at + 1;
        while (next < lines.size() && next - at <= columns + MOST_EXTRA_LINES && !isNumber(lines.get(next)) && !isHeading(lines.get(next))) {
            next++;
        }
        boolean last = next >= lines.size() || !isNumber(lines.get(next)) && !isHeading(lines.get(next));
        int cells = 1;
        int end = at + 1;
        while (last && end < next && (cells < columns || goesOn(at, end, spaced))) {
            cells += goesOn(at, end, spaced) ? 0 : 1;
            end++;
        }
        return last ? end : next;
    }

    /** The lines as cells; where empty lines part the cells, lines without one between them are one cell. */
    private List<Range> cells(int from, int to, boolean spaced) {
        List<Range> cells = new ArrayList<>();
        for (int i = from; i < to; i++) {
            cells.add(goesOn(from, i, spaced) ? new Range(cells.remove(cells.size() - 1).start(), lines.get(i).end()) : lines.get(i));
        }
        return cells;
    }

    private boolean goesOn(int row, int line, boolean spaced) {
        return spaced && line > row + 1 && !isParted(lines.get(line - 1), lines.get(line));
    }

    private boolean isParted(Range line, Range next) {
        return text.view.substring(line.end(), next.start()).chars().filter(c -> c == '\n').count() > 1;
    }

    private boolean isNumber(Range line) {
        return line.end() - line.start() <= 3 && Numerals.value(text.view.substring(line.start(), line.end())) > 0;
    }

    /** 二、扩大投资: a heading between the rows. */
    private boolean isHeading(Range line) {
        Marker marker = Marker.at(text, line.start());
        return marker != null && marker.kind().mayHead() && line.end() - line.start() < 60;
    }

    private Table byWord(int at) {
        int number = text.skipBlanks(at + 1, at + 3);
        if (text.at(number) != '号') {
            return null;
        }
        List<Range> head = new ArrayList<>(List.of(new Range(at, number + 1)));
        Range word = word(number + 1);
        // A head begins but once: where the next begins there is no table yet.
        for (int i = 0; word != null && i < MOST_HEAD_WORDS && head.size() <= BarTables.MOST_COLUMNS && !isNext(word, 1)
                && text.at(word.start()) != text.at(at); i++) {
            if (isSpread(head, word)) {
                word = new Range(head.remove(head.size() - 1).start(), word.end());
            }
            head.add(word);
            word = word(word.end());
        }
        List<Table.Column> columns = head.stream().map(this::column).toList();
        if (word == null || !isNext(word, 1) || !isUseful(columns)) {
            return null;
        }
        List<List<Range>> rows = new ArrayList<>();
        List<Range> doubtful = new ArrayList<>();
        int end = at;
        List<Range> row = row(word, columns.size());
        while (row.size() > 2 && (row.size() == columns.size() || !rows.isEmpty())) {
            rows.add(row);
            int cells = row.get(row.size() - 1).end();
            if (rowEnd > cells) {
                doubtful.add(new Range(row.get(0).start(), rowEnd));
            }
            end = rowEnd;
            Range next = word(rowEnd);
            while (next != null && isHeading(next)) {
                next = word(next.end());
            }
            row = next != null && isNumber(next) ? row(next, columns.size()) : List.of();
        }
        return rows.isEmpty() ? null : new Table(new Range(at, end), columns, rows, doubtful);
    }

    /**
     * The cells of the row that this number begins, up to the next number. Where there are more words than columns, the second
     * cell holds them. The last row ends with its line, or, where one line holds several rows, once it has its cells.
     */
    private List<Range> row(Range number, int columns) {
        int next = Numerals.value(text.view.substring(number.start(), number.end())) + 1;
        int lineEnd = startsLine(number) ? text.lineEnd(number.start()) : 0;
        List<Range> words = new ArrayList<>(List.of(number));
        int inLine = 0;
        Range word = word(number.end());
        while (word != null && words.size() <= columns + MOST_EXTRA_WORDS && !isHeading(word) && !isNext(word, next)) {
            words.add(word);
            inLine = word.end() <= lineEnd ? words.size() : inLine;
            word = word(word.end());
        }
        boolean last = word == null || !isHeading(word) && !isNext(word, next);
        if (last && words.size() > columns) {
            words.subList(Math.max(columns, inLine), words.size()).clear();
        }
        rowEnd = words.get(words.size() - 1).end();
        if (inLine == columns && words.size() > columns) {
            // A page has printed line by line what goes on inside its cells.
            words.subList(columns, words.size()).clear();
        }
        int extra = words.size() - columns;
        if (extra > 0) {
            Range joined = new Range(words.get(1).start(), words.get(1 + extra).end());
            words.subList(1, 2 + extra).clear();
            words.add(1, joined);
        }
        return words;
    }

    /** The next run of characters without a blank, a line's end being one; null at the end of the text. */
    private Range word(int from) {
        int start = text.skipBlanks(from, text.length());
        int end = start;
        while (end < text.length() && !SourceText.isBlank(text.at(end))) {
            end++;
        }
        return end == start ? null : new Range(start, end);
    }

    /** Numbers may have gaps where each begins a line. */
    private boolean isNext(Range word, int number) {
        int value = isNumber(word) ? Numerals.value(text.view.substring(word.start(), word.end())) : -1;
        return value == number || value > number && startsLine(word);
    }

    private boolean startsLine(Range word) {
        return text.view.substring(text.lastInkBefore(word.start()) + 1, word.start()).indexOf('\n') >= 0;
    }

    /** 工 作 任 务 is one word. */
    private boolean isSpread(List<Range> head, Range word) {
        Range before = head.get(head.size() - 1);
        return head.size() > 1 && word.end() - word.start() == 1 && word.start() - before.end() <= 2
                && (before.end() - before.start() == 1 || text.at(before.start() + 1) == ' ');
    }
}
