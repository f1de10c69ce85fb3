package org.duban.task.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** A table of tasks as CSV, parted by commas, semicolons or tabs. */
final class CsvReader {
    private static final ObjectReader ROWS = new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    private CsvReader() {}

    static String read(String csv) {
        Grid grid = new Grid();
        int rows = 0;
        try (MappingIterator<String[]> lines = ROWS.with(CsvSchema.emptySchema().withColumnSeparator(separator(csv))).readValues(csv)) {
            while (lines.hasNextValue()) {
                rows++;
                for (String cell : lines.nextValue()) {
                    grid.cell(cell, 1, 1);
                }
                grid.endRow();
            }
        } catch (JsonProcessingException e) {
            throw new ProblemException(ProblemCode.MALFORMED_CSV, Text.of("第 %d 行：引号没有成对，或引号之后还有内容。",
                    "Line %d: a quote is not closed, or something follows one.", rows + 1));
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        return grid.text();
    }

    /** The one that the lines hold most of; a comma when they hold none. */
    private static char separator(String csv) {
        char best = ',';
        for (char each : new char[] {'\t', ';'}) {
            best = count(csv, each) > count(csv, best) ? each : best;
        }
        return best;
    }

    private static long count(String csv, char wanted) {
        return csv.chars().filter(c -> c == wanted).count();
    }
}
