package org.duban.task.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler.SheetContentsHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;

/** The cells of a sheet that hold something. */
final class SheetCells implements SheetContentsHandler {
    private static final int MOST_CELLS = 200_000;
    private static final int MOST_MERGED = 20_000;
    private static final int MOST_COLUMNS = 60;

    private final Budget budget;
    /** By row, then by column. */
    private final TreeMap<Integer, TreeMap<Integer, String>> rows = new TreeMap<>();
    private final List<CellRangeAddress> merged = new ArrayList<>();

    /** Counts over all sheets. */
    static final class Budget {
        private int cells;
        private long characters;

        private void take(int length) {
            cells++;
            characters += length;
            if (cells > MOST_CELLS || characters > Intake.LONGEST_TEXT) {
                throw Refusal.tooLarge("表格超过 %d 个单元格或 %d 个字符。", "There are more than %d cells or %d characters.",
                        MOST_CELLS, Intake.LONGEST_TEXT);
            }
        }
    }

    SheetCells(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void startRow(int row) {
        // Each cell says where it stands.
    }

    @Override
    public void endRow(int row) {
        // As above.
    }

    @Override
    public void cell(String reference, String shown, XSSFComment comment) {
        if (shown != null && !shown.isBlank() && reference != null) {
            CellAddress at = new CellAddress(reference);
            if (at.getColumn() < MOST_COLUMNS) {
                budget.take(shown.length());
                rows.computeIfAbsent(at.getRow(), row -> new TreeMap<>()).put(at.getColumn(), shown);
            }
        }
    }

    void merge(String range) {
        if (merged.size() < MOST_MERGED) {
            merged.add(CellRangeAddress.valueOf(range));
        }
    }

    Grid grid() {
        for (CellRangeAddress range : merged) {
            fillDown(range);
        }
        int columns = rows.values().stream().mapToInt(row -> row.lastKey() + 1).max().orElse(0);
        Grid grid = new Grid();
        rows.values().forEach(row -> {
            for (int i = 0; i < columns; i++) {
                grid.cell(row.getOrDefault(i, ""), 1, 1);
            }
            grid.endRow();
        });
        return grid;
    }

    /** What a merged cell holds belongs to each of its rows. */
    private void fillDown(CellRangeAddress range) {
        TreeMap<Integer, String> first = rows.get(range.getFirstRow());
        String shown = first == null ? null : first.get(range.getFirstColumn());
        if (shown != null) {
            rows.subMap(range.getFirstRow(), false, range.getLastRow(), true).values().forEach(row -> {
                if (row.putIfAbsent(range.getFirstColumn(), shown) == null) {
                    budget.take(shown.length());
                }
            });
        }
    }
}
