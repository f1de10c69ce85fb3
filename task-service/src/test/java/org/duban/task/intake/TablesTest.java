package org.duban.task.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.duban.task.parse.NoticeParser;
import org.duban.task.parse.ParsedTask;
import org.junit.jupiter.api.Test;

/** Tables of tasks as offices make them. */
class TablesTest {
    private final Intake intake = new Intake();

    private List<List<String>> csv(String csv) {
        return tasks(intake.read(csv.getBytes(StandardCharsets.UTF_8), DocumentKind.CSV, null));
    }

    private static List<List<String>> tasks(String text) {
        return NoticeParser.parse(text).tasks().stream().map(t -> List.of(t.ref(), t.text(), String.join("、", t.lead()),
                String.join("、", t.responsible()), String.join("、", t.assisting()), String.valueOf(t.dueText()))).toList();
    }

    private static byte[] book(Consumer<XSSFWorkbook> filling) throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook(); ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            filling.accept(book);
            book.write(bytes);
            return bytes.toByteArray();
        }
    }

    private static XSSFSheet sheet(XSSFWorkbook book, String name, String... rows) {
        XSSFSheet sheet = book.createSheet(name);
        for (int i = 0; i < rows.length; i++) {
            String[] cells = rows[i].split(",", -1);
            for (int j = 0; j < cells.length; j++) {
                (sheet.getRow(i) == null ? sheet.createRow(i) : sheet.getRow(i)).createCell(j).setCellValue(cells[j]);
            }
        }
        return sheet;
    }

    @Test
    void columnsAreKnownByTheirHeads() {
        assertEquals(List.of(List.of("1", "开展排查。", "州教育局", "", "州公安局、州财政局", "2023年8月底"), List.of("2", "建立台账。", "州应急局", "", "州教育局", "2023年9月1日")),
                csv("序号,主要任务,牵头单位,配合单位,完成时限\n1,开展排查。,州教育局,\"州公安局、州财政局\",2023年8月底\n2,建立台账。,州应急局,州教育局,2023年9月1日\n"));
    }

    @Test
    void rowsWithoutNumbersAreNumbered() {
        assertEquals(List.of(List.of("1", "开展排查。", "", "州教育局", "", "2023年8月底"), List.of("2", "建立台账。", "", "州应急局", "", "2023年9月底")),
                csv("工作内容;责任单位;完成时间\n开展排查。;州教育局;2023年8月底\n建立台账。;州应急局;2023年9月底\n"));
    }

    @Test
    void headingsBetweenTheRowsAndNumbersThatBeginAnew() {
        String csv = """
                序号,事项,责任单位
                一、组织领导,,
                1,成立专班。,州教育局
                二、工作任务,,
                1,开展排查。,州公安局
                2,建立台账。,州应急局
                """;

        assertEquals(List.of("1", "2", "3"), csv(csv).stream().map(task -> task.get(0)).toList());
        String text = intake.read(csv.getBytes(StandardCharsets.UTF_8), DocumentKind.CSV, null);
        assertTrue(NoticeParser.parse(text).findings().stream().noneMatch(finding -> finding.code().equals("table-not-read")), text);
    }

    @Test
    void excelInChinaSavesInGbk() {
        String csv = "序号,事项,责任单位\r\n1,成立专班。,州教育局\r\n2,开展排查。,州公安局\r\n";

        assertEquals(2, tasks(intake.read(csv.getBytes(Charset.forName("GBK")), DocumentKind.CSV, null)).size());
    }

    @Test
    void mergedCellsDaysAndHiddenSheets() throws IOException {
        byte[] file = book(book -> {
            XSSFSheet sheet = sheet(book, "清单", "2023年重点工作任务清单,,,,", "类别,序号,工作任务,责任单位,完成时限", "组织领导,1,成立专班。,州教育局,", ",2,开展排查。,州公安局,", "监督,3,定期通报。,州应急局,长期坚持");
            sheet.addMergedRegion(new CellRangeAddress(0, 0, 0, 4));
            sheet.addMergedRegion(new CellRangeAddress(2, 3, 0, 0));
            sheet.addMergedRegion(new CellRangeAddress(2, 3, 4, 4));
            CellStyle day = book.createCellStyle();
            day.setDataFormat((short) 14);
            sheet.getRow(2).getCell(4).setCellValue(LocalDate.of(2023, 8, 1));
            sheet.getRow(2).getCell(4).setCellStyle(day);
            sheet(book, "旧表", "序号,事项,责任单位", "1,旧的。,州财政局", "2,旧的。,州财政局");
            book.setSheetHidden(1, true);
        });

        assertEquals("""
                2023年重点工作任务清单
                序号\t类别\t工作任务\t责任单位\t完成时限
                1\t组织领导\t成立专班。\t州教育局\t2023年8月1日
                2\t组织领导\t开展排查。\t州公安局\t2023年8月1日
                3\t监督\t定期通报。\t州应急局\t长期坚持

                """, intake.read(file, DocumentKind.XLSX, null));
        List<ParsedTask> tasks = NoticeParser.parse(intake.read(file, DocumentKind.XLSX, null)).tasks();
        assertEquals(List.of("2023-08-01", "2023-08-01", "open-ended"), tasks.stream().map(t -> String.valueOf(t.due())).toList());
    }

    @Test
    void aCommaInAQuoteIsNone() {
        assertEquals(List.of("州教育局", "州公安局,州财政局"), csv("序号,事项,责任单位\n1,成立专班。,州教育局\n2,\"排查,整改。\",\"州公安局,州财政局\"\n")
                .stream().map(task -> task.get(3).replace("、", ",")).toList());
    }

    /** Lines and characters as a word processor puts them into a PDF: cells of several lines, numbers in the middle of their cells. */
    @Test
    void tablesThatAPdfDraws() {
        // Given
        StringBuilder page = new StringBuilder("1 w\n");
        int[] xs = {40, 80, 280, 380, 480, 555};
        int[] ys = {780, 760, 700, 680};
        for (int y : ys) {
            page.append("%d %d m %d %d l S\n".formatted(xs[0], y, xs[5], y));
        }
        for (int x : xs) {
            // a line as a thin rectangle, and a clip that is no line
            page.append("%d 680 0.5 100 re f %d 690 30 50 re W n\n".formatted(x, x + 5));
        }
        page.append("BT /F 10 Tf\n");
        PdfFile.put(page, 40, 800, "重点工作任务分解表");
        PdfFile.put(page, 45, 765, "序号");
        PdfFile.put(page, 150, 765, "工作任务");
        PdfFile.put(page, 300, 765, "牵头单位");
        PdfFile.put(page, 400, 765, "配合单位");
        PdfFile.put(page, 490, 765, "完成时限");
        PdfFile.put(page, 55, 727, "1");
        PdfFile.put(page, 85, 735, "新改扩建公办幼儿园十五所,新增学位四千");
        PdfFile.put(page, 85, 719, "个。");
        PdfFile.put(page, 300, 727, "市教育局");
        PdfFile.put(page, 390, 735, "市自然资源局、");
        PdfFile.put(page, 390, 719, "市财政局");
        PdfFile.put(page, 490, 735, "2023年8");
        PdfFile.put(page, 490, 719, "月底前");
        PdfFile.put(page, 55, 685, "2");
        PdfFile.put(page, 85, 685, "排查校舍安全。");
        PdfFile.put(page, 300, 685, "市住建局");
        PdfFile.put(page, 390, 685, "市教育局");
        PdfFile.put(page, 490, 685, "年底前");
        PdfFile.put(page, 40, 640, "请各单位抓好落实。");
        page.append("ET");
        // When
        String text = intake.read(PdfFile.ofPages(List.of(page.toString())), DocumentKind.PDF, null);
        // Then
        assertEquals("""
                重点工作任务分解表
                序号\t工作任务\t牵头单位\t配合单位\t完成时限
                1\t新改扩建公办幼儿园十五所,新增学位四千个。\t市教育局\t市自然资源局、市财政局\t2023年8月底前
                2\t排查校舍安全。\t市住建局\t市教育局\t年底前
                请各单位抓好落实。
                """, text);
        assertEquals(List.of(List.of("1", "新改扩建公办幼儿园十五所,新增学位四千个。", "市教育局", "", "市自然资源局、市财政局", "2023年8月底前"),
                List.of("2", "排查校舍安全。", "市住建局", "", "市教育局", "年底前")), tasks(text));
    }

    @Test
    void aPageThatDrawsTooManyLinesHasNoTables() {
        // Given
        StringBuilder page = new StringBuilder("40 700 200 40 re 100 700 10 40 re S\n" + "10 10 m 20 10 l S\n".repeat(20_000));
        page.append("BT /F 10 Tf\n");
        PdfFile.put(page, 45, 720, "各县区人民政府,市政府各部门、各直属机构:请抓好落实。");
        // When
        String text = intake.read(PdfFile.ofPages(List.of(page + "ET")), DocumentKind.PDF, null);
        // Then
        assertEquals("各县区人民政府,市政府各部门、各直属机构:请抓好落实。", text.strip());
    }
}
