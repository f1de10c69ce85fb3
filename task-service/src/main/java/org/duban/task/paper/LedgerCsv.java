package org.duban.task.paper;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A ledger as CSV (RFC 4180) in UTF-8, with the mark by which Excel knows that. Each row is whole: nothing is merged. */
final class LedgerCsv implements LedgerFile {
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final ObjectWriter ROWS = CsvMapper.builder().disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE).build()
            .writerFor(String[].class).with(CsvSchema.emptySchema().withLineSeparator("\r\n"));
    /** A cell that begins with one of these is a formula to a program that opens the file, in some locales the wide ones, too. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final boolean english;
    private final SequenceWriter rows;

    LedgerCsv(boolean english, OutputStream to) throws IOException {
        this.english = english;
        to.write(MARK);
        rows = ROWS.writeValues(to);
        rows.write(LedgerCells.headings(english));
    }

    @Override
    public void add(List<LedgerRow> page) throws IOException {
        for (LedgerRow row : page) {
            String[] cells = LedgerCells.of(row, english);
            for (int column = 0; column < cells.length; column++) {
                cells[column] = guarded(cells[column]);
            }
            rows.write(cells);
        }
        rows.flush();
    }

    /** An apostrophe makes it text everywhere; it is seen, and the value behind it is as it was. */
    private static String guarded(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    @Override
    public void finish() throws IOException {
        rows.flush();
    }
}
