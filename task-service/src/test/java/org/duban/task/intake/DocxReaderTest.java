package org.duban.task.intake;

import static org.duban.task.intake.WordFile.level;
import static org.duban.task.intake.WordFile.list;
import static org.duban.task.intake.WordFile.p;
import static org.duban.task.intake.WordFile.row;
import static org.duban.task.intake.WordFile.table;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Word prints and what it keeps are not the same. */
class DocxReaderTest {
    private static String read(WordFile file) {
        return new Intake().read(file.bytes(), DocumentKind.DOCX, null);
    }

    @Test
    void levelsCountAndBeginAnewUnderTheNextHeading() {
        String body = p("总体要求", 1, 0) + p("主要任务", 1, 0) + p("加强领导", 1, 1) + p("压实责任", 1, 2) + p("健全机制", 1, 2) + p("没有编号")
                + p("强化监督", 1, 1) + p("定期通报", 1, 2);

        assertEquals("""
                一、总体要求
                二、主要任务
                （一）加强领导
                1. 压实责任
                2. 健全机制
                没有编号
                （二）强化监督
                1. 定期通报
                """, read(WordFile.of(body).numbering(list(1, level(0, "chineseCountingThousand", "%1、"),
                level(1, "chineseCounting", "（%2）"), level(2, "decimal", "%3.")))));
    }

    @Test
    void aListMayBeginElsewhereAndAnotherGoesOn() {
        String numbering = list(1, level(0, "decimal", "%1、")) + "<w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">"
                + "<w:startOverride w:val=\"5\"/></w:lvlOverride></w:num><w:num w:numId=\"3\"><w:abstractNumId w:val=\"1\"/></w:num>";

        assertEquals("1、甲\n2、乙\n5、丙\n6、丁\n", read(WordFile.of(p("甲", 1, 0) + p("乙", 3, 0) + p("丙", 2, 0) + p("丁", 2, 0)).numbering(numbering)));
    }

    @Test
    void aStyleMayStandInAListAndAParagraphMayLeaveIt() {
        String styles = "<w:style w:styleId=\"h\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>"
                + "<w:style w:styleId=\"k\"><w:basedOn w:val=\"h\"/></w:style>";
        String body = "<w:p><w:pPr><w:pStyle w:val=\"h\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"k\"/></w:pPr>"
                + "<w:r><w:t>乙</w:t></w:r></w:p><w:p><w:pPr><w:pStyle w:val=\"h\"/><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr>"
                + "<w:r><w:t>丙</w:t></w:r></w:p>";

        assertEquals("第1条甲\n第2条乙\n丙\n", read(WordFile.of(body).styles(styles).numbering(list(1, level(0, "decimal", "第%1条")))));
    }

    @ParameterizedTest
    @CsvSource({"decimal,12,12", "chineseCounting,12,十二", "chineseCounting,20,二十", "chineseCountingThousand,105,一百零五", "chineseCounting,110,一百一十",
        "japaneseCounting,3,三", "ideographDigital,10,一〇", "chineseLegalSimplified,3,叁", "decimalEnclosedCircleChinese,3,③", "decimalEnclosedParen,2,⑵",
        "decimalFullWidth,12,１２", "upperRoman,14,XIV", "lowerLetter,28,bb", "ideographTraditional,2,乙", "decimalZero,4,04", "unheard-of,7,7"})
    void numbersAsWordPrintsThem(String format, int number, String printed) {
        assertEquals(printed, WordNumerals.print(number, format));
    }

    @Test
    void deletedHiddenAndRepeatedTextIsNone() {
        String body = "<w:p><w:r><w:t>保留</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>新增</w:t></w:r></w:ins>"
                + "<w:moveFrom><w:r><w:t>移走</w:t></w:r></w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
                + "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显示</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
                + "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" + p("某政办发〔2023〕9号") + "</w:txbxContent></mc:Choice><mc:Fallback>"
                + "<w:txbxContent>" + p("某政办发〔2023〕9号") + "</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>正文</w:t></w:r></w:p>";

        assertEquals("保留新增显示\n某政办发〔2023〕9号\n正文\n", read(WordFile.of(body)));
    }

    @Test
    void aTableOfTasksHasItsNumbersAndMergedCells() {
        String down = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>";
        String body = table(row("序 号", "主要任务", "牵头单位", "完成时限"),
                row(p("", 1, 0), "开展排查。", "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>" + p("州教育局") + "</w:tc>", "8月底"),
                row(p("", 1, 0), "建立<w:br/>台账。".replace("<w:br/>", ""), down, ""));

        assertEquals("序号\t主要任务\t牵头单位\t完成时限\n1\t开展排查。\t州教育局\t8月底\n2\t建立台账。\t州教育局\t\t\n",
                read(WordFile.of(body).numbering(list(1, level(0, "decimal", "%1.")))));
    }

    @Test
    void aHeadOfTwoRowsIsReadByTheLower() {
        String down = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>";
        String over = "<w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>";
        String body = table(row(over + p("序号") + "</w:tc>", over + p("工作任务") + "</w:tc>", "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr>" + p("责任单位") + "</w:tc>"),
                row(down, down, "牵头单位", "配合单位"), row("1", "开展排查。", "州教育局", "州公安局"), row("2", "建立台账。", "州应急局", "州教育局"));

        assertEquals("序号\t工作任务\t牵头单位\t配合单位\n1\t开展排查。\t州教育局\t州公安局\n2\t建立台账。\t州应急局\t州教育局\n",
                read(WordFile.of(body)));
    }

    @Test
    void aTableThatIsOnlyLayoutIsText() {
        assertEquals("某州人民政府办公室文件\n某政办发〔2023〕9号\n", read(WordFile.of(table(row(p("某州人民政府办公室文件") + p("某政办发〔2023〕9号"))))));
    }
}
