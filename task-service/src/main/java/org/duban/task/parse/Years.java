package org.duban.task.parse;

import java.time.LocalDate;

/** Gives a date without a year the year in which it first comes after the notice was issued, and says so. */
final class Years {
    private final LocalDate issued;
    private final Integer year;

    /** @param year the year to take where no day of issue is known; null where none is known at all */
    Years(LocalDate issued, Integer year) {
        this.issued = issued;
        this.year = issued == null ? year : Integer.valueOf(issued.getYear());
    }

    /** The day that is meant; null, with a finding, where there is none. */
    LocalDate day(DateMention date, Findings findings) {
        if (date.year() == null && year == null) {
            findings.error("year-unknown", date.start(), date.phraseEnd(), "这个日期没有写年份,文中也找不到可以推断年份的日期。");
            return null;
        }
        int assumed = date.year() == null ? year : date.year();
        LocalDate day = date.in(assumed);
        if (day != null && date.year() == null && issued != null && day.isBefore(issued)) {
            day = date.in(++assumed);
        }
        if (day == null) {
            findings.error("date-does-not-exist", date.start(), date.end(), "日历上没有这一天,时限留空。");
        } else if (date.year() == null) {
            findings.warn("year-inferred", date.start(), date.phraseEnd(), "没有写年份,按%d年处理。".formatted(assumed));
        }
        if (date.time() != null) {
            findings.warn("time-of-day", date.time().start(), date.phraseEnd(), "写了钟点,钟点只照原文保留,按当天截止处理。");
        }
        return day;
    }
}
