package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Title, number, issuer and days. */
class HeaderTest {

    @Test
    void joinsATitleOverSeveralLines() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("某某旗人民政府办公室\n关于印发2022年重点工作\n责任分工的通知\n各乡镇:\n一、要求\n");
        // Then
        assertEquals("某某旗人民政府办公室关于印发2022年重点工作责任分工的通知", notice.title());
        assertEquals("某某旗人民政府办公室", notice.issuedBy());
    }

    @Test
    void takesThePlansTitleWhereThePlanFollows() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("市政府办公室关于印发《校园安全方案》的通知\n现印发给你们。\n2022年3月4日\n校园安全\n方案\n一、要求\n");
        // Then
        assertEquals("校园安全方案", notice.title());
        assertEquals("市政府办公室", notice.issuedBy());
    }

    @Test
    void readsItsOwnNumberWhereverItStands() {
        assertEquals("津政办规〔2023〕4号", number("津政办规[2023]4号 市政府关于做好工作的通知\n津政办规〔2023〕4号   2023-04-11\n"));
        assertEquals("池政〔2017〕101号", number("市政府关于做好工作的意见(池政〔2017〕101号)\n正文\n"));
        assertEquals("某政办发（2020）7号", number("文 号： | 某政办发（2020）7号 |\n市政府关于做好工作的意见\n"));
        assertNull(number("市政府关于做好工作的通知\n根据国发〔2015〕23号和《意见》(鲁政发〔2015〕21号)要求\n"));
    }

    @Test
    void readsWhatStandsUnderItsLabelWhateverItsForm() {
        assertEquals("督察通报第十七期", number("文号 | 督察通报第十七期 | 成文日期: | 2022年09月14日 |\n"));
        assertNull(number("文号:\n发文日期: 2025-06-13\n"));
    }

    @Test
    void namesAllWhoSign() {
        assertEquals("中共某某新区工作委员会 某某新区管理委员会", NoticeParser.parse("关于做好工作的通知\n各部门:\n请落实。\n中共某某新区工作委员会\n"
                + "某某新区管理委员会\n2021年3月15日\n").issuedBy());
    }

    @Test
    void partsTheDigitsOfADayThatHasLostItsMarks() {
        ParsedNotice notice = NoticeParser.parse("关于做好工作的通知\n各部门:\n请落实。\n某某市人民政府\n2022530\n");
        assertEquals("2022-05-30", notice.issuedOn().toString());
        assertEquals("2022530", TestFindings.quote(notice, "date-marks-lost"));
        // 2021111 may be 11 January or 1 November.
        assertNull(NoticeParser.parse("关于做好工作的通知\n请落实。\n某某市人民政府\n2021111\n").issuedOn());
    }

    @Test
    void takesATitleOutOfItsMarksAndFromBehindItsNumber() {
        String title = "某市人民政府办公厅关于印发〈工作要点〉的通知";
        assertEquals(title, NoticeParser.parse("《" + title + "》\n各区:\n一、要求\n").title());
        assertEquals(title, NoticeParser.parse("某政办发〔2016〕26号《" + title + "》\n各区:\n一、要求\n").title());
        assertEquals("2023年某市工作要点", NoticeParser.parse("(此件主动公开)\n\n2023年某市工作要点\n一、要求\n").title());
    }

    @Test
    void takesTheFullerOfTwoTitlesThatAgree() {
        // Given the title as the page's list has it, and as the notice has it
        ParsedNotice notice = NoticeParser.parse("市政府关于做好就业工作的意见\n政策原文\n某某市人民政府关于做好就业工作的意见\n各区:\n一、要求\n");
        // Then
        assertEquals("某某市人民政府关于做好就业工作的意见", notice.title());
        assertEquals("某某市人民政府", notice.issuedBy());
    }

    @Test
    void goesOnWhereThePlansNameIsNotTheEndOfTheTitle() {
        assertEquals("关于印发食品安全行动计划(2023—2025年)的通知", NoticeParser.parse("关于印发食品安全行动计划\n(2023—2025年)的通知\n各区:\n一、要求\n").title());
        assertEquals("关于印发食品安全行动计划", NoticeParser.parse("关于印发食品安全行动计划\n发布时间:2023年1月2日\n各区:\n一、要求\n").title());
    }

    @Test
    void takesNoLineOfThePageForTheBeginningOfATitle() {
        assertEquals("2018年扶贫问题整改方案", NoticeParser.parse("政府信息公开\n\n2018年扶贫问题整改方案\n一、要求\n").title());
        assertEquals("政务公开工作要点", NoticeParser.parse("政务公开工作要点\n一、要求\n").title());
        assertEquals("2021年行动计划", NoticeParser.parse("2021年行动计划.pdf\n附件1\n2021年行动计划\n一、要求\n").title());
    }

    @Test
    void readsADayOfWhoseTableOnlyBlanksAreLeft() {
        assertEquals("2012-03-22", String.valueOf(NoticeParser.parse("成文日期 2012-03-22\n市政府关于做好工作的通知\n一、做好。\n").issuedOn()));
    }

    @Test
    void readsASignatureInDotsAndOneBeforeLostBlanks() {
        // Given / When
        ParsedNotice dotted = NoticeParser.parse("关于做好工作的通知\n各区:\n请做好。\n市教育局\n2018.6.4\n");
        // Then
        assertEquals("2018-06-04", String.valueOf(dotted.issuedOn()));
        assertEquals("市教育局", dotted.issuedBy());
        assertEquals("2012-03-22", String.valueOf(NoticeParser.parse("关于做好工作的通知\n各区:\n请做好。\n??????二〇一二年三月二十二日???\n").issuedOn()));
    }

    @Test
    void readsASignatureWhereverTheLayoutPutsIt() {
        String head = "关于做好工作的通知\n各区:\n请做好。\n";
        assertEquals("某市人民政府", NoticeParser.parse(head + " ".repeat(80) + "某市人民政府\n\n" + " ".repeat(90) + "2021年5月28日\n").issuedBy());
        assertEquals("某区教育局基建科 安保科", NoticeParser.parse(head + "  某区教育局基建科 安保科\n  2018年6月22日\n").issuedBy());
        assertEquals("某省办公室", NoticeParser.parse(head + "  某省办公室\n  (某省知识产权局代章)\n  2021年12月27日\n").issuedBy());
        assertEquals("2009-01-05", String.valueOf(NoticeParser.parse("省政府关于做好工作的通知\n苏政发〔2009〕1号 2009年1月5日\n各市:\n一、要求\n").issuedOn()));
        assertEquals("2017-01-13", String.valueOf(NoticeParser.parse("关于做好工作的通知 各区: 请做好。 2017年1月13日 责任分解 一、要求。").issuedOn()));
        assertEquals("2008-01-07", String.valueOf(NoticeParser.parse(head + "某市委员会\n二OO八年一月七日\n").issuedOn()));
    }

    @Test
    void readsASignatureInATextThatLostItsLineEnds() {
        String head = "关于做好工作的通知 各区: 请做好。 ";
        assertEquals("2009-01-05", String.valueOf(NoticeParser.parse("省政府关于做好工作的通知 苏政发〔2009〕1号 2009年1月5日 各市: 一、要求。").issuedOn()));
        assertEquals("2022-02-21", String.valueOf(NoticeParser.parse(head + "附件:工作情况表 2022年2月21日 (此件公开发布) 打印").issuedOn()));
        assertEquals("2018-06-04", String.valueOf(NoticeParser.parse(head + "市教育局 2018.6.4 ").issuedOn()));
        assertNull(NoticeParser.parse(head + "依照苏政发〔2009〕1号 2009年1月5日 起做好。").issuedOn());
    }

    @Test
    void takesNoPreambleAndNoLabelForATitle() {
        assertNull(NoticeParser.parse("  为落实《某市关于做好工作的通知》,制定本方案。\n一、要求\n").title());
        assertEquals("《关于鼓励企业发展的意见》实施细则", NoticeParser.parse("《关于鼓励企业发展的意见》实施细则\n一、要求\n").title());
        assertNull(NoticeParser.parse("《关于鼓励企业发展的意见》实施细则\n一、要求\n").issuedBy());
        assertEquals("某县政府关于做好工作的通知", NoticeParser.parse("标题某县政府关于做好工作的通知\n一、要求\n").title());
        assertEquals("关于整改情况的说明", NoticeParser.parse("来源: 区河湖中心\n关于整改情况的说明\n一、要求\n").title());
        assertEquals("2021年重点任务清单", NoticeParser.parse("索  引  号 1137\n发布机构 某县农业局 组配分类 政策和解读\n废止日期\n2021年重点任务清单\n一、要求\n").title());
    }

    @Test
    void readsATextThatWasSavedWithItsTags() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("<p style=\"text-align: right;\">某省人民政府</p><p>2018年3月27日</p><p><strong>某省增收实施方案</strong></p><p>一、要求</p>");
        // Then
        assertEquals("某省增收实施方案", notice.title());
        assertEquals("某省人民政府", notice.issuedBy());
        assertEquals("2018-03-27", String.valueOf(notice.issuedOn()));
    }

    @Test
    void readsATitleThroughThePinyinOfAMirror() {
        assertEquals("關于推廣社會資本的意見", NoticeParser.parse("關(guān)于推廣社會(huì )資本的意見(jiàn)\n各省:\n一、要求\n").title());
    }

    private static String number(String head) {
        return NoticeParser.parse(head + "一、要求\n").documentNumber();
    }

    @Test
    void readsASignatureInChineseNumerals() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("关于做好工作的通知\n各区:\n一、做好。\n市教育局\n二〇二三年六月十五日\n(此件公开发布)\n");
        // Then
        assertEquals("2023-06-15", String.valueOf(notice.issuedOn()));
        assertEquals("市教育局", notice.issuedBy());
    }

    @Test
    void tellsTheDayOfIssueFromThatOfPublication() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("成文日期：2022-03-04 发布日期：2022-03-09\n市政府关于做好工作的通知\n一、做好。\n");
        // Then
        assertEquals("2022-03-04", String.valueOf(notice.issuedOn()));
        assertEquals("2022-03-09", String.valueOf(notice.publishedOn()));
        assertEquals("2022-03-09", TestFindings.quote(notice, "dates-differ"));
    }

    @Test
    void readsATitleWithACommaAmongThePagesNavigation() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("当前位置:首页 > 政策文件 > 正文\n标 题: | 某省人民政府关于贯彻安排,优化环境的意见 |\n一、排查时间\n2021年7月20日至8月20日。\n");
        // Then
        assertEquals("某省人民政府关于贯彻安排,优化环境的意见", notice.title());
        assertEquals("某省人民政府", notice.issuedBy());
        assertNull(notice.publishedOn());
    }

    @Test
    void takesTheIssuerFromTheTableAboveWhereNothingElseNamesOne() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("发文机关： | 某市人民政府办公室 |\n关于做好工作的通知\n一、做好。\n");
        // Then
        assertEquals("某市人民政府办公室", notice.issuedBy());
    }

    @Test
    void readsATitleWithoutItsAbout() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("某某网—法规查看\n某市人民政府印发2012年重点工作分工表的通知\n现印发给你们。\n一、要求\n");
        // Then
        assertEquals("某市人民政府印发2012年重点工作分工表的通知", notice.title());
        assertEquals("某市人民政府", notice.issuedBy());
    }

    /** 特此通知 is no part of the plan's title that follows it. */
    @Test
    void takesThePlansTitleWhereItNamesThePlaceOrFollowsTheClosingWords() {
        assertEquals("某县2011年整顿工作方案", NoticeParser.parse("某县政府办公室关于印发2011年整顿工作方案的通知\n现印发给你们。\n某县2011年整顿工作方案\n一、要求\n").title());
        assertEquals("2008年目标任务分解", NoticeParser.parse("某政办〔2008〕18号\n各镇:\n现印发给你们。\n特此通知\n2008年目标任务分解\n一、要求\n").title());
    }

    @Test
    void takesThePrintersLineWhereNothingElseSigns() {
        // Given / When
        ParsedNotice printed = NoticeParser.parse("某市常务会议纪要\n会议要求如下:\n某市人民政府办公室\n2023年4月14日印发\n");
        ParsedNotice signed = NoticeParser.parse("关于做好工作的通知\n请落实。\n某市教育局\n2023年4月14日\n某市教育局办公室 2023年4月17日印发\n");
        // Then
        assertEquals("某市人民政府办公室", printed.issuedBy());
        assertEquals("2023-04-14", printed.issuedOn().toString());
        assertEquals("某市教育局", signed.issuedBy());
        assertEquals("2023-04-14", signed.issuedOn().toString());
    }

    /** A list that ends before the signature signs nothing. */
    @Test
    void leavesOutABodyFarAboveTheSignature() {
        assertEquals("某县办公室", NoticeParser.parse("关于督查情况的通报\n1、末位\n交通局\n\n\n某县办公室\n2020年4月10日\n").issuedBy());
    }

    @Test
    void takesABodyInTheLastLineForASignatureWithoutADay() {
        assertEquals("某区某镇人民政府", NoticeParser.parse("现将放假安排通知如下:10月1日放假。\n特此通知。\n某区某镇人民政府\n").issuedBy());
    }

    @Test
    void inventsNothing() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("今天天气很好。");
        // Then
        assertEquals(new ParsedNotice(null, null, null, null, null, null, null, null, null, java.util.List.of(),
                java.util.List.of(), java.util.List.of(), notice.findings(), java.util.Map.of()), notice);
    }

    @Test
    void readsATextWithoutBlanksAndLineEnds() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse("某县人民政府办公室关于印发《防火工作方案》的通知某政办发〔2021〕40号各乡镇人民政府:现印发给你们。"
                + "某县人民政府办公室2021年11月25日防火工作方案为做好防火工作,制定本方案。一、任务做好。");
        // Then
        assertEquals("某县人民政府办公室关于印发《防火工作方案》的通知", notice.title());
        assertEquals("某政办发〔2021〕40号", notice.documentNumber());
        assertEquals("某县人民政府办公室", notice.issuedBy());
        assertEquals("2021-11-25", notice.issuedOn().toString());
        // A tale of a day is no signature.
        assertNull(NoticeParser.parse("关于做好工作的通知\n请落实。市政府2021年11月25日印发了方案。\n").issuedOn());
    }
}
