package org.duban.task.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Finds the tables of tasks, however they are printed. A box whose lines do not agree is found without rows. */
final class TableReader {
    private TableReader() {
    }

    /** In the order of the text; none lies in another. */
    static List<Table> tables(SourceText text) {
        List<Table> all = new ArrayList<>(BarTables.tables(text));
        all.addAll(PlainTables.tables(text));
        all.sort(Comparator.comparingInt(t -> t.place().start()));
        List<Table> tables = new ArrayList<>();
        int end = 0;
        for (Table table : all) {
            if (table.place().start() >= end) {
                tables.add(table);
                end = table.place().end();
            }
        }
        return tables;
    }
}
