package org.duban.task.parse;

import java.time.LocalDate;

/**
 * Gives a date without a year the year that the title names (2021年工作要点), else that in which it first comes after the
 * notice was issued, and says so.
 */
final class Years {
    /** A plan of a year may come out when its first months are over. */
    private static final int LATE_PLAN_DAYS = 92;

    private final LocalDate issued;
    private final Integer titled;
    private final Integer year;

    /**
     * @param titled the one year in the title; null where there is none
     * @param year   the year to take where no day of issue is known; null where none is known at all
     */
    Years(LocalDate issued, Integer titled, Integer year) {
        this.issued = issued;
        // 关于2021年度考核的通知 of 2022 asks for days of 2022.
        this.titled = titled == null || issued != null && titled < issued.getYear() ? null : titled;
        this.year = this.titled != null ? this.titled : issued == null ? year : Integer.valueOf(issued.getYear());
    }

    /** The day that is meant; null, with a finding, where there is none. */
    LocalDate day(DateMention date, Findings findings) {
        if (date.year() == null && year == null) {
            findings.error("year-unknown", date.start(), date.phraseEnd(), "这个日期没有写年份,文中也找不到可以推断年份的日期。");
            return null;
        }
        int assumed = date.year() == null ? year : date.year();
        LocalDate day = date.in(assumed);
        if (day != null && date.year() == null && issued != null && day.isBefore(earliest())) {
            assumed = Math.max(assumed, issued.getYear() - 1);
            do {
                day = date.in(++assumed);
            } while (day != null && day.isBefore(issued));
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

    /** Whether its year is that of the notice, or a later one. */
    boolean isOpen(DateMention date) {
        return date.year() == null || year == null || date.year() >= year;
    }

    private LocalDate earliest() {
        return titled == null ? issued : issued.minusDays(LATE_PLAN_DAYS);
    }
}
