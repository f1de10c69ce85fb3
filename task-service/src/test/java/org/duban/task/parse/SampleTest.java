package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The notice that this project began with: its numbers, and its traps as findings with their places. */
class SampleTest {
    private final Labelled sample = Labelled.of(Labelled.SAMPLE);
    private final ParsedNotice notice = NoticeParser.parse(sample.text());

    @Test
    void holdsTwentyFourTasksInFiveSections() {
        assertEquals(List.of("二/(一)", "二/(二)", "二/(三)", "二/(四)", "二/(五)"), notice.sections().stream().map(ParsedSection::ref).toList());
        assertEquals(24, notice.tasks().size());
        assertEquals(64, notice.tasks().stream().mapToInt(t -> t.responsible().size()).sum());
        assertEquals(20, notice.tasks().stream().flatMap(t -> t.responsible().stream()).distinct().count());
        assertEquals(23, notice.tasks().stream().filter(t -> t.responsible().contains("州教育体育局")).count());
        ParsedTask task = notice.tasks().get(13);
        assertEquals(List.of("二/(四)/3", "4.3", "(四)-3"), List.of(task.ref(), task.number(), task.label()));
    }

    @Test
    void keepsTheMeasureVerbatim() {
        assertEquals("加大校(园)长和校内教职工培训力度,树立立德树人整体教育观,做到安全教育与法治教育有机融合。",
                notice.tasks().get(2).text());
    }

    @Test
    void readsTheHeader() {
        assertEquals("红河州校园安全工作情况报告审议意见处理方案", notice.title());
        assertEquals(LocalDate.of(2023, 6, 15), notice.issuedOn());
        assertEquals(LocalDate.of(2023, 7, 19), notice.publishedOn());
        assertEquals(LocalDate.of(2023, 8, 1), notice.reportBy());
        assertEquals("2023年8月1日前", notice.reportByText());
        assertEquals(1, notice.contact().size());
    }

    @Test
    void marksEveryTrapAtItsPlace() {
        String first = "(责任单位:州政府办公室、州教育体育局,各县市人民政府)";
        assertEquals(List.of(first), TestFindings.quotes(notice, "mixed-separators"));
        assertEquals(List.of(first), TestFindings.quotes(notice, "no-lead-named"));
        assertEquals(List.of("1."), TestFindings.quotes(notice, "numbering-restarts"));
        assertEquals(List.of("2023/07/19"), TestFindings.quotes(notice, "dates-differ"));
        assertEquals(List.of("红人发〔2023〕15号"), TestFindings.quotes(notice, "cited-number"));
        assertEquals(List.of("州自然资源规划局", "州住房城乡建设局", "州地震局"), TestFindings.quotes(notice, "members-without-task"));
        assertEquals(List.of("附件"), TestFindings.quotes(notice, "empty-annex"));
        assertEquals(List.of("各县市人民政府"), TestFindings.quotes(notice, "group-to-expand"));
        assertEquals(List.of("2023年8月1日前"), TestFindings.quotes(notice, "due-inclusive"));
    }

    @Test
    void placesTheTrapsInTheirLines() {
        assertEquals(sample.text().indexOf("(二)加大"), placeOf("numbering-restarts").start() - "(二)加大财政投入力度,健全校园安全保障机制\n\n  ".length());
        assertEquals(sample.text().lastIndexOf("附件"), placeOf("empty-annex").start());
        assertEquals(7, placeOf("dates-differ").line());
    }

    private Span placeOf(String code) {
        return notice.findings().stream().filter(f -> f.code().equals(code)).findFirst().orElseThrow().place();
    }

    @Test
    void marksEveryPersonOnce() {
        // 3 who head the group, 20 members, the head of its office, and the contact
        assertEquals(25, TestFindings.quotes(notice, "personal-data").size());
    }

    @Test
    void saysNothingElse() {
        List<String> codes = notice.findings().stream().map(Finding::code).distinct().sorted().toList();
        assertEquals(List.of("cited-number", "dates-differ", "due-inclusive", "empty-annex", "group-to-expand", "members-without-task",
                "mixed-separators", "no-lead-named", "numbering-restarts", "personal-data"), codes);
    }
}
