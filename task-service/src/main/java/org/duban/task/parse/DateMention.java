package org.duban.task.parse;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A day, month or year as written. Parts that were not printed are null; a month or year without a day stands for its
 * last day (月底, and a bare month as a limit).
 *
 * @param phraseEnd end with what belongs to the day: 星期, time of day, 前
 * @param time      the time of day; null where there is none
 * @param before    whether 前, 之前, 以前 follows: the day is a limit
 * @param lost      whether the page has lost 年 and 月, and the digits were parted by what a calendar allows
 */
record DateMention(int start, int end, Integer year, Integer month, Integer day, int phraseEnd, Range time, boolean before,
        boolean lost) {

    DateMention inYear(Integer other) {
        return new DateMention(start, end, other, month, day, phraseEnd, time, before, lost);
    }

    /** The day, in the year given where none is printed; null where no such day exists. */
    LocalDate in(int assumedYear) {
        int y = year == null ? assumedYear : year;
        try {
            YearMonth at = YearMonth.of(y, month == null ? 12 : month);
            return day == null ? at.atEndOfMonth() : at.atDay(day);
        } catch (DateTimeException none) {
            return null;
        }
    }

    boolean isFullDay() {
        return year != null && month != null && day != null;
    }
}
