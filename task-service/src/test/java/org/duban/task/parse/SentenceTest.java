package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers for a measure where a sentence says so, and no bracket. */
class SentenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "由市教育局牵头,市公安局、市财政局配合。 | 市教育局 | | 市公安局、市财政局",
        "此项工作由市教育局牵头负责。 | 市教育局 | |",
        "由市教育局牵头,会同市公安局、市财政局,于6月底前完成。 | 市教育局 | | 市公安局、市财政局",
        "由市教育局牵头,会同市公安局、市财政局于6月底前完成论证。 | 市教育局 | | 市公安局、市财政局",
        "由市住建局牵头、市消防救援支队配合,8月底前完成改造。 | 市住建局 | | 市消防救援支队",
        "市教育局牵头,市公安局、市财政局,各区政府配合。 | 市教育局 | | 市公安局、市财政局、各区政府",
        "由市城管局负责,市公安局予以配合。 | | 市城管局 | 市公安局",
        "水利所和各村(社区)负责具体实施。 | | 水利所、各村(社区) |",
        "具体由市教育局组织实施。 | | 市教育局 |",
        "由市教育局会同市公安局、市财政局制定方案并组织实施。 | | 市教育局 | 市公安局、市财政局",
        "由市教育局会同市委办公室等部门研究提出意见。 | | 市教育局 | 市委办公室",
    })
    void readsTheUnitsOfASentence(String sentence, String lead, String responsible, String assisting) {
        // Given / When
        ParsedTask task = NoticeParser.parse("一、任务\n(一)做好学校安全工作。" + sentence + "\n").tasks().get(0);
        // Then
        assertEquals(List.of(List.of(split(lead)), List.of(split(responsible)), List.of(split(assisting))),
                List.of(task.lead(), task.responsible(), task.assisting()));
    }

    private static String[] split(String names) {
        return names == null ? new String[0] : names.split("、");
    }

    /** One body of many has a duty in passing; only among others of its kind is it a measure's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "一、要求\n(一)加强调度。市发展改革委负责方案的统一调度。\n(二)加强宣传。各地要广泛宣传。\n(三)严格考核。",
        "一、要求\n(一)成立领导小组。由市长任组长,办公室设在市教育局,由市教育局牵头负责日常工作。",
        "一、附则\n(一)本方案由市教育局负责解释。\n(二)自印发之日起施行。",
        "第一章 总则\n第一条 校车安全由市教育局牵头负责。\n第二条 自印发之日起施行。",
        "一、问题\n1.谁审核?\n答:由市民政局牵头审核。",
        "一、要求\n(一)各乡镇、各部门具体负责。\n(二)加强宣传。",
    })
    void listsNoTaskForASentenceThatMayMeanAnything(String text) {
        assertEquals(List.of(), NoticeParser.parse(text.replace("\\n", "\n")).tasks());
    }

    @Test
    void readsADutyThatOpensWithItsUnits() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("一、职责\n(一)市国土局:负责牵头组织行动。\n(二)市安监局、市环保局:负责查处。\n(三)各县(市、区)人民政府:负责巡查。\n").tasks();
        // Then
        assertEquals(List.of("市国土局"), tasks.get(0).lead());
        assertEquals(List.of(List.of("市安监局", "市环保局"), List.of("各县(市、区)人民政府")), tasks.stream().skip(1).map(ParsedTask::responsible).toList());
    }

    @Test
    void readsUnitsInLinesOfTheirOwn() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("一、任务\n汉江区政府\n1、扩建垃圾站。\n2、改造旱厕。\n高新区管委会\n1、改造大道。\n二、要求\n1.抓好落实。\n").tasks();
        // Then
        assertEquals(List.of(List.of("汉江区政府"), List.of("汉江区政府"), List.of("高新区管委会")), tasks.stream().map(ParsedTask::responsible).toList());
        assertEquals("改造旱厕。", tasks.get(1).text());
        assertEquals(List.of(), NoticeParser.parse("市教育局\n1.做好工作。\n").tasks());
    }

    @Test
    void countsAWeakSentenceAmongOthers() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("一、任务\n(一)落实队伍。区人武部、区应急局负责组建抢险突击队。\n(二)加强排涝。由区住建局负责整治易涝点。\n").tasks();
        // Then
        assertEquals(List.of(List.of("区人武部", "区应急局"), List.of("区住建局")), tasks.stream().map(ParsedTask::responsible).toList());
    }

    @Test
    void countsABodyThatShallAmongOthers() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("一、任务\n(一)清理管道。由区住建局牵头更换。\n(二)打击充装。区公安分局、区市场监管局要依法查处。\n").tasks();
        // Then
        assertEquals(List.of(List.of(), List.of("区公安分局", "区市场监管局")), tasks.stream().map(ParsedTask::responsible).toList());
        assertEquals(List.of(), NoticeParser.parse("一、要求\n(一)加强保障。市财政局要加大投入。\n(二)加强宣传。\n").tasks());
        assertEquals(List.of(), NoticeParser.parse("一、要求\n(一)按时报告。由市督查室负责公开。\n(二)加强保障。市财政局要加大投入。\n").tasks());
    }

    /** Where the notice has brackets, a sentence beside them is only a sentence; it is pointed out. */
    @Test
    void goesByTheBracketsWhereThereAreSome() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("""
                一、任务
                (一)做甲。(责任单位:市教育局)
                (二)做乙。(责任单位:市公安局)
                (三)做丙。(责任单位:市财政局)
                二、要求
                (一)加强领导。由市教育局牵头建立会商制度。
                (二)加强宣传。
                """);
        // Then
        assertEquals(3, notice.tasks().size());
        assertEquals(List.of("市教育局牵头"), TestFindings.quotes(notice, "duty-in-sentence"));
    }
}
