package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who answers for a measure, and how, in the forms that notices print. */
class ResponsibilityTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        // phrase # lead # responsible # assisting
        "(责任单位:州政府办公室、州教育体育局,各县市人民政府) # # 州政府办公室 州教育体育局 各县市人民政府 #",
        "(责任部门：市住房城乡建设管理委、市财政局) # # 市住房城乡建设管理委 市财政局 #",
        "(责任单位：市教育局、市财政局等；各区政府) # # 市教育局 市财政局 各区政府 #",
        "(牵头单位:市教育局;责任单位:市财政局,市公安局) # 市教育局 # 市财政局 市公安局 #",
        "〔牵头单位:区政府办公室,责任单位:区司法局〕 # 区政府办公室 # 区司法局 #",
        "(牵头单位:市教育局;协助单位:市财政局) # 市教育局 # # 市财政局",
        "(牵头单位:市教育局，配合单位：市财政局) # 市教育局 # # 市财政局",
        "[责任单位:市教育局、市财政局,排在首位为牵头单位,下同] # 市教育局 # 市财政局 #",
        "(责任单位:市教育局牵头,市财政局、市公安局等部门分工负责) # 市教育局 # 市财政局 市公安局 #",
        "责任单位：市教育局配合单位：市财政局完成时限：2022年6月 # # 市教育局 # 市财政局",
        "(市教育局、市财政局负责) # # 市教育局 市财政局 #",
        "(市教育局等有关部门负责) # # 市教育局 #",
        "(市教育局、市财政局负责。列第一位者为牵头单位,下同) # 市教育局 # 市财政局 #",
        "(市教育局牵头,市财政局、市公安局按职责分工负责) # 市教育局 # 市财政局 市公安局 #",
        "(市教育局牵头,有关部门按职责分工负责) # 市教育局 # 有关部门 #",
        "(市教育局牵头,市财政局、市公安局等部门配合) # 市教育局 # # 市财政局 市公安局",
        "(市教育局牵头,市财政局参加) # 市教育局 # # 市财政局",
        "(市教育局牵头负责) # 市教育局 # #",
        "(市教育局、市财政局分别牵头负责) # 市教育局 市财政局 # #",
        "(市教育局会同有关部门负责) # # 市教育局 # 有关部门",
        "(市教育局牵头,会同市财政局、市公安局落实) # 市教育局 # # 市财政局 市公安局",
        "(市教育局负责，市财政局配合；完成时限：2022年12月) # # 市教育局 # 市财政局",
        "(教育部、财政部等和各省级人民政府负责) # # 教育部 财政部 各省级人民政府 #",
        "(教育部、财政部等国务院相关部门及各地区按职责分工负责) # # 教育部 财政部 各地区 #",
        "(教育部、财政部及各地区按职责分工负责) # # 教育部 财政部 各地区 #",
        "(市教育局、市财政局) # # 市教育局 市财政局 #",
        "(责任单位:市人力资源和社会保障局、市工业和信息化局) # # 市人力资源和社会保障局 市工业和信息化局 #",
        "(市教育局和市财政局负责) # # 市教育局 市财政局 #",
        "(责任单位:市教育局,各市、县(市、区)人民政府) # # 市教育局 各市、县(市、区)人民政府 #",
        "(责任单位:市教育局、各区、市教育局) # # 市教育局 各区 #",
        "(牵头单位:市教育局;配合单位:无) # 市教育局 # #",
        "(責任單位:市教育局、市財政局) # # 市教育局 市財政局 #",
        "(责(zé)任单位:市教育局、经开区(qū)管委会) # # 市教育局 经开区管委会 #",
        "(安监部负责) # # 安监部 #",
        "(省教育厅、相关市、县政府负责) # # 省教育厅 相关市、县政府 #",
        "(市教育局牵头,市财政局等参与,县(市、区)政府负责落实。以下均需县(市、区)政府落实,不再列出) # 市教育局 # 县(市、区)政府 # 市财政局",
        "(责任单位:市教育局、市财政局按职责分工负责。具体任务均涉及相关市政府,不再做分工,下同。) # # 市教育局 市财政局 #",
        "(责任单位:市直有关部门、单位,各区市政府) # # 市直有关部门、单位 各区市政府 #",
        "责任单位:市教育局、市财政局(第一责任单位为牵头单位,下同) # 市教育局 # 市财政局 #",
        "责任单位 市教育局、市财政局 配合单位 市公安局 # # 市教育局 市财政局 # 市公安局",
        "牵头单位 市教育局 责任单位 市财政局 完成时限 2022年底前 # 市教育局 # 市财政局 #",
        "责任单位为市教育局、市财政局,完成时限为2022年6月底。 # # 市教育局 市财政局 #",
        "部门分工:市教育局牵头,各地、市财政局配合。 # 市教育局 # # 各地 市财政局",
        "(责任单位:市教育局、市财政局(按职责分工)) # # 市教育局 市财政局 #",
        "(王某副市长负责,市教育局牵头,市财政局配合) # 市教育局 # # 市财政局",
        "(分管副省长、协管副秘书长负责,市教育局牵头) # 市教育局 # #",
        "(市教育局、市财政局分别会同有关部门负责) # # 市教育局 市财政局 # 有关部门",
        "(市教育局牵头,甲、乙、丙州等3州人民政府负责) # 市教育局 # 甲、乙、丙州等3州人民政府 #",
        "整改时限:2022年底。分管领导:王某。牵头单位:市教育局 # 市教育局 # #",
        "(责任单位:市教育局,各区管委会〔以下任务均需各区管委会落实〕) # # 市教育局 各区管委会 #",
    })
    void readsEachFormOfPhrase(String phrase, String lead, String responsible, String assisting) {
        // Given a measure that ends with the phrase
        String text = "一、重点任务\n1.做好这件事。" + phrase + "\n2.再做一件。(责任单位:市水利局)\n";
        // When
        ParsedTask task = NoticeParser.parse(text).tasks().get(0);
        // Then
        assertEquals(names(lead), task.lead());
        assertEquals(names(responsible), task.responsible());
        assertEquals(names(assisting), task.assisting());
        assertEquals("做好这件事。", task.text());
    }

    private static List<String> names(String column) {
        return column == null || column.isBlank() ? List.of() : List.of(column.trim().split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"(以下简称《目录》)", "(附件1)", "(2023—2025年)", "(含各类学校)", "(本文有删减)", "(由省财政厅负责解释)",
        "(见第三部分)"})
    void takesNoOtherBracketForAPhrase(String bracket) {
        // Given an item with a bracket that names nobody who answers
        // When
        ParsedNotice notice = NoticeParser.parse("一、要求\n(一)做好这件事。" + bracket + "\n");
        // Then
        assertEquals(List.of(), notice.tasks());
    }

    @Test
    void takesNamesRightAfterAFullStopForAPhrase() {
        // Given a text that has lost its line ends, so that the signature follows the bracket
        ParsedNotice notice = NoticeParser.parse("一、任务 (一)加强宣传。(省委宣传部、广电局) 某省人民政府 2013年4月2日\n");
        // Then
        assertEquals(List.of("省委宣传部", "广电局"), notice.tasks().get(0).responsible());
    }

    @Test
    void joinsSeveralPhrasesOfOneItem() {
        // Given an item whose sentences have each their own units
        String text = "一、任务\n(一)深化改革。先做这个。(市教育局牵头)再做那个。(市财政局、市公安局按职责分工负责)\n";
        // When
        ParsedTask task = NoticeParser.parse(text).tasks().get(0);
        // Then
        assertEquals(List.of("市教育局"), task.lead());
        assertEquals(List.of("市财政局", "市公安局"), task.responsible());
        assertEquals("深化改革。先做这个。(市教育局牵头)再做那个。", task.text());
    }

    @Test
    void keepsAListThatLayoutBroke() {
        // Given hard-wrapped lines
        String text = "一、任务\n1.做好这件事。(责任单位:市教育局、市人力资源和社\n会保障局、市财\n政局)\n";
        // When
        ParsedTask task = NoticeParser.parse(text).tasks().get(0);
        // Then
        assertEquals(List.of("市教育局", "市人力资源和社会保障局", "市财政局"), task.responsible());
    }

    @Test
    void saysThatAListIsNotComplete() {
        // Given / When
        ParsedTask task = NoticeParser.parse("一、任务\n1.做。(市教育局等有关部门负责)\n").tasks().get(0);
        // Then
        assertTrue(task.etc());
    }

    @Test
    void readsDutiesListedByUnit() {
        // Given headings that are names of bodies, and an item that opens with one
        String text = "一、市应急局\n1.负责综合监管。\n2.牵头开展整治。\n二、市住房城乡建设局\n1.配合做好巡查。\n三、其他\n1.市水利局：负责水库安全。\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("一/1", "一/2", "二/1", "三/1"), tasks.stream().map(ParsedTask::ref).toList());
        assertEquals(List.of("市应急局"), tasks.get(0).responsible());
        assertEquals(List.of("市应急局"), tasks.get(1).lead());
        assertEquals(List.of("市住房城乡建设局"), tasks.get(2).assisting());
        assertEquals(List.of("市水利局"), tasks.get(3).responsible());
    }

    @Test
    void readsLabelsInOneParagraph() {
        // Given labels as sentences
        String text = "一、任务\n1.做好这件事。责任单位：市教育局、各区教育局。完成时限：2022年6月底。\n2.再做。责任单位：市财政局。\n";
        // When
        ParsedTask task = NoticeParser.parse(text).tasks().get(0);
        // Then
        assertEquals(List.of("市教育局", "各区教育局"), task.responsible());
        assertEquals("2022-06-30", task.due().toString());
        assertEquals("做好这件事。", task.text());
    }

    @Test
    void readsLabelsUnderEachOther() {
        // Given labels on lines of their own
        String text = "一、任务\n(一)做好这件事。\n牵头单位:市教育局\n配合单位:市财政局、市公安局\n完成时限:2022年6月底\n(二)再做一件。\n牵头单位:市水利局\n";
        // When
        ParsedTask task = NoticeParser.parse(text).tasks().get(0);
        // Then
        assertEquals(List.of("市教育局"), task.lead());
        assertEquals(List.of("市财政局", "市公安局"), task.assisting());
        assertEquals("2022-06-30", task.due().toString());
        assertEquals("做好这件事。", task.text());
    }
}
