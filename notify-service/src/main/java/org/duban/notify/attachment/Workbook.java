package org.duban.notify.attachment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Worksheet;

/** Tables as an xlsx. Every cell is text, so that nothing in it is ever a formula. */
public final class Workbook {

    private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final Pattern NO_SHEET_NAME = Pattern.compile("[\\[\\]:*?/\\\\']");
    /** XML 1.0 has no place for them. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Cs}\\ufffe\\uffff&&[^\\n\\t]]");

    private static final int LONGEST_SHEET_NAME = 31;
    private static final int LONGEST_CELL = 32_000;
    private static final int NARROW = 10;
    private static final int WIDE = 60;

    /** @param name what the sheet shows, unique in its workbook */
    public record Sheet(String name, List<String> columns, List<List<String>> rows) {}

    private Workbook() {}

    /** @param name of the file */
    public static Attachment of(String name, List<Sheet> sheets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (org.dhatim.fastexcel.Workbook workbook = new org.dhatim.fastexcel.Workbook(bytes, "Duban", "1.0")) {
            for (Sheet sheet : sheets) {
                write(sheet, workbook.newWorksheet(sheetName(sheet.name())));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Attachment(name, TYPE, bytes.toByteArray());
    }

    private static void write(Sheet sheet, Worksheet to) {
        int[] widest = new int[sheet.columns().size()];
        row(to, 0, sheet.columns(), widest);
        to.range(0, 0, 0, sheet.columns().size() - 1).style().bold().set();
        to.freezePane(0, 1);
        for (int i = 0; i < sheet.rows().size(); i++) {
            row(to, i + 1, sheet.rows().get(i), widest);
        }
        for (int column = 0; column < widest.length; column++) {
            // A Chinese character is as wide as two digits.
            to.width(column, Math.max(NARROW, Math.min(2 * widest[column] + 2, WIDE)));
        }
        if (!sheet.rows().isEmpty()) {
            to.range(1, 0, sheet.rows().size(), widest.length - 1)
                    .style()
                    .wrapText(true)
                    .verticalAlignment("top")
                    .set();
        }
    }

    private static void row(Worksheet to, int row, List<String> cells, int[] widest) {
        for (int column = 0; column < cells.size(); column++) {
            String cell = CONTROLS.matcher(cells.get(column)).replaceAll("");
            to.value(row, column, cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell);
            widest[column] = Math.max(widest[column], cell.length());
        }
    }

    private static String sheetName(String name) {
        String clean = NO_SHEET_NAME.matcher(name).replaceAll(" ");
        return clean.substring(0, Math.min(clean.length(), LONGEST_SHEET_NAME));
    }
}
