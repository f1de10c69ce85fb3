package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The duty to report: by when, to whom, to which mailbox. */
class ReportTest {
    private static final String HEAD = "省政府办公厅关于做好工作的通知\n省政府办公厅\n2021年8月2日\n";

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "请于2021年9月1日前将落实情况报省教育厅。 # 2021-09-01 # 2021年9月1日前 # 省教育厅",
        "请于9月1日前将落实情况报送至省教育厅安全处(邮箱:a@b.cn)。 # 2021-09-01 # 9月1日前 # 省教育厅安全处",
        "务必于8月18日(星期三)下午4时前反馈我厅,逾期未反馈将视为无意见。 # 2021-08-18 # 8月18日(星期三)下午4时前 # 我厅",
        "请于9月1日下午下班前将电子稿上报到省教育厅。 # 2021-09-01 # 9月1日下午下班前 # 省教育厅",
        "请于9月1日(本周三)下班前将情况报省教育厅。 # 2021-09-01 # 9月1日(本周三)下班前 # 省教育厅",
        "9月1日前报省校庆办编入《指南》。 # 2021-09-01 # 9月1日前 # 省校庆办",
        "请各市于2021年 9 月 1 日之前将总结上报省政府督查室备案。 # 2021-09-01 # 2021年 9 月 1 日之前 # 省政府督查室",
        "请于2021年9月底前提交总结。 # 2021-09-30 # 2021年9月底前 #",
        "务于每月25日前将情况报省政府督查室。 # # 每月25日前 # 省政府督查室",
        "及时将工作情况报省教育厅。 # # # 省教育厅",
        "请于2021年9月1日前将情况书面报告省政府,并抄送省教育厅。 # 2021-09-01 # 2021年9月1日前 # 省政府",
        "请于2021年9月1日前将工作报告报省教育厅。 # 2021-09-01 # 2021年9月1日前 # 省教育厅",
        "根据情况通报,2021年9月1日前报经省政府同意。 # # #",
    })
    void readsEachForm(String sentence, String day, String words, String unit) {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、" + sentence + "\n");
        // Then
        assertEquals(day, notice.reportBy() == null ? null : notice.reportBy().toString());
        assertEquals(words, notice.reportByText());
        assertEquals(unit, notice.reportTo());
    }

    /** Who reads a page today has read it in another year. */
    @Test
    void takesNoYearFromThePagesClock() {
        assertEquals("2019-06-18", String.valueOf(NoticeParser.parse("今天是:2025年12月06日\n截止:2019-06-18\n请于6月18日前将意见报省教育厅。\n").reportBy()));
    }

    @Test
    void readsASentenceThatLayoutBroke() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、请于2021年9月\n1日前将落实情况报省教\n育厅。\n");
        // Then
        assertEquals("省教育厅", notice.reportTo());
        assertEquals("2021-09-01", String.valueOf(notice.reportBy()));
    }

    @Test
    void keepsTheTimeOfDayInAFinding() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "请于8月18日下午5时前送省教育厅。\n");
        // Then
        assertEquals("下午5时前", TestFindings.quote(notice, "time-of-day"));
        assertEquals("8月18日下午5时前", TestFindings.quote(notice, "due-inclusive"));
    }

    @Test
    void leavesWhatAMeasureSaysToTheMeasure() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、任务\n1.2021年9月底前将方案报省政府办公厅。(责任单位:省教育厅)\n");
        // Then
        assertNull(notice.reportBy());
        assertEquals("2021-09-30", notice.tasks().get(0).due().toString());
    }

    @Test
    void readsADutyRightAfterATaskWithoutAFullStop() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、任务\n1.做好甲(责任单位:省财政厅)\n请于9月1日前将情况报省教育厅。\n");
        // Then
        assertEquals("省教育厅", notice.reportTo());
    }

    @Test
    void putsATasksOwnDayBesideTheReportDay() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、任务\n1.2021年10月底前完成。(责任单位:省教育厅)\n二、请于2021年9月1日前将情况报省教育厅。\n");
        // Then
        assertEquals("2021年10月底前完成。", TestFindings.quote(notice, "task-day-beside-report-day"));
    }

    @Test
    void takesTheMailboxAfterTheDutyBeforeAnyOther() {
        // Given the page's own mailbox before the one that the duty names
        ParsedNotice notice = NoticeParser.parse("网站邮箱:page@gov.cn\n" + HEAD + "一、请于9月1日前将情况报省教育厅(report@163.com)。\n");
        // Then
        assertEquals("report@163.com", notice.mailbox());
        assertEquals("page@gov.cn", TestFindings.quote(notice, "several-mailboxes"));
    }

    @Test
    void readsContactsAndMailbox() {
        // Given / When
        ParsedNotice notice = NoticeParser.parse(HEAD + "一、请于9月1日前将情况报省教育厅。\n联系人：王 芳、李小明，电话：0531-12345678；赵六 6123456;电子邮箱：x_y@163.com\n网站:z@gov.cn\n");
        // Then
        assertEquals(List.of(new ParsedContact("王芳", "0531-12345678"), new ParsedContact("李小明", "0531-12345678"),
                new ParsedContact("赵六", "6123456")), notice.contact());
        assertEquals("x_y@163.com", notice.mailbox());
        assertEquals("z@gov.cn", TestFindings.quote(notice, "several-mailboxes"));
    }
}
