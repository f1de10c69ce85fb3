package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where items begin and what they belong to. */
class OutlineTest {
    private static final String BY = "(责任单位:市教育局)";

    private static List<String> refs(String text) {
        return NoticeParser.parse(text).tasks().stream().map(ParsedTask::ref).toList();
    }

    @Test
    void nestsTheLevelsOfAnOfficialDocument() {
        assertEquals(List.of("一/(一)/1", "一/(一)/2", "一/(二)/1"),
                refs("一、任务\n(一)甲\n1.做甲一。" + BY + "\n2.做甲二。" + BY + "\n(二)乙\n1.做乙一。" + BY));
    }

    @Test
    void readsFullWidthNumbers() {
        assertEquals(List.of("一/(一)/1", "一/(一)/2"), refs("一、任务\n（一）甲\n１．做甲一。" + BY + "\n2、做甲二。" + BY));
    }

    @Test
    void readsANumberBeforeAMonthAndTheSmallStop() {
        assertEquals(List.of("一/1", "一/2"), refs("一、任务\n1.9月底前做甲。" + BY + "\n2﹒10月底前做乙。" + BY + "\n"));
        assertEquals(List.of("一/1"), refs("一、任务\n1.做甲,增长\n2.3个百分点。" + BY + "\n"));
    }

    @Test
    void takesASentenceThatOnlySaysWhoForABracket() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("一、任务\n(一)一是做甲。以上工作由市农委牵头,会同市环保局负责落实。二是做乙。以上工作由市商委牵头负责。\n").tasks();
        // Then
        assertEquals(List.of(List.of("市农委"), List.of("市商委")), tasks.stream().map(ParsedTask::lead).toList());
        assertEquals(List.of("市环保局"), tasks.get(0).assisting());
    }

    @Test
    void readsOneLineText() {
        assertEquals(List.of("一/(一)/1", "一/(一)/2", "一/(二)/3"), refs("现通知如下: 一、任务(一)甲事 1.做甲一。" + BY + " 2.做甲二。" + BY
                + " (二)乙事 3.做乙。" + BY));
    }

    @Test
    void readsSubItemsInsideAParagraph() {
        assertEquals(List.of("一/1/(1)", "一/1/(2)"), refs("一、任务\n1.深化改革。(1)做甲。(市教育局牵头)(2)做乙。(市财政局牵头)\n"));
    }

    @Test
    void givesOneBracketAfterTheLastSubItemToTheItem() {
        assertEquals(List.of("一/1"), refs("一、任务\n1.深化改革。\n(1)做甲。\n(2)做乙。\n(3)做丙。" + BY + "\n"));
    }

    @Test
    void takesTopLevelItemsForTasks() {
        assertEquals(List.of("一", "二", "三"), refs("一、做甲。" + BY + "\n二、做乙。" + BY + "\n三、做丙。" + BY + "\n"));
    }

    @Test
    void takesAParagraphWithUnitsAboveItemsWithoutForTheTask() {
        assertEquals(List.of("三"), refs("三、做好工作。(市国资委牵头,市财政局配合)\n(一)甲。\n(二)乙。\n"));
    }

    @Test
    void readsUnitsOnBothLevels() {
        assertEquals(List.of("(一)", "(一)/1", "(一)/2"), refs("(一)推进甲。(牵头单位:市教育局)\n具体措施：\n1．做甲一。" + BY + "\n2．做甲二。" + BY + "\n"));
    }

    @Test
    void readsANumberThatTouchesAYear() {
        assertEquals(List.of("一/1", "一/2"), refs("一、任务\n1.2023年做甲。" + BY + "\n2.2024年做乙。" + BY + "\n"));
    }

    @Test
    void readsSingleCharacterNumbersAndArticles() {
        assertEquals(List.of("(一)", "(二)"), refs("㈠做甲。" + BY + "\n㈡做乙。" + BY + "\n"));
        assertEquals(List.of("第一条", "第二条"), refs("第一条 做甲。" + BY + "\n第二条 做乙。" + BY + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"投入1.5亿元", "按照第(一)项要求", "第一、二、三产业", "达到\n1.5亿元", "在3.15晚会后", "见(1)图"})
    void takesNoOtherNumberForAnItem(String words) {
        assertEquals(List.of("一/1"), refs("一、任务\n1.做甲," + words + "，加快进度。" + BY + "\n"));
    }

    @Test
    void takesAPagesNumberInTheMiddleOfASentenceForNoItem() {
        // Given a preview that numbers its pages, and breaks them off anywhere
        String page = "1、某市实施方案。一、任务(一)做好甲。" + "贯彻落实有关政策。".repeat(10) + "为农户和个体工商\n2、户提供担保。" + BY + "\n";
        // Then
        assertEquals(List.of("一/(一)"), refs(page));
    }

    @Test
    void sharesOutDutiesBySentences() {
        assertEquals(List.of("三/1", "三/2"), refs("三、分工\n1.县应急管理局负责尾矿库的排查。\n2.县公安局负责道路交通的排查。\n"));
        // One such sentence among others is none.
        assertEquals(List.of(), refs("三、要求\n1.县政府督查室负责督查。\n2.加强宣传。\n3.严肃问责。\n"));
    }

    @Test
    void joinsAWordThatALineEndBroke() {
        assertEquals(List.of("一/1"), refs("一、任务\n1.做好这件事并且抓紧完成任务。(责任单\n位:市教育局)\n"));
        // A number and an addressee begin a line of their own, however long the title above.
        String title = "某某市人民政府办公室关于做好二〇一八年工作的若干意见\n某政办〔2018〕72号\n各区、县人民政府:\n";
        String body = "为贯彻落实有关会议的精神,现在就有关的事项通知如下,请认\n真贯彻执行,各有关单位要提高认识,加强领导,落实各项责任,\n".repeat(6);
        assertEquals("某政办〔2018〕72号", NoticeParser.parse(title + body).documentNumber());
    }

    @Test
    void numbersTasksBySectionAndPlace() {
        // Given two headings, one without tasks before them
        String text = "一、总体要求\n(一)思想。\n二、任务\n(一)甲\n1.做。" + BY + "\n(二)乙\n1.做。" + BY + "\n2.做。" + BY + "\n";
        // When
        ParsedNotice notice = NoticeParser.parse(text);
        // Then
        assertEquals(List.of("1.1", "2.1", "2.2"), notice.tasks().stream().map(ParsedTask::number).toList());
        assertEquals(List.of("(一)-1", "(二)-1", "(二)-2"), notice.tasks().stream().map(ParsedTask::label).toList());
        assertEquals(List.of(new ParsedSection("二/(一)", "1", "(一)甲"), new ParsedSection("二/(二)", "2", "(二)乙")),
                notice.sections());
    }

    @Test
    void keepsAMeasureWithoutUnitsAmongMeasures() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("一、任务\n1.做甲。" + BY + "\n2.做乙。\n3.做丙。" + BY + "\n");
        // Then
        assertEquals(3, notice.tasks().size());
        assertEquals("2.", TestFindings.quote(notice, "task-without-unit"));
    }

    @Test
    void takesItemsBelowUnitsForTheirMeasure() {
        // Given / When
        ParsedTask task = NoticeParser.parse("一、任务\n(一)提升能力(市教育局牵头)\n1.加强培训。\n2.加强考核。\n").tasks().get(0);
        // Then
        assertEquals("提升能力(市教育局牵头)\n1.加强培训。\n2.加强考核。", task.text());
    }

    @Test
    void takesNoListOfAnnexesForMeasures() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("一、任务\n1.甲。" + BY + "\n2.乙。" + BY + "\n3.丙。" + BY + "\n  附件:1.任务表\n  2.联系表\n");
        // Then
        assertEquals(List.of("一/1", "一/2", "一/3"), notice.tasks().stream().map(ParsedTask::ref).toList());
        assertEquals(List.of(), TestFindings.quotes(notice, "text-cut-off"));
    }

    @Test
    void readsNumbersThatRunOnGluedToHeadings() {
        assertEquals(List.of("一/1", "二/2"), refs("要求如下:一、甲事1.做甲。" + BY + "二、乙事2.做乙。" + BY));
    }

    @Test
    void joinsAWrappedHeading() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("一、任务\n(一)高度重视校园安全,全面压实\n校园安全责任\n1.做。" + BY + "\n");
        // Then
        assertEquals("(一)高度重视校园安全,全面压实校园安全责任", notice.sections().get(0).heading());
    }

    /** Of a text that has lost its line ends: a number glued to the title, and numbers glued to what a label says. */
    @Test
    void readsNumbersGluedToTheTitleAndToLabels() {
        assertEquals(List.of("二/(一)", "二/(二)"), refs("全县环境整治工作方案一、工作目标有效解决突出问题。二、主要任务"
                + "(一)修葺破旧立面。牵头单位:县住建局责任单位:各乡镇政府整治时限:2019年6月30日前并长期坚持"
                + "(二)清理路面。牵头单位:县交通局整治时限:长期坚持三、保障措施(一)加强领导。"));
    }

    @Test
    void readsAMatterThatIsHandedOverByItsLabels() {
        // Given / When
        ParsedTask task = NoticeParser.parse("某市督查室\n督办通知单\n督办事项:污水外溢问题\n主办单位:市住建局\n协办单位:市水利局\n办理时限:2024年5月28日前\n"
                + "办理要求:查明原因,限期整改。\n").tasks().get(0);
        // Then
        assertEquals("污水外溢问题", task.text());
        assertEquals(List.of("市住建局"), task.lead());
        assertEquals(List.of("市水利局"), task.assisting());
        assertEquals("2024-05-28", task.due().toString());
    }
}
