package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Tables that a page has printed without bars: one cell to a line (序号 ⏎ 重点工作任务 ⏎ 责任单位 ⏎ 1 ⏎ …), or the cells of a row
 * parted by blanks (1 居民消费价格涨幅3%左右 发展改革委). The head begins with 序号.
 */
final class PlainTables {
    private static final int MOST_LINES = 400_000;

    private final SourceText text;
    /** The lines that are not empty. */
    private final List<Range> lines = new ArrayList<>();

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
        for (int i = 0; i < lines.size(); i++) {
            boolean head = "序编".indexOf(text.at(lines.get(i).start())) >= 0 && !hasBars(lines.get(i));
            Table table = head ? byLine(i) : null;
            table = table == null && head ? byBlank(i) : table;
            if (table != null) {
                tables.add(table);
                while (i + 1 < lines.size() && lines.get(i + 1).start() < table.place().end()) {
                    i++;
                }
            }
        }
        return tables;
    }

    private boolean hasBars(Range line) {
        int end = Math.min(line.end(), line.start() + 200);
        return text.view.substring(line.start(), end).chars().anyMatch(c -> c == '|' || c == '\t');
    }

    private Table.Column column(Range cell) {
        return cell.end() - cell.start() > BarTables.LONGEST_HEAD ? Table.Column.OTHER
                : Table.Column.of(text.folded(cell.start(), cell.end()));
    }

    private static boolean isUseful(List<Table.Column> columns) {
        return columns.size() > 2 && columns.get(0) == Table.Column.NUMBER && columns.contains(Table.Column.TASK)
                && columns.stream().anyMatch(Table.Column::isUnits);
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
        List<List<Range>> rows = new ArrayList<>();
        int end = lines.get(i - 1).end();
        while (i < lines.size() && (isNumber(lines.get(i)) || isHeading(lines.get(i)))) {
            List<Range> row = new ArrayList<>();
            boolean heading = !isNumber(lines.get(i));
            do {
                row.add(lines.get(i));
                end = lines.get(i++).end();
            } while (!heading && i < lines.size() && row.size() < columns.size() && !isNumber(lines.get(i)) && !isHeading(lines.get(i)));
            if (!heading) {
                rows.add(row);
            }
        }
        return rows.isEmpty() ? null : new Table(new Range(lines.get(at).start(), end), columns, rows);
    }

    private boolean isNumber(Range line) {
        return line.end() - line.start() <= 3 && Numerals.value(text.view.substring(line.start(), line.end())) > 0;
    }

    /** 二、扩大投资: a heading between the rows. */
    private boolean isHeading(Range line) {
        Marker marker = Marker.at(text, line.start());
        return marker != null && marker.kind().mayHead() && line.end() - line.start() < 60;
    }

    private Table byBlank(int at) {
        List<Range> head = line(lines.get(at), 0);
        List<Table.Column> columns = head.stream().map(this::column).toList();
        if (!isUseful(columns)) {
            return null;
        }
        List<List<Range>> rows = new ArrayList<>();
        int end = lines.get(at).end();
        for (int i = at + 1; i < lines.size(); i++) {
            List<Range> row = line(lines.get(i), columns.size());
            if (row.size() < columns.size() || !isNumber(row.get(0))) {
                break;
            }
            rows.add(row);
            end = lines.get(i).end();
        }
        return rows.isEmpty() ? null : new Table(new Range(lines.get(at).start(), end), columns, rows);
    }

    /**
     * The words of a line, those of one character joined to the next (工 作 任 务). Where there are more than columns, the
     * second holds them: what is to be done may have blanks in it.
     */
    private List<Range> line(Range line, int columns) {
        List<Range> words = new ArrayList<>();
        int start = line.start();
        for (int i = start; i <= line.end() && words.size() <= 60; i++) {
            if (i == line.end() || SourceText.isBlank(text.at(i))) {
                boolean spread = columns == 0 && i - start == 1 && !words.isEmpty() && joinable(words.get(words.size() - 1), start);
                if (spread) {
                    words.set(words.size() - 1, new Range(words.get(words.size() - 1).start(), i));
                } else if (i > start) {
                    words.add(new Range(start, i));
                }
                start = i + 1;
            }
        }
        int extra = columns == 0 ? 0 : words.size() - columns;
        if (extra > 0 && columns > 1) {
            Range joined = new Range(words.get(1).start(), words.get(1 + extra).end());
            words.subList(1, 2 + extra).clear();
            words.add(1, joined);
        }
        return words;
    }

    private boolean joinable(Range word, int next) {
        boolean letters = text.folded(word.start(), word.end()).length() == 1 || text.at(word.start() + 1) == ' ';
        return letters && next - word.end() <= 2;
    }
}
