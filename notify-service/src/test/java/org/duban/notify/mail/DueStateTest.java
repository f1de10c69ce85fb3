package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.time.LocalDate;
import org.duban.notify.mail.DueState.Light;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lights and words of a day: red overdue, yellow three working days or fewer, green. */
class DueStateTest {

    @ParameterizedTest
    @CsvSource({
        "2023-08-01, 9, 2023-07-27, 2023-07-19, GREEN, 还有9个工作日",
        "2023-08-01, 4, 2023-07-27, 2023-07-26, GREEN, 还有4个工作日",
        "2023-08-01, 3, 2023-07-27, 2023-07-27, YELLOW, 还有3个工作日",
        "2023-08-01, 0, 2023-07-27, 2023-08-01, YELLOW, 今日截止",
        "2023-08-01, -1, 2023-07-27, 2023-08-02, RED, 已逾期1个工作日",
        // The event of another day counted for another; from when on it is near was said all the same.
        "2023-08-01, , 2023-07-27, 2023-07-26, GREEN, 未到截止日",
        "2023-08-01, , 2023-07-27, 2023-07-27, YELLOW, 未到截止日",
        // Saturday after a Friday: late, though by no working day yet.
        "2023-08-04, 0, 2023-08-01, 2023-08-05, RED, 已逾期",
        // Nobody has counted for this day: days only.
        "2023-08-01, , , 2023-07-28, GREEN, 未到截止日",
        "2023-08-01, , , 2023-07-29, YELLOW, 未到截止日",
        "2023-08-01, , , 2023-08-02, RED, 已逾期",
        ", , , 2023-08-02, GREEN, 未定时限"
    })
    void lightAndWords(LocalDate due, Integer workingDays, LocalDate soonFrom, LocalDate today, Light light, String words) {
        DueState state = new DueState(due, workingDays, soonFrom, today);
        assertThat(state.light(false), equalTo(light));
        assertThat(state.words(), equalTo(words));
    }

    @Test
    void whatWasReturnedIsNeverGreen() {
        DueState far = new DueState(LocalDate.parse("2023-08-31"), 20, null, LocalDate.parse("2023-08-01"));
        assertThat(far.light(true), equalTo(Light.YELLOW));
    }

    @ParameterizedTest
    @CsvSource({"T-3, 截止前3个工作日", "T, 截止当日", "T+15, 逾期15个工作日", "T-3d, 截止前3天", "T+7d, 逾期7天", "X, X"})
    void rungsInWords(String rung, String words) {
        assertThat(Chinese.rung(rung), equalTo(words));
    }
}
