package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The day of a measure, and how it was written. */
class DeadlineTest {
    private static final String HEAD = "市教育局关于做好工作的通知\n市教育局\n2022年3月4日\n一、任务\n";

    private static ParsedNotice notice(String words, String bracket) {
        return NoticeParser.parse(HEAD + "1." + words + "(责任单位:市教育局" + bracket + ")\n2.再做。(责任单位:市财政局)\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "2022年6月底前完成。 # 2022-06-30 # 2022年6月底前",
        "2022年底前,建成一座。 # 2022-12-31 # 2022年底前",
        "于2022年8月1日前完成。 # 2022-08-01 # 2022年8月1日前",
        "2022年6月底前完成甲,2022年底前完成乙。 # 2022-12-31 # 2022年底前",
        "9月底完成。 # 2022-09-30 # 9月底",
        "1月10日前完成。 # 2023-01-10 # 1月10日前",
        "年底前完成。 # 2022-12-31 # 年底前",
        "2022年三季度末前完成。 # 2022-09-30 # 2022年三季度末前",
    })
    void readsALimitInTheWords(String words, String due, String text) {
        // Given / When
        ParsedTask task = notice(words, "").tasks().get(0);
        // Then
        assertEquals(due, String.valueOf(task.due()));
        assertEquals(text, task.dueText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {
        "2022年12月31日 # 2022-12-31", "2022年6月 # 2022-06-30", "2022年6月-9月 # 2022-09-30", "持续推进 # open-ended",
        "长期坚持 # open-ended", "2022年 # 2022-12-31", "2022年下半年 # 2022-12-31", "全国两会召开前 # null", "每年12月 # null", "2022年2月30日 # null"})
    void readsALabel(String time, String due) {
        // Given / When
        ParsedTask task = notice("做。", ";完成时限:" + time).tasks().get(0);
        // Then
        assertEquals(due, String.valueOf(task.due()));
        assertEquals(time, task.dueText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '#', value = {"到2025年,建成一百座。", "自2023年1月1日起施行。", "有效期至2025年12月31日。", "3个月前已报。", "持续推进改革。", "贯彻《2022年6月底前方案》。"})
    void takesTargetsStartsAndValiditiesForNoLimit(String words) {
        assertNull(notice(words, "").tasks().get(0).due());
    }

    @Test
    void saysWhatItCouldNotSchedule() {
        assertNotNull(TestFindings.quote(notice("做。", ";完成时限:全国两会召开前"), "relative-deadline"));
        assertEquals("之日起30日内", TestFindings.quote(notice("自印发之日起30日内完成。", ""), "relative-deadline"));
        assertEquals("每年12月", TestFindings.quote(notice("做。", ";完成时限:每年12月"), "recurring-deadline"));
        assertEquals("2022年2月30日", TestFindings.quote(notice("做。", ";完成时限:2022年2月30日"), "date-does-not-exist"));
        assertEquals("9月底", TestFindings.quote(notice("9月底完成。", ""), "year-inferred"));
        assertEquals("2022年6月底前完成甲,2022年底前", TestFindings.quote(notice("2022年6月底前完成甲,2022年底前完成乙。", ""), "several-days"));
    }
}
