package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** When one item holds several measures, and when it does not. */
class MeasuresTest {

    private static List<String> read(String text) {
        return NoticeParser.parse(text).tasks().stream().map(t -> t.ref() + " " + t.text() + " " + t.lead() + t.responsible()).toList();
    }

    @Test
    void partsWhatIsCountedInWords() {
        assertEquals(List.of("一/(一)/一是 做甲 [][市教育局]", "一/(一)/二是 做乙 [][办公室]"),
                read("一、任务\n(一)加强工作。一是做甲(市教育局负责)。二是做乙(办公室负责)。\n"));
    }

    @Test
    void partsBullets() {
        assertEquals(List.of("一/—— 做甲。 [][市教育局]", "一/——~2 做乙。 [][市财政局]"),
                read("一、任务\n——做甲。(责任单位:市教育局)\n——做乙。(责任单位:市财政局)\n"));
    }

    @Test
    void partsParagraphsThatEndWithTheirUnits() {
        assertEquals(List.of("一 做甲事情。 [][市教育局]", "一/第2段 做乙事情。 [][市财政局]"),
                read("一、重点任务\n做甲事情。(责任单位:市教育局)\n做乙事情。(责任单位:市财政局)\n"));
    }

    @Test
    void leavesSeveralBracketsInOneParagraphTogether() {
        assertEquals(List.of("一 做甲。(市教育局牵头)做乙。 [市教育局][市财政局]"), read("一、做甲。(市教育局牵头)做乙。(市财政局负责)\n"));
    }

    @Test
    void takesAParagraphWithoutANumber() {
        assertEquals(List.of("第1段 加快建设图书馆。 [][市文化局]"), read("加快建设图书馆。(责任单位:市文化局)\n"));
    }

    @Test
    void takesTheSentencesAboveALineOfUnits() {
        assertEquals(List.of("第1段 加快建设图书馆。到2015年,建成一座。 [][市文化局]"), read("加快建设图书馆。到2015年,建成一座。\n责任单位:市文化局\n"));
    }

    @Test
    void takesNoCountingThatNamesNobodyForMeasures() {
        assertEquals(List.of("一 加强工作。一是做甲。二是做乙。 [][市教育局]"), read("一、加强工作。一是做甲。二是做乙。(责任单位:市教育局)\n"));
    }
}
