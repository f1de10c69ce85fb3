package org.duban.task.paper;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.duban.task.calendar.WorkingCalendar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The register of a notice as a table, as a spreadsheet program and a reader of CSV find it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LedgerTest {
    private Fixture fixture;
    private String lead;
    private String water;
    private String health;

    @Inject
    DataSource database;

    @Inject
    WorkingCalendar calendar;

    /** Task 1 of two, led by a third; task 2 of one of them, with a day of its own. */
    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        lead = fixture.unit("牵头局");
        water = fixture.unit("水利局");
        health = fixture.unit("卫生健康委");
        fixture.task("1", Map.of("responsible", fixture.names(water, health), "lead", fixture.names(lead)))
                .task("2", Map.of("responsible", fixture.names(water), "due", "2023-08-10", "dueText", "8月10日前")).create();
    }

    private Response ledger(RequestSpecification caller, String ending) {
        return caller.get("/notices/" + fixture.notice() + "/ledger" + ending).then().statusCode(200).extract().response();
    }

    /** Under the title, the note and the headings. */
    private static List<List<String>> rows(Response sheet) throws IOException {
        List<List<String>> rows = all(sheet);
        return rows.subList(3, rows.size());
    }

    private static List<List<String>> all(Response sheet) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(sheet.asByteArray()))) {
            return book.getFirstSheet().read().stream()
                    .map(row -> IntStream.range(0, 8).mapToObj(row::getCellText).toList()).toList();
        }
    }

    private static List<List<String>> csv(Response file) throws IOException {
        String text = new String(file.asByteArray(), StandardCharsets.UTF_8);
        assertEquals('\ufeff', text.charAt(0));
        List<List<String>> rows = new ArrayList<>();
        try (MappingIterator<String[]> read = new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(text.substring(1))) {
            read.forEachRemaining(row -> rows.add(List.of(row)));
        }
        return rows;
    }

    private void report(String assignment, String unit, Map<String, Object> report) {
        As.unit(unit).body(report).post("/assignments/" + assignment + "/submissions").then().statusCode(201);
    }

    @Test
    void itTellsEachAssignmentByTaskAndRole() throws IOException {
        fixture.dispatch();
        report(fixture.assignments(water).get(0), water, Map.of("kind", "INTERIM", "summary", "已完成第一轮排查。", "percent", 60,
                "problems", "部分水塘无护栏。", "nextSteps", "月底前装齐。"));
        fixture.accept(fixture.report(fixture.assignment(health), health)).statusCode(200);
        fixture.giveBack(fixture.report(fixture.assignments(water).get(1), water), "2023-08-20").statusCode(200);
        BusinessClock.set("2023-08-02T09:05");

        List<List<String>> expected = List.of(
                List.of("1", "(一)-1 开展第1项排查。", fixture.name(lead), "牵头", "2023-08-01", "", "待签收", "红灯"),
                List.of("", "", fixture.name(water), "责任", "2023-08-01", "已完成第一轮排查。（进度60%）\n存在问题：部分水塘无护栏。\n下一步：月底前装齐。",
                        "办理中", "红灯"),
                List.of("", "", fixture.name(health), "责任", "2023-08-01", "已完成专项排查。", "已办结", "绿灯"),
                List.of("2", "(一)-2 开展第2项排查。", fixture.name(water), "责任", "2023-08-20\n（原2023-08-10）",
                        "已完成专项排查。\n退回：未附整改清单。", "办理中", "黄灯"));
        Response sheet = ledger(As.reader(), ".xlsx");
        assertEquals(expected, rows(sheet));
        assertEquals("《" + fixture.prefix() + "校园安全工作方案》落实情况台账", all(sheet).get(0).get(0));
        assertEquals("演示数据：由演示环境产生，内容不作为工作依据。 截至2023年8月2日09:05", all(sheet).get(1).get(0));
        assertEquals(List.of("序号", "事项", "责任单位", "角色", "完成时限", "进展", "状态", "灯"), all(sheet).get(2));

        // In CSV each row is whole
        List<List<String>> csv = csv(ledger(As.inspectorate(), ".csv"));
        assertEquals(List.of("序号", "事项", "责任单位", "角色", "完成时限", "进展", "状态", "灯"), csv.get(0));
        assertEquals(List.of("1", "(一)-1 开展第1项排查。"), csv.get(2).subList(0, 2));
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).subList(2, 8), csv.get(i + 1).subList(2, 8));
        }
    }

    @Test
    void itIsMergedByTaskAndSetUpForPrinting() throws IOException {
        fixture.dispatch();

        for (String paper : List.of("A4", "A3")) {
            Response sheet = ledger(As.office().queryParam("paper", paper), ".xlsx");
            try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(sheet.asByteArray()))) {
                XSSFSheet page = book.getSheetAt(0);
                assertEquals(List.of("A1:H1", "A2:H2", "A4:A6", "B4:B6"),
                        page.getMergedRegions().stream().map(region -> region.formatAsString()).sorted().toList());
                assertEquals(3, page.getPaneInformation().getHorizontalSplitTopRow());
                assertEquals("1:3", page.getRepeatingRows().formatAsString().replace("$", ""));
                assertTrue(page.getPrintSetup().getLandscape());
                assertEquals(paper.equals("A4") ? 9 : 8, page.getPrintSetup().getPaperSize());
                assertTrue(page.getFitToPage());
                assertEquals(1, page.getPrintSetup().getFitWidth());
                assertEquals(0, page.getPrintSetup().getFitHeight());
                assertTrue(page.getFooter().getCenter().contains("第 &P 页，共 &N 页"));
            }
        }
        As.office().get("/notices/" + fixture.notice() + "/ledger.xlsx?paper=A5").then().statusCode(400)
                .body("errors[0].parameter", equalTo("paper"));
    }

    @Test
    void englishIsGivenToThoseWhoWantIt() throws IOException {
        fixture.dispatch();

        Response sheet = ledger(As.office().header("Accept-Language", "en"), ".xlsx");

        sheet.then().header("Content-Language", "en").header("Vary", "Accept-Language");
        assertEquals(List.of("No.", "Task", "Unit", "Role", "Due", "Progress", "Status", "Light"), all(sheet).get(2));
        assertEquals(List.of("lead", "2023-08-01", "", "awaiting acknowledgement", "green"), rows(sheet).get(0).subList(3, 8));
        ledger(As.office(), ".csv").then().header("Content-Language", "zh-CN");
    }

    /** R11. */
    @Test
    void aUnitGetsItsOwnAndWhatOthersDoOnTasksThatItLeads() throws IOException {
        fixture.dispatch();

        assertEquals(List.of("1", "2"), csv(ledger(As.unit(water), ".csv")).stream().skip(1).map(row -> row.get(0)).toList());
        assertEquals(List.of(fixture.name(lead), fixture.name(water), fixture.name(health)),
                rows(ledger(As.unit(lead), ".xlsx")).stream().map(row -> row.get(2)).toList());
        assertTrue(all(ledger(As.unit(lead), ".xlsx")).get(1).get(0).endsWith("仅含本单位可见部分"));
        for (String ending : List.of(".xlsx", ".csv")) {
            As.unit(fixture.reportTo()).get("/notices/" + fixture.notice() + "/ledger" + ending).then().statusCode(404)
                    .body("code", equalTo("not-found"));
            As.unit(null).get("/notices/" + fixture.notice() + "/ledger" + ending).then().statusCode(404);
            As.office().get("/notices/" + UUID.randomUUID() + "/ledger" + ending).then().statusCode(404);
        }
    }

    @Test
    void aDraftHasOnlyItsHeadings() throws IOException {
        Response sheet = ledger(As.office(), ".xlsx");

        assertEquals(List.of(), rows(sheet));
        assertTrue(all(sheet).get(1).get(0).endsWith("草稿，尚未交办"));
        assertEquals(1, csv(ledger(As.office(), ".csv")).size());
        As.unit(water).get("/notices/" + fixture.notice() + "/ledger.csv").then().statusCode(404);
    }

    @Test
    void whatIsNoLongerAskedForStaysInIt() throws IOException {
        fixture.dispatch();
        fixture.post("/withdraw", Map.of("reason", "重复。")).statusCode(200);

        assertEquals(List.of("已撤销", "已撤销", "已撤销", "已撤销"), rows(ledger(As.office(), ".xlsx")).stream().map(row -> row.get(6)).toList());
    }

    @Test
    void whateverIsReportedStaysTextAndStaysWhatItIs() throws IOException {
        String formula = "=HYPERLINK(\"http://evil.example\",\"x\")";
        String odd = "+1\n𠮷田、㛃、\"引号\"，_x0041_ <b>&amp;</b>";
        Fixture hostile = new Fixture();
        String unit = hostile.unit("=SUM(A1)局");
        hostile.task("1", Map.of("label", "@1", "text", formula, "responsible", hostile.names(unit)))
                .task("2", Map.of("label", "-2", "text", "二", "responsible", hostile.names(unit))).dispatch();
        report(hostile.assignments(unit).get(0), unit, Map.of("kind", "INTERIM", "summary", formula));
        report(hostile.assignments(unit).get(1), unit, Map.of("kind", "INTERIM", "summary", odd));

        byte[] bytes = As.office().get("/notices/" + hostile.notice() + "/ledger.xlsx").then().statusCode(200).extract().asByteArray();
        try (XSSFWorkbook book = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            book.getSheetAt(0).forEach(row -> row.forEach(cell -> assertTrue(cell.getCellType().name().matches("STRING|NUMERIC|BLANK"),
                    () -> cell.getAddress() + " is " + cell.getCellType())));
            assertEquals("@1 " + formula, book.getSheetAt(0).getRow(3).getCell(1).getStringCellValue());
            assertEquals(formula, book.getSheetAt(0).getRow(3).getCell(5).getStringCellValue());
            assertEquals(odd, book.getSheetAt(0).getRow(4).getCell(5).getStringCellValue());
        }
        List<List<String>> csv = csv(As.office().get("/notices/" + hostile.notice() + "/ledger.csv").then().extract().response());
        assertEquals("'@1 " + formula, csv.get(1).get(1));
        assertEquals("'" + formula, csv.get(1).get(5));
        assertEquals("'-2 二", csv.get(2).get(1));
        assertEquals("'" + odd, csv.get(2).get(5));
    }

    @Test
    void itIsReadInPagesAndComesToTheSame() throws IOException {
        fixture.dispatch();
        UUID notice = UUID.fromString(fixture.notice());
        LocalDate today = LocalDate.of(2023, 7, 19);
        for (String reader : new String[] {null, lead, water}) {
            List<LedgerRow> whole = new ArrayList<>();
            new LedgerQuery(database, calendar).read(notice, reader, today, whole::addAll);
            for (int rows = 1; rows <= 4; rows++) {
                for (int tasks = 1; tasks <= 3; tasks++) {
                    int most = rows;
                    List<LedgerRow> paged = new ArrayList<>();
                    new LedgerQuery(database, calendar, rows, tasks).read(notice, reader, today, page -> {
                        assertTrue(page.size() <= most);
                        paged.addAll(page);
                    });
                    assertEquals(whole, paged, rows + " rows of " + tasks + " tasks");
                }
            }
            assertEquals(reader == null ? 4 : reader.equals(lead) ? 3 : 2, whole.size());
        }
    }

    @ParameterizedTest
    @CsvSource({".xlsx, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, %E5%8F%B0%E8%B4%A6.xlsx",
        ".csv, text/csv;charset=UTF-8, %E5%8F%B0%E8%B4%A6.csv"})
    void itIsADownloadOfTheRightKind(String ending, String type, String name) {
        fixture.dispatch();
        String path = "/notices/" + fixture.notice() + "/ledger" + ending;

        As.office().get(path).then().statusCode(200).header("Content-Type", equalTo(type)).header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-cache").header("ETag", nullValue())
                .header("Content-Disposition", startsWith("attachment; filename=\"")).header("Content-Disposition", containsString(name));
        byte[] nothing = As.office().head(path).then().statusCode(200).header("Content-Type", equalTo(type))
                .header("Content-Disposition", containsString(name)).extract().asByteArray();
        assertEquals(0, nothing.length);
        As.office().accept("application/json").get(path).then().statusCode(406);
        As.office().accept(type).get("/notices/" + UUID.randomUUID() + "/ledger" + ending).then().statusCode(404)
                .contentType("application/problem+json");
    }
}
