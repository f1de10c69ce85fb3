package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables of tasks, as pages print them. */
class TableTest {

    @Test
    void readsCellsPartedByTabs() {
        // Given a table with a gap in its numbers
        String text = "序号\t工作任务\t牵头单位\t配合单位\t完成时限\n1\t做甲\t市教育局\t市财政局、市公安局\t2022年6月\n3\t做乙\t市水利局\t无\t持续推进\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("1", "3"), tasks.stream().map(ParsedTask::ref).toList());
        assertEquals(List.of("市教育局"), tasks.get(0).lead());
        assertEquals(List.of("市财政局", "市公安局"), tasks.get(0).assisting());
        assertEquals("2022-06-30", tasks.get(0).due().toString());
        assertEquals("open-ended", tasks.get(1).due().toString());
        assertEquals(List.of(), tasks.get(1).assisting());
    }

    @Test
    void putsADrawnTableInOrder() {
        // Given a table whose words are broken across lines
        String text = "一、任务表\n┌──┬──────┬──────┐\n│序号│工作任务    │责任单位    │\n├──┼──────┼──────┤\n"
                + "│ 1  │做好校园安  │市教育局、各│\n│    │全          │县(市)政府  │\n└──┴──────┴──────┘\n";
        // When
        ParsedNotice notice = NoticeParser.parse(text);
        // Then
        assertEquals(List.of("做好校园安全"), notice.tasks().stream().map(ParsedTask::text).toList());
        assertEquals(List.of("市教育局", "各县(市)政府"), notice.tasks().get(0).responsible());
        assertEquals(List.of("各县(市)政府"), notice.findings().stream().filter(f -> f.code().equals("group-to-expand"))
                .map(f -> f.quote().replaceAll("[│\\s全]", "")).toList());
    }

    @Test
    void saysThatABoxTableIsNotReadWhereItsLinesDoNotAgree() {
        // Given a table that has lost a bar
        String text = "一、任务表\n┌──┬────┐\n│序号│工作任务│责任单位│\n├──┼────┤\n│1 │做好校园安 │市教育局、各│\n│  │全  县政府│\n└──┴────┘\n";
        // When
        ParsedNotice notice = NoticeParser.parse(text);
        // Then
        assertEquals(List.of(), notice.tasks());
        assertEquals(1, TestFindings.quotes(notice, "table-not-read").size());
    }

    @Test
    void readsRowsOfOneLineOrOfSeveral() {
        // Given a table whose line ends are lost, a row that goes on in the next line, and gaps in the numbers
        String head = "序 号 工 作 任 务 牵头单位 责任单位";
        String oneLine = "现印发任务表。 " + head + " 1 修建校舍 3所 市教育局 市财政局 2 疏浚河道 市水利局 各区政府 请认真落实。";
        String broken = head + "\n1 修建\n校舍 市教育局 市财政局\n3 疏浚河道 市水利局 各区政府\n请认真落实。";
        // When
        List<ParsedTask> first = NoticeParser.parse(oneLine).tasks();
        List<ParsedTask> second = NoticeParser.parse(broken).tasks();
        // Then
        assertEquals(List.of("修建校舍 3所", "疏浚河道"), first.stream().map(ParsedTask::text).toList());
        assertEquals(List.of(List.of("市教育局"), List.of("市水利局")), first.stream().map(ParsedTask::lead).toList());
        assertEquals(List.of(List.of("市财政局"), List.of("各区政府")), first.stream().map(ParsedTask::responsible).toList());
        assertEquals(List.of("1", "3"), second.stream().map(ParsedTask::ref).toList());
        assertEquals(List.of(List.of("市财政局"), List.of("各区政府")), second.stream().map(ParsedTask::responsible).toList());
    }

    @Test
    void readsOneCellToALineWithoutBars() {
        // Given headings between the rows, and gaps in the numbers
        String text = "序号\n\n重点任务\n\n责任单位\n\n一、经济\n\n3\n\n做甲。\n\n市教育局\n\n二、民生\n\n5\n\n做乙。\n\n市水利局、市财政局\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("3", "5"), tasks.stream().map(ParsedTask::ref).toList());
        assertEquals(List.of("市水利局", "市财政局"), tasks.get(1).responsible());
    }

    /** A cell that went on in a further line, or was empty, is found by what the others look like; the row is doubtful. */
    @Test
    void fitsCellsToTheirColumns() {
        // Given
        String text = "序号\n\n重点任务\n\n牵头单位\n\n责任单位\n\n完成时限\n\n1\n\n做甲\n并做好\n\n市教育局\n\n市财政局\n\n市公安局\n\n2022年6月\n\n"
                + "2\n\n做乙\n\n市水利局\n\n2022年7月\n\n3\n\n做丙\n\n市水利局\n\n各区政府\n\n2022年8月\n";
        // When
        ParsedNotice notice = NoticeParser.parse(text);
        // Then
        List<ParsedTask> tasks = notice.tasks();
        assertEquals(List.of("做甲\n并做好", "做乙", "做丙"), tasks.stream().map(ParsedTask::text).toList());
        assertEquals(List.of("市教育局", "市水利局", "市水利局"), tasks.stream().flatMap(t -> t.lead().stream()).toList());
        assertEquals(List.of(List.of("市财政局", "市公安局"), List.of(), List.of("各区政府")), tasks.stream().map(ParsedTask::responsible).toList());
        assertEquals(List.of("2022-06-30", "2022-07-31", "2022-08-31"), tasks.stream().map(t -> t.due().toString()).toList());
        assertEquals(2, TestFindings.quotes(notice, "table-row-doubtful").size());
    }

    @Test
    void takesWhatIsToBeDoneNotItsKindNorItsGoal() {
        // Given / When
        List<ParsedTask> tasks = NoticeParser.parse("序号\t任务名称\t年度目标\t牵头单位\t目标类型\n1\t改造小区\t20个\t市住建局\tA类\n").tasks();
        // Then
        assertEquals("改造小区", tasks.get(0).text());
    }

    @Test
    void readsCellsPartedByBlanks() {
        // Given a head whose words are spread, and a task with a blank in it
        String text = "序号 工 作 任 务 牵头部门\n1 做甲 市教育局\n2 做乙 并做丙 市水利局\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("做甲", "做乙 并做丙"), tasks.stream().map(ParsedTask::text).toList());
        assertEquals(List.of("市水利局"), tasks.get(1).lead());
    }

    @Test
    void readsRowsWithoutNumbers() {
        // Given
        String text = "2017年工作计划\n行业名称 | 时间安排 | 责任单位 |\n烟花爆竹 | 3月份 | 安监站 |\n养老机构 | 4月份 | 民政所 文化站 |\n二、要求\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("烟花爆竹", "养老机构"), tasks.stream().map(ParsedTask::text).toList());
        assertEquals("2017-03-31", tasks.get(0).due().toString());
        assertEquals(List.of("民政所", "文化站"), tasks.get(1).responsible());
    }

    @Test
    void readsCellsOneToALine() {
        // Given
        String text = "序号 |\n目标与任务 |\n分管领导 |\n牵头责任单位 |\n责任单位 |\n1 |\n做甲 |\n张三 |\n市教育局 |\n市财政局 市公安局 |\n2 |\n做乙 |\n李四 |\n市水利局 |\n各区政府 |\n";
        // When
        List<ParsedTask> tasks = NoticeParser.parse(text).tasks();
        // Then
        assertEquals(List.of("做甲", "做乙"), tasks.stream().map(ParsedTask::text).toList());
        assertEquals(List.of("市财政局", "市公安局"), tasks.get(0).responsible());
        assertEquals(List.of("市水利局"), tasks.get(1).lead());
    }

    /** As a PDF is copied: what goes on inside a cell stands in the next line, without its column. */
    @Test
    void keepsTheFirstLineOfARowAndSaysThatItGoesOn() {
        // Given
        String text = "序号 工作任务 牵头单位 配合单位 完成时限\n1 新建公办幼儿园15所,新增学位 市教育局 市财政局、 2023年8月底前\n4000个 市公安局\n"
                + "2 排查校舍安全 市住建局 市教育局 2023年5月底前\n";
        // When
        ParsedNotice notice = NoticeParser.parse(text);
        // Then
        assertEquals(List.of("新建公办幼儿园15所,新增学位", "排查校舍安全"), notice.tasks().stream().map(ParsedTask::text).toList());
        assertEquals(List.of("市教育局"), notice.tasks().get(0).lead());
        assertEquals("2023-08-31", notice.tasks().get(0).due().toString());
        assertEquals(List.of("1 新建公办幼儿园15所,新增学位 市教育局 市财政局、 2023年8月底前\n4000个 市公安局"), TestFindings.quotes(notice, "table-row-doubtful"));
    }
}
