package org.duban.task.paper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.duban.task.assignment.AssignmentStatus;
import org.duban.task.assignment.Light;
import org.duban.task.notice.UnitRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ledgers as files, of rows that no notice would have. */
class LedgerFilesTest {
    private static final LedgerFile.Head HEAD = new LedgerFile.Head("《方案》落实情况台账", "截至2023年8月2日09:05", false);

    private static LedgerRow row(int number, String task, String summary) {
        return new LedgerRow(number, new UUID(0, number), "(一)-" + number, task, "州水利局", UnitRole.RESPONSIBLE, LocalDate.of(2023, 8, 1),
                LocalDate.of(2023, 8, 1), null, AssignmentStatus.IN_PROGRESS, Light.GREEN,
                summary == null ? null : new LedgerRow.Report(summary, null, null, null), null);
    }

    private static byte[] sheet(List<List<LedgerRow>> pages) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LedgerSheet sheet = new LedgerSheet(HEAD, PaperSize.A4, bytes);
        for (List<LedgerRow> page : pages) {
            sheet.add(page);
        }
        sheet.finish();
        return bytes.toByteArray();
    }

    private static XSSFSheet read(byte[] bytes) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            return book.getSheetAt(0);
        }
    }

    private static String csv(LedgerRow... rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LedgerCsv csv = new LedgerCsv(false, bytes);
        csv.add(List.of(rows));
        csv.finish();
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aTaskIsMergedAcrossPages() throws IOException {
        byte[] bytes = sheet(List.of(List.of(row(1, "一", null), row(2, "二", null)), List.of(row(2, "二", null)),
                List.of(row(2, "二", null), row(3, "三", null))));

        assertEquals(List.of("A1:H1", "A2:H2", "A5:A7", "B5:B7"),
                read(bytes).getMergedRegions().stream().map(region -> region.formatAsString()).sorted().toList());
        assertEquals(8, read(bytes).getLastRowNum() + 1);
    }

    @Test
    void aLongTaskOfShortRowsIsWhollySeen() throws IOException {
        XSSFSheet sheet = read(sheet(List.of(List.of(row(1, "长".repeat(230), null), row(1, "长".repeat(230), null), row(2, "短", null)))));

        // 460 half-width characters at 45 a line are eleven lines.
        assertEquals(11 * 14 + 2 * 4, sheet.getRow(3).getHeightInPoints() + sheet.getRow(4).getHeightInPoints(), 0.1);
    }

    @Test
    void aCellHoldsAsMuchAsExcelTakes() throws IOException {
        // Not so uniform that it would be taken for a bomb.
        String whole = new Random(1).ints(32_767, 0x4e00, 0x9fa5).collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
        // Its 32,766th and 32,767th character are one of four bytes.
        String cut = whole.substring(2) + "𠮷" + "尾".repeat(100);

        XSSFSheet sheet = read(sheet(List.of(List.of(row(1, "一", whole), row(2, "二", cut)))));

        assertEquals(whole, sheet.getRow(3).getCell(5).getStringCellValue());
        assertEquals(whole.substring(2) + "…", sheet.getRow(4).getCell(5).getStringCellValue());
    }

    @Test
    void whatXmlForbidsIsLeftOut() throws IOException {
        String odd = "甲\u0000\u0007\u001b乙\ud800丙\ufffe\uffff\u202e丁\r\n戊\r己\t庚";

        assertEquals("甲乙丙丁\n戊\n己\t庚", read(sheet(List.of(List.of(row(1, "一", odd))))).getRow(3).getCell(5).getStringCellValue());
        assertTrue(csv(row(1, "一", odd)).contains("\"甲乙丙丁\n戊\n己\t庚\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86", "-1", "@SUM(A1)", "＝1+1", "＋1", "－1", "＠a"})
    void noCellOfACsvIsAFormula(String value) throws IOException {
        String line = csv(row(1, "一", value)).lines().skip(1).findFirst().orElseThrow();

        assertTrue(line.contains(",'" + value + ",") || line.contains(",\"'" + value + "\","), line);
        assertTrue(csv(row(1, "一", "完成=100%")).contains("完成=100%"));
    }

    @Test
    void aCsvIsAsRfc4180HasIt() throws IOException {
        String csv = csv(row(1, "含\"引号\"，与,逗号", "第一行\n第二行"));

        assertEquals("\ufeff序号,事项,责任单位,角色,完成时限,进展,状态,灯\r\n"
                + "1,\"(一)-1 含\"\"引号\"\"，与,逗号\",州水利局,责任,2023-08-01,\"第一行\n第二行\",办理中,绿灯\r\n", csv);
    }

    /** What comes out keeps step with what goes in, for a client that waits and a heap that is small. */
    @Test
    void itIsSentAsItComes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LedgerSheet sheet = new LedgerSheet(HEAD, PaperSize.A3, bytes);
        List<Integer> sizes = new ArrayList<>();
        for (int page = 0; page < 20; page++) {
            List<LedgerRow> rows = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                rows.add(row(100 * page + i / 5 + 1, "开展第" + (page * 7919 + i) + "项排查。", "已整改隐患" + (page * 104_729 + i * 31) + "处。"));
            }
            sheet.add(rows);
            sizes.add(bytes.size());
        }

        // What is compressed comes in blocks of some pages.
        assertTrue(sizes.get(0) > 0, () -> "bytes after each page: " + sizes);
        for (int page = 2; page < 20; page++) {
            assertTrue(sizes.get(page) > sizes.get(page - 2), () -> "bytes after each page: " + sizes);
        }
        // One that was not finished cannot be taken for a whole one.
        assertThrows(Exception.class, () -> new ReadableWorkbook(new ByteArrayInputStream(bytes.toByteArray())).getFirstSheet().read());
        sheet.finish();
        assertEquals(10_003, read(bytes.toByteArray()).getLastRowNum() + 1);
    }
}
