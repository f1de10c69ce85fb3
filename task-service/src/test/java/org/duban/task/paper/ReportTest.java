package org.duban.task.paper;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;

/** The report that the office forwards, as Word finds it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReportTest {
    private Fixture fixture;
    private String water;
    private String health;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        fixture.with("documentNumber", fixture.prefix() + "〔2023〕15号");
        water = fixture.unit("水利局");
        health = fixture.unit("卫生健康委");
        fixture.task("1", water, health).task("2", health)
                .task("3", Map.of("heading", "(二)落实防溺水措施", "responsible", fixture.names(water))).create();
    }

    private Docx report() {
        return Docx.of(As.office().get("/notices/" + fixture.notice() + "/report.docx").then().statusCode(200).extract().asByteArray());
    }

    private String report(String assignment, String unit, String summary, String problems) {
        return As.unit(unit).body(Map.of("kind", "FINAL", "summary", summary, "problems", problems))
                .post("/assignments/" + assignment + "/submissions").then().statusCode(201).extract().path("id");
    }

    private void attach(String submission, String unit, String name) {
        As.unit(unit).contentType("application/octet-stream").body("一".getBytes(StandardCharsets.UTF_8)).queryParam("name", name)
                .post("/submissions/" + submission + "/attachments").then().statusCode(201);
    }

    @Test
    void itPutsTogetherWhatWasAcceptedAndSaysWhatIsOpen() {
        // Given: one accepted after a return, one accepted, one that waits, one that is late
        fixture.dispatch();
        fixture.giveBack(report(fixture.assignments(water).get(0), water, "初稿。", "无。"), "2023-08-01").statusCode(200);
        String accepted = report(fixture.assignments(water).get(0), water, "排查隐患23处。\n均已整改。", "部分水塘无护栏。");
        attach(accepted, water, "整改清单.csv");
        attach(accepted, water, "现场照片.zip.txt");
        fixture.accept(accepted).statusCode(200);
        fixture.accept(fixture.report(fixture.assignments(water).get(1), water)).statusCode(200);
        fixture.report(fixture.assignments(health).get(0), health);
        BusinessClock.set("2023-08-09T09:00");

        // Then
        String title = "《" + fixture.prefix() + "校园安全工作方案》";
        assertEquals(List.of("演示数据：由演示环境产生，内容不作为工作依据。",
                "关于" + title + "落实情况的报告", "某州人民政府办公室：",
                "按照" + title + "（" + fixture.prefix() + "〔2023〕15号）要求，现将截至2023年8月9日的落实情况报告如下。",
                "一、总体情况",
                "共3项任务，涉及2个单位、4项责任分工。其中已办结2项，待审核1项，办理中0项，待签收1项；办结率50%，逾期1项。",
                "二、已办结事项落实情况",
                "(一)聚焦专项治理行动", "(一)-1 开展第1项排查。", fixture.name(water) + "：排查隐患23处。", "均已整改。", "存在问题：部分水塘无护栏。",
                "(二)落实防溺水措施", "(一)-3 开展第3项排查。", fixture.name(water) + "：已完成专项排查。",
                "三、尚未办结的事项", "尚有2项责任分工未办结：",
                fixture.name(health) + "2项：(一)-1、(一)-2（其中待审核1项、逾期1项）。",
                "附件：1." + fixture.name(water) + "：整改清单.csv", "2." + fixture.name(water) + "：现场照片.zip.txt",
                fixture.name(fixture.reportTo()), "2023年8月9日"), report().lines());
    }

    /** GB/T 9704-2012. */
    @Test
    void itHasTheFormOfAnOfficialPaper() {
        fixture.dispatch();
        Docx paper = report();
        String title = "关于《" + fixture.prefix() + "校园安全工作方案》落实情况的报告";

        assertEquals("方正小标宋简体 22.0", paper.font(title));
        assertEquals(ParagraphAlignment.CENTER, paper.paragraph(title).getAlignment());
        assertEquals("黑体 16.0", paper.font("一、总体情况"));
        assertEquals("仿宋 16.0", paper.font("尚无审核通过的报送。"));
        assertEquals(640, paper.paragraph("尚无审核通过的报送。").getIndentationFirstLine());
        assertEquals(579, paper.paragraph("尚无审核通过的报送。").getCTP().getPPr().getSpacing().getLine() instanceof Number line ? line.intValue() : 0);
        CTSectPr section = paper.document().getDocument().getBody().getSectPr();
        assertEquals("11906 16838", section.getPgSz().getW() + " " + section.getPgSz().getH());
        assertEquals("2098 1984 1587 1474", section.getPgMar().getTop() + " " + section.getPgMar().getBottom() + " "
                + section.getPgMar().getLeft() + " " + section.getPgMar().getRight());
        assertTrue(paper.document().getEvenAndOddHeadings());
        assertEquals(2, paper.document().getFooterList().size());
        paper.document().getFooterList().forEach(footer -> assertTrue(footer.getParagraphs().get(0).getCTP().xmlText().contains("PAGE")));
        assertEquals(4 * 320, paper.paragraph("2023年7月19日").getIndentationRight());
    }

    @Test
    void whatIsAllDoneHasNothingOpen() {
        fixture.dispatch();
        for (String unit : List.of(water, health)) {
            fixture.assignments(unit).forEach(assignment -> fixture.accept(fixture.report(assignment, unit)).statusCode(200));
        }

        assertTrue(report().lines().contains("各项责任分工均已办结。"));
        assertTrue(report().lines().stream().anyMatch(line -> line.endsWith("办结率100%，无逾期。")));
        assertEquals("楷体 16.0", report().font("(二)落实防溺水措施"));
    }

    @Test
    void aReportThatIsAskedForAgainNoLongerCounts() {
        fixture.dispatch();
        String assignment = fixture.assignments(water).get(0);
        fixture.accept(fixture.report(assignment, water)).statusCode(200);
        As.office().body(Map.of("reason", "情况有变。", "newDue", "2023-08-20")).post("/assignments/" + assignment + "/reopen").then().statusCode(200);

        assertTrue(report().lines().contains("尚无审核通过的报送。"));
    }

    @Test
    void hostileTextIsText() {
        Fixture hostile = new Fixture().with("title", "含&<b>与\"引号\"的𠮷方案");
        String unit = hostile.unit("水利局");
        hostile.task("1", Map.of("text", "一\n二", "heading", "(一)甲\n乙", "responsible", hostile.names(unit))).dispatch();
        hostile.accept(report(hostile.assignment(unit), unit, "=1+1 <w:p/> 𠮷㛃\t丙\r\n丁", "无")).statusCode(200);

        byte[] bytes = As.office().get("/notices/" + hostile.notice() + "/report.docx").then().statusCode(200)
                .header("Content-Disposition", containsString(".docx")).extract().asByteArray();
        List<String> lines = Docx.of(bytes).lines();
        assertTrue(lines.contains("关于《含&<b>与\"引号\"的𠮷方案》落实情况的报告"), lines::toString);
        assertTrue(lines.containsAll(List.of("(一)甲 乙", "(一)-1 一", "二", hostile.name(unit) + "：=1+1 <w:p/> 𠮷㛃\t丙", "丁")), lines::toString);
    }

    @Test
    void aDraftHasNoneAndUnitsGetNone() {
        String path = "/notices/" + fixture.notice() + "/report.docx";

        As.office().get(path).then().statusCode(409).body("code", equalTo("illegal-move")).body("detail", equalTo("通知尚未交办，没有可报告的内容。"));
        As.unit(water).get(path).then().statusCode(403);
        As.reader().get("/notices/" + UUID.randomUUID() + "/report.docx").then().statusCode(404);
        fixture.dispatch();
        As.inspectorate().get(path).then().statusCode(200).contentType(PaperAnswer.DOCX).header("X-Content-Type-Options", "nosniff");
        assertEquals(0, As.reader().head(path).then().statusCode(200).extract().asByteArray().length);
    }
}
