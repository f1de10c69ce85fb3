package org.duban.task.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.LocalDate;
import org.duban.task.calendar.StateCouncilCalendar;
import org.duban.task.notice.DeadlineRule.Before;
import org.duban.task.notice.DeadlineRule.RestDay;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days as written against days in force. */
class DeadlineRuleTest {
    private final StateCouncilCalendar calendar = new StateCouncilCalendar();

    @ParameterizedTest
    @CsvSource({
        "2023年8月1日前,        2023-08-01, INCLUDES_DAY, STAYS, 2023-08-01",
        "2023年8月1日前,        2023-08-01, EXCLUDES_DAY, STAYS, 2023-07-31",
        "8月1日（星期二）之前,   2023-08-01, EXCLUDES_DAY, STAYS, 2023-07-31",
        "于八月一日以前报送,     2023-08-01, EXCLUDES_DAY, STAYS, 2023-07-31",
        "2023/8/1前,           2023-08-01, EXCLUDES_DAY, STAYS, 2023-07-31",
        // No 前, an end of a month, an hour of the day itself, a month, a stage: the day as read.
        "2023年8月1日,          2023-08-01, EXCLUDES_DAY, STAYS, 2023-08-01",
        "2023年6月底前,         2023-06-30, EXCLUDES_DAY, STAYS, 2023-06-30",
        "7月1日前启动、8月底前完成, 2023-08-31, EXCLUDES_DAY, STAYS, 2023-08-31",
        "6月末前,              2023-06-30, EXCLUDES_DAY, STAYS, 2023-06-30",
        "8月1日17时前,          2023-08-01, EXCLUDES_DAY, STAYS, 2023-08-01",
        "2023/8/1 17:30前,     2023-08-01, EXCLUDES_DAY, STAYS, 2023-08-01",
        "2023年6月前,          2023-06-30, EXCLUDES_DAY, STAYS, 2023-06-30",
        "8月1日前期,            2023-08-01, EXCLUDES_DAY, STAYS, 2023-08-01",
        ",                     2023-08-01, EXCLUDES_DAY, STAYS, 2023-08-01",
        // Saturday; National Day to the make-up Saturday; a make-up Saturday.
        "7月29日前,            2023-07-29, INCLUDES_DAY, STAYS, 2023-07-29",
        "7月29日前,            2023-07-29, INCLUDES_DAY, MOVES, 2023-07-31",
        "10月1日,              2023-10-01, INCLUDES_DAY, MOVES, 2023-10-07",
        "10月7日前,            2023-10-07, INCLUDES_DAY, MOVES, 2023-10-07",
        "7月31日前,            2023-07-31, EXCLUDES_DAY, MOVES, 2023-07-31",
    })
    void theDayInForce(String words, LocalDate stated, Before before, RestDay restDay, LocalDate due) {
        assertEquals(due, new DeadlineRule(before, restDay).due(stated, words, calendar));
    }

    @Test
    void noDayStaysNone() {
        assertNull(new DeadlineRule(Before.EXCLUDES_DAY, RestDay.MOVES).due(null, "持续推进", calendar));
    }
}
