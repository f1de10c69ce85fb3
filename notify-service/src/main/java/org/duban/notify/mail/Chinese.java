package org.duban.notify.mail;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Days and names as they are written in Chinese official mails. */
final class Chinese {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String WEEKDAYS = "一二三四五六日";
    private static final int MOST_LABELS = 30;
    private static final Pattern RUNG = Pattern.compile("T(?:([+-])(\\d{1,3})(d)?)?");

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202a-\\u202e\\u2066-\\u2069]+");

    private Chinese() {}

    /** 8月1日 */
    static String shortDay(LocalDate day) {
        return day == null ? "未定" : day.getMonthValue() + "月" + day.getDayOfMonth() + "日";
    }

    /** 2023年8月1日（星期二） */
    static String longDay(LocalDate day) {
        return day == null ? "未定" : day.getYear() + "年" + shortDay(day) + "（星期" + weekday(day.getDayOfWeek()) + "）";
    }

    /** 8月1日 08:30, in Asia/Shanghai */
    static String moment(Instant instant) {
        if (instant == null) {
            return "";
        }
        ZonedDateTime there = instant.atZone(ZONE);
        return shortDay(there.toLocalDate()) + " %02d:%02d".formatted(there.getHour(), there.getMinute());
    }

    private static char weekday(DayOfWeek day) {
        return WEEKDAYS.charAt(day.getValue() - 1);
    }

    /** What a rung's name means: T-3 is 截止前3个工作日, T-3d 截止前3天. */
    static String rung(String name) {
        Matcher rung = RUNG.matcher(name);
        if (!rung.matches()) {
            return name;
        }
        if (rung.group(1) == null) {
            return "截止当日";
        }
        return (rung.group(1).equals("-") ? "截止前" : "逾期") + rung.group(2) + (rung.group(3) == null ? "个工作日" : "天");
    }

    /** For a header or a single line: no line breaks or other controls, at most {@code max} characters. */
    static String oneLine(String text, int max) {
        String line = CONTROLS.matcher(text).replaceAll(" ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= max ? line : line.substring(0, line.offsetByCodePoints(0, max - 1)) + "…";
    }

    /** The name of a unit or person in running text. */
    static String name(String name) {
        return oneLine(name, 60);
    }

    /** Labels of tasks: (四)-4、(五)-5等13项 */
    static String labels(List<String> labels, int all) {
        String first = labels.stream().limit(MOST_LABELS).collect(Collectors.joining("、"));
        return all > Math.min(labels.size(), MOST_LABELS) ? first + "等" + all + "项" : first;
    }

    /** The notice's title in book marks, as it stands in running text. */
    static String title(String title) {
        return "《" + oneLine(title, 200) + "》";
    }
}
