package org.duban.task.notice;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.duban.task.calendar.WorkingCalendar;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How a day that a notice states becomes the day in force, which is always included and ends at the next midnight in
 * Asia/Shanghai (R2). Days that the office gives itself are taken as they are.
 *
 * @param before  whether “8月1日前” includes 1 August
 * @param restDay what becomes of a last day that is a rest day
 */
public record DeadlineRule(Before before, RestDay restDay) {
    /** Rises when the same names would come to another day. */
    public static final int VERSION = 1;

    public static final DeadlineRule STANDARD = new DeadlineRule(Before.INCLUDES_DAY, RestDay.STAYS);

    /** 8月1日前, 8月1日（星期二）之前, 2023/8/1以前; not 8月1日17时前, which includes hours of the day. */
    private static final Pattern BEFORE_A_DAY = Pattern.compile(
            "(?:[日号]|\\d{4}([-/.])\\d{1,2}\\1\\d{1,2})\\s*(?:[(（](?:星期|周).[)）])?\\s*[之以]?前(?!期)");
    /** 6月底前 means that end itself. */
    private static final Pattern AN_END = Pattern.compile("[底末]");

    /** Whether 前 includes the day. */
    @Schema(name = "RuleBefore")
    public enum Before {
        /** As offices read it. */
        INCLUDES_DAY,
        /** Strictly before it: the day in force is the one before. */
        EXCLUDES_DAY
    }

    /** A last day that is a rest day. */
    @Schema(name = "RuleRestDay")
    public enum RestDay {
        /** It stays the last day. */
        STAYS,
        /** The next working day is the last (Civil Code, article 203). */
        MOVES
    }

    /**
     * The day in force.
     *
     * @param stated the day as read; null: none
     * @param words  as written; null when they are not known
     */
    public LocalDate due(LocalDate stated, String words, WorkingCalendar calendar) {
        if (stated == null) {
            return null;
        }
        LocalDate last = before == Before.EXCLUDES_DAY && isBefore(words) ? stated.minusDays(1) : stated;
        return restDay == RestDay.MOVES && !calendar.isWorkingDay(last) ? calendar.plusWorkingDays(last, 1) : last;
    }

    private static boolean isBefore(String words) {
        return words != null && BEFORE_A_DAY.matcher(words).find() && !AN_END.matcher(words).find();
    }
}
