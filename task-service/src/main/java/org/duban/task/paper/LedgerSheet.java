package org.duban.task.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.BorderStyle;
import org.dhatim.fastexcel.Position;
import org.dhatim.fastexcel.StyleSetter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.duban.task.assignment.Light;

/**
 * A ledger as an xlsx, written as it comes: a page of rows is gone from memory before the next is added. Every cell but the
 * number is text, so nothing in it is ever a formula. Ready to be printed across A4 or A3.
 */
final class LedgerSheet implements LedgerFile {
    private static final double[] WIDTHS = {6, 46, 18, 7, 14, 56, 9, 6};
    private static final int[] CENTRED = {LedgerCells.NUMBER, LedgerCells.ROLE, LedgerCells.DUE, LedgerCells.STATUS, LedgerCells.LIGHT};
    private static final int LAST = LedgerCells.LIGHT;
    /** Title, note, headings: each page that is printed begins with them. */
    private static final int HEADINGS = 2;
    private static final int LONGEST = 32_767;
    /** _x000D_ in a cell means a character; this keeps such a text what it is. */
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    /** Points of a line of ten points. */
    private static final double LINE = 14;
    private static final double PADDING = 4;
    private static final String FONT = "宋体";

    private final boolean english;
    private final Workbook book;
    private final Worksheet sheet;
    private int row = HEADINGS + 1;
    private int task;
    private int firstOfTask;

    LedgerSheet(Head head, PaperSize paper, OutputStream to) {
        english = head.english();
        book = new Workbook(to, "Duban", "1.0");
        book.properties().setTitle(head.title());
        sheet = book.newWorksheet(english ? "Ledger" : "台账");
        for (int column = 0; column < WIDTHS.length; column++) {
            sheet.width(column, WIDTHS[column]);
        }
        printing(paper);
        line(0, head.title(), 24).bold().fontName("黑体").fontSize(16).horizontalAlignment("center").set();
        line(1, head.note(), 16).fontName(FONT).fontSize(10).horizontalAlignment("right").set();
        String[] headings = LedgerCells.headings(english);
        for (int column = 0; column < headings.length; column++) {
            sheet.inlineString(HEADINGS, column, headings[column]);
        }
        sheet.rowHeight(HEADINGS, 20);
        sheet.range(HEADINGS, 0, HEADINGS, LAST).style().bold().fontName("黑体").fontSize(11).fillColor("E7E6E6")
                .horizontalAlignment("center").verticalAlignment("center").borderStyle(BorderStyle.THIN).set();
        sheet.freezePane(0, HEADINGS + 1);
    }

    private void printing(PaperSize paper) {
        sheet.paperSize(paper == PaperSize.A3 ? org.dhatim.fastexcel.PaperSize.A3_PAPER : org.dhatim.fastexcel.PaperSize.A4_PAPER);
        sheet.pageOrientation("landscape");
        sheet.fitToWidth((short) 1);
        sheet.fitToHeight((short) 0);
        sheet.repeatRows(0, HEADINGS);
        sheet.topMargin(0.6f);
        sheet.bottomMargin(0.7f);
        sheet.leftMargin(0.5f);
        sheet.rightMargin(0.5f);
        sheet.footer(english ? "Page &P of &N" : "第 &P 页，共 &N 页", Position.CENTER, FONT, 10);
    }

    private StyleSetter line(int at, String text, double height) {
        sheet.inlineString(at, 0, cell(text));
        sheet.rowHeight(at, height);
        sheet.range(at, 0, at, LAST).merge();
        return sheet.range(at, 0, at, LAST).style().verticalAlignment("center");
    }

    @Override
    public void add(List<LedgerRow> page) throws IOException {
        int top = row;
        for (int from = 0; from < page.size();) {
            int end = from + 1;
            while (end < page.size() && page.get(end).number() == page.get(from).number()) {
                end++;
            }
            addOfTask(page.subList(from, end));
            from = end;
        }
        sheet.range(top, 0, row - 1, LAST).style().fontName(FONT).fontSize(10).wrapText(true).verticalAlignment("center")
                .borderStyle(BorderStyle.THIN).set();
        for (int column : CENTRED) {
            sheet.range(top, column, row - 1, column).style().horizontalAlignment("center").verticalAlignment("center").wrapText(true).set();
        }
        sheet.flush();
    }

    /** A task's rows may go on in the next page. */
    private void addOfTask(List<LedgerRow> rows) {
        if (rows.get(0).number() != task) {
            merge();
            task = rows.get(0).number();
            firstOfTask = row;
        }
        double missing = 0;
        int first = row;
        double[] heights = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            String[] cells = LedgerCells.of(rows.get(i), english);
            if (row == firstOfTask) {
                sheet.value(row, LedgerCells.NUMBER, task);
                sheet.inlineString(row, LedgerCells.TASK, cell(cells[LedgerCells.TASK]));
            }
            for (int column = LedgerCells.UNIT; column < cells.length; column++) {
                sheet.inlineString(row, column, cell(cells[column]));
                heights[i] = Math.max(heights[i], lines(cells[column], WIDTHS[column]));
            }
            sheet.style(row, LedgerCells.LIGHT).fillColor(colour(rows.get(i).light())).set();
            missing = (i == 0 ? lines(cells[LedgerCells.TASK], WIDTHS[LedgerCells.TASK]) : missing) - heights[i];
            row++;
        }
        // No program finds the height of a merged cell by itself, and not each that of the others.
        double each = Math.max(0, missing) / heights.length;
        for (int i = 0; i < heights.length; i++) {
            sheet.rowHeight(first + i, Math.min(Worksheet.MAX_ROW_HEIGHT, LINE * (heights[i] + each) + PADDING));
        }
    }

    private void merge() {
        if (row - firstOfTask > 1 && task > 0) {
            sheet.range(firstOfTask, LedgerCells.NUMBER, row - 1, LedgerCells.NUMBER).merge();
            sheet.range(firstOfTask, LedgerCells.TASK, row - 1, LedgerCells.TASK).merge();
        }
    }

    /** How many lines a text takes in a column of that width; a Chinese character is as wide as two digits. */
    private static double lines(String text, double width) {
        return text.lines().mapToDouble(line -> Math.max(1, Math.ceil(line.codePoints().map(c -> c < 0x2000 ? 1 : 2).sum() / (width - 1))))
                .sum();
    }

    private static String colour(Light light) {
        return switch (light) {
            case RED -> "F4B0AE";
            case YELLOW -> "FFE699";
            case GREEN -> "C6E0B4";
        };
    }

    /** What fits into a cell. */
    private static String cell(String text) {
        String whole = text;
        if (text.length() > LONGEST) {
            int end = LONGEST - 1 - (Character.isHighSurrogate(text.charAt(LONGEST - 2)) ? 1 : 0);
            whole = text.substring(0, end) + "…";
        }
        return ESCAPE.matcher(whole).replaceAll("_x005F_");
    }

    @Override
    public void finish() throws IOException {
        merge();
        book.finish();
    }
}
