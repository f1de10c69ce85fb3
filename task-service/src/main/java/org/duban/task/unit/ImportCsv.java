package org.duban.task.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** Reads the CSV of an import strictly: UTF-8 with or without a byte order mark, a header row, a line a contact. */
final class ImportCsv {
    private static final List<String> COLUMNS = List.of("code", "name", "alias", "role", "post", "email");
    private static final ObjectReader ROWS = new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY);

    private ImportCsv() {}

    /** By line; the header is line 1, and a line without anything on it is null. */
    static List<ImportLine> read(byte[] csv) {
        List<String> header = List.of();
        List<ImportLine> lines = new ArrayList<>();
        int number = 0;
        try (MappingIterator<String[]> rows = ROWS.readValues(decode(csv))) {
            while (rows.hasNextValue()) {
                String[] row = rows.nextValue();
                number++;
                if (number == 1) {
                    header = header(row);
                } else {
                    lines.add(line(number, header, row));
                }
            }
        } catch (JsonProcessingException e) {
            throw malformed(number + 1, "引号没有成对，或引号之后还有内容。", "A quote is not closed, or something follows one.");
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be read", e);
        }
        if (number == 0) {
            throw malformed(1, "没有表头。", "There is no header row.");
        }
        return lines;
    }

    private static String decode(byte[] csv) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(csv);
        CharBuffer text = CharBuffer.allocate(csv.length);
        if (decoder.decode(bytes, text, true).isError()) {
            int line = 1;
            for (int i = 0; i < bytes.position(); i++) {
                line += csv[i] == '\n' ? 1 : 0;
            }
            throw malformed(line, "不是 UTF-8 编码（可能是 GBK）；请在 Excel 中另存为“CSV UTF-8”。",
                    "It is not UTF-8 (GBK, perhaps); in Excel, save as “CSV UTF-8”.");
        }
        String whole = text.flip().toString();
        return whole.startsWith("\ufeff") ? whole.substring(1) : whole;
    }

    private static List<String> header(String[] row) {
        List<String> names = Arrays.stream(row).map(String::strip).toList();
        for (String name : names) {
            if (!COLUMNS.contains(name)) {
                throw malformed(1, "没有列“%s”；表头为 code,name,alias,role,post,email。",
                        "There is no column %s; the header row is code,name,alias,role,post,email.", name);
            }
        }
        if (!names.containsAll(COLUMNS.subList(0, 2)) || new HashSet<>(names).size() < names.size()) {
            throw malformed(1, "表头须有 code 和 name，每列只能出现一次。", "The header row must have code and name, and each column once.");
        }
        return names;
    }

    private static ImportLine line(int number, List<String> header, String[] row) {
        if (Arrays.stream(row).allMatch(String::isBlank)) {
            return null;
        }
        if (row.length != header.size()) {
            throw malformed(number, "应有 %d 列，实有 %d 列。", "It has %2$d columns and should have %1$d.", header.size(), row.length);
        }
        if (Arrays.stream(row).anyMatch(cell -> cell.contains("\n") || cell.contains("\r"))) {
            throw malformed(number, "单元格中不能换行。", "A cell may not have a line break.");
        }
        String alias = cell("alias", header, row);
        return new ImportLine(cell("code", header, row), cell("name", header, row),
                alias == null ? null : Arrays.stream(alias.split("[|]", -1)).map(String::strip).toList(),
                cell("role", header, row), cell("post", header, row), cell("email", header, row));
    }

    /** Null when it is empty or there is no such column. */
    private static String cell(String column, List<String> header, String[] row) {
        int at = header.indexOf(column);
        return at < 0 || row[at].isBlank() ? null : row[at].strip();
    }

    private static ProblemException malformed(int line, String zh, String en, Object... args) {
        Text what = Text.of(zh, en, args);
        return new ProblemException(ProblemCode.MALFORMED_CSV,
                new Text("第 " + line + " 行：" + what.zh(), "Line " + line + ": " + what.en()));
    }
}
