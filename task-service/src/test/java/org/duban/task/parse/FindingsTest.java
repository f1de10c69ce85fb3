package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each doubt is said, with the words that raise it. */
class FindingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "etc-units # 等 # 一、任务\\n1.做。(责任单位:市教育局等有关部门)",
        "numbering-jumps # 3. # 一、任务\\n1.做。(责任单位:市教育局)\\n3.做。(责任单位:市教育局)",
        "bracket-without-task # (责任单位:市教育局) # 做好工作。(责任单位:市教育局)\\n",
        "date-marks-lost # 2018224日 # 一、要求\\n请于2018224日前将情况报市教育局。",
        "date-does-not-exist # 2月30日 # 市政府\\n2022年1月1日\\n一、任务\\n1.做。(责任单位:市教育局;完成时限:2月30日)",
        "recurring-deadline # 每月25日前 # 一、要求\\n请于每月25日前将情况报市教育局。",
        "relative-deadline # 全国两会召开前 # 一、任务\\n1.做。(责任单位:市教育局;完成时限:全国两会召开前)",
        "cited-number # 国发〔2015〕23号 # 关于做好工作的通知\\n根据国发〔2015〕23号要求\\n一、任务",
        "no-lead-named # (责任单位:市教育局、市财政局) # 一、任务\\n1.做。(责任单位:市教育局、市财政局)",
        "ref-repeats # 1. # 附件\\n1.做甲。(责任单位:市教育局)\\n附件\\n1.做乙。(责任单位:市教育局)",
        "task-without-unit # 3. # 一、任务\\n1.做。(责任单位:市教育局)\\n2.做。(责任单位:市教育局)\\n3.做。",
        "no-unit-in-bracket # (责任单位) # 一、任务\\n1.做。(责任单位)",
        "first-listed-leads # 排在首位的为牵头单位 # 一、任务\\n1.做。(责任单位:市教育局、市财政局,排在首位的为牵头单位)",
        "text-cut-off # (责任单位:市教育局、市财 # 一、任务\\n1.做。(责任单位:市教育局、市财",
        "text-cut-off # 加快建设完善企业 # 一、任务\\n1.做。加快建设完善企业",
        "empty-annex # 附件:分工表 # 一、任务\\n附件:分工表\\n",
        "personal-data # 张三、李四 # 一、任务\\n1.做。(责任单位:市教育局;责任人:张三、李四)",
        "several-report-days # 10月1日前 # 市政府\\n2022年5月1日\\n请于9月1日前将情况报市教育局。请于10月1日前将总结报市财政局。",
        "year-unknown # 9月1日前 # 请于9月1日前将情况报市教育局。",
        "rule-for-following # 以下均需县政府、园区落实,不再列出 # 一、任务\\n1.做。(责任单位:市教育局。以下均需县政府、园区落实,不再列出)",
        "text-damaged # 。ㄎ澹┘涌旖ㄉ。(责任单位:市教育局) # 一、任务\\n。ㄎ澹┘涌旖ㄉ。(责任单位:市教育局)",
        "units-in-sentence # 市教育局牵头,市财政局配合 # 一、任务\\n(一)做。由市教育局牵头,市财政局配合。",
        "duty-in-sentence # 市教育局负责 # 一、任务\\n(一)做。由市教育局负责统筹协调。\\n(二)做。",
        "unit-unlikely # 四新 # 一、任务\\n1.做。(责任单位:市教育局、四新)",
        "day-in-words # 8月 # 市政府\\n2022年1月1日\\n一、任务\\n1.改造8月启动。(责任单位:市教育局)",
        "table-columns # 序号\\t任务\\t措施\\t责任单位\\n # 序号\\t任务\\t措施\\t责任单位\\n1\\t甲\\t乙\\t市教育局\\n",
        "several-signatures # 2007年9月5日 # 现转发给你们。\\n中心小学\\n2007年9月5日\\n请认真组织。\\n市教育局\\n2007年8月29日\\n",
        "title-joined # 2021年重点\\n任务分工 # 2021年重点\\n任务分工\\n一、要求",
        "item-parted # 1. # 一、任务\\n1.一是做。(市教育局负责)二是改。(市财政局负责)",
        "duty-in-sentence # 会同 # 一、任务\\n(一)做好工作,会同各方推进。\\n(二)做。",
        "label-without-colon # 责任单位为 # 一、任务\\n1.做,责任单位为市教育局。",
        "group-to-expand # 有关部门 # 一、任务\\n1.做。(市教育局牵头,有关部门配合)",
    })
    void saysEachDoubt(String code, String quote, String text) {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(unescaped(text));
        // Then
        assertEquals(List.of(unescaped(quote)), TestFindings.quotes(notice, code));
    }

    private static String unescaped(String text) {
        return text.replace("\\n", "\n").replace("\\t", "\t");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "mixed-separators # 一、任务\\n1.做。(牵头单位:市教育局、市司法局,责任单位:市财政局)",
        "mixed-separators # 一、任务\\n1.做。(市教育局、市司法局牵头,市财政局负责)",
        "numbering-jumps # 一、任务\\n(一)甲\\n1.做。\\n(二)乙\\n2.做。\\n3.做。",
        "no-lead-named # 一、任务\\n1.做。(市教育局牵头,市财政局负责)",
        "text-cut-off # 一、任务\\n1.做。(责任单位:市教育局)\\n市政府办公室",
        "text-cut-off # 一、任务\\n1.做。(责任单位:市教育局)\\n2.请报市教育局。邮箱:office@b.example",
        "empty-annex # 一、任务\\n附件:分工表\\n附件\\n分工表 这里是附件的全部内容，一共有很多很多很多很多字，不是空的。",
    })
    void saysNoDoubtWhereThereIsNone(String code, String text) {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(text.replace("\\n", "\n"));
        // Then
        assertEquals(List.of(), TestFindings.quotes(notice, code));
    }
}
