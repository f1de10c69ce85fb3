package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** Every date of the text, found in one pass: 2023年8月1日, 2023/07/19, 二〇二三年六月十五日, 8月1日, 2023年底, 6月底, 2023年三季度. */
final class Dates {
    private static final List<String> HALVES = List.of("上午", "下午", "中午", "晚上");

    private static final String ENDS_MONTH = "\n\t ;,。、)前底|";

    private final SourceText text;
    final List<DateMention> all = new ArrayList<>();

    Dates(SourceText text) {
        this.text = text;
        for (int i = 0; i < text.length(); i++) {
            char c = text.view.charAt(i);
            if (isDigit(c) && !isDigit(text.at(i - 1)) || c == '年' && "底末".indexOf(text.at(i + 1)) >= 0 && text.at(i - 1) != '每' || c == '半' && halfAt(i - 1) > 0) {
                DateMention date = c == '半' ? whole(i - 1, i + 2, null, halfAt(i - 1), null) : at(i);
                if (date != null) {
                    all.add(continuing(date));
                    i = date.end() - 1;
                }
            }
        }
    }

    /** 2021年3月-6月, 2021年3月至6月: the second is of the same year. */
    private DateMention continuing(DateMention date) {
        DateMention before = all.isEmpty() ? null : all.get(all.size() - 1);
        boolean range = date.year() == null && before != null && before.year() != null && date.start() - before.end() <= 2
                && date.start() > before.end() && "-—~–至到、和".indexOf(text.at(date.start() - 1)) >= 0;
        return range ? date.inYear(before.year()) : date;
    }

    boolean anyIn(int from, int to) {
        return !in(from, to).isEmpty();
    }

    List<DateMention> in(int from, int to) {
        int low = 0;
        int high = all.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (all.get(middle).start() < from) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int end = low;
        while (end < all.size() && all.get(end).end() <= to) {
            end++;
        }
        return all.subList(low, end);
    }

    private static boolean isDigit(char c) {
        return Numerals.isArabic(c) || Numerals.isHan(c);
    }

    private DateMention at(int i) {
        int digits = digitsEnd(i);
        int next = blanks(digits);
        int value = Numerals.value(text.view.substring(i, Math.min(digits, i + 5)));
        if (text.at(i) == '年') {
            return whole(i, i + 2, null, null, null);
        } else if (digits - i == 4 && value >= 1949 && value < 2100) {
            return text.at(next) == '年' ? afterYear(i, next + 1, value) : separated(i, digits, value);
        } else if (Numerals.isArabic(text.at(i)) && digits - i == 6) {
            return withoutMarks(i);
        } else if (text.view.startsWith("季度", next) && value >= 1 && value <= 4 && digits - i == 1) {
            return whole(i, next + ("末底".indexOf(text.at(next + 2)) >= 0 ? 3 : 2), null, value * 3, null);
        } else if (digits - i <= 3 && text.at(next) == '月' && value >= 1 && value <= 12 && text.at(i - 1) != '个') {
            return afterMonth(i, next + 1, null, value);
        }
        return null;
    }

    /** 201999, 2022530, 2018224日: alone in its line or before 日, if its digits can be parted in one way only. */
    private DateMention withoutMarks(int i) {
        int end = i;
        while (end <= i + 8 && Numerals.isArabic(text.at(end))) {
            end++;
        }
        boolean marked = text.at(end) == '日';
        int ink = text.lastInkBefore(i);
        boolean alone = "\n ".indexOf(text.at(end)) >= 0 && (ink < 0 || text.view.substring(ink + 1, i).indexOf('\n') >= 0);
        int year = Numerals.value(text.view.substring(i, i + 4));
        if (end - i > 8 || !marked && !alone || year < 1990 || year >= 2100) {
            return null;
        }
        DateMention only = null;
        for (int parting = i + 5; parting <= Math.min(i + 6, end - 1); parting++) {
            int month = Numerals.value(text.view.substring(i + 4, parting));
            int day = Numerals.value(text.view.substring(parting, end));
            boolean both = end - i < 8 && text.at(i + 4) == '0' || end - parting > 1 && text.at(parting) == '0' && end - i < 8;
            if (month >= 1 && month <= 12 && day >= 1 && day <= 31 && end - parting <= 2 && !both) {
                if (only != null) {
                    return null;
                }
                DateMention date = whole(i, marked ? end + 1 : end, year, month, day);
                only = new DateMention(i, date.end(), year, month, day, date.phraseEnd(), date.time(), date.before(), true);
            }
        }
        return only;
    }

    /** 上半年, 下半年: the month that it ends with; 0 where it does not begin here. */
    private int halfAt(int i) {
        return !text.view.startsWith("半年", i + 1) ? 0 : text.at(i) == '上' ? 6 : text.at(i) == '下' ? 12 : 0;
    }

    private int digitsEnd(int i) {
        int end = i;
        while (end < i + 6 && isDigit(text.at(end))) {
            end++;
        }
        return end;
    }

    /** Layout may part the pieces of a date, by a blank or two. */
    private int blanks(int i) {
        return text.skipBlanks(i, i + 3);
    }

    private DateMention afterYear(int start, int i, int year) {
        int from = text.at(blanks(i)) == '第' ? blanks(i) + 1 : blanks(i);
        int to = digitsEnd(from);
        int after = blanks(to);
        int number = Numerals.value(text.view.substring(from, Math.min(to, from + 5)));
        if (to > from && text.at(after) == '月') {
            return afterMonth(start, after + 1, year, number);
        }
        if (to > from && "-—~至".indexOf(text.at(after)) >= 0) {
            // 2023年7-8月: the second month is the last.
            int second = blanks(after + 1);
            int secondEnd = digitsEnd(second);
            int last = Numerals.value(text.view.substring(second, Math.min(secondEnd, second + 5)));
            if (secondEnd > second && text.at(secondEnd) == '月' && last >= 1 && last <= 12) {
                return afterMonth(start, secondEnd + 1, year, last);
            }
        }
        if (text.view.startsWith("季度", after) && number >= 1 && number <= 4) {
            return whole(start, after + (text.at(after + 2) == '末' ? 3 : 2), year, number * 3, null);
        }
        if (text.view.startsWith("上半年", from)) {
            return whole(start, from + 3, year, 6, null);
        }
        if (text.view.startsWith("下半年", from)) {
            return whole(start, from + 3, year, 12, null);
        }
        boolean yearEnd = text.view.startsWith("年底", from);
        return whole(start, yearEnd ? from + 2 : "底末内".indexOf(text.at(from)) >= 0 ? from + 1 : i, year, null, null);
    }

    private DateMention afterMonth(int start, int i, Integer year, int month) {
        int from = blanks(i);
        int to = digitsEnd(from);
        int after = blanks(to);
        if (to > from && (text.at(after) == '日' || text.at(after) == '号')) {
            return whole(start, after + 1, year, month, Numerals.value(text.view.substring(from, Math.min(to, from + 5))));
        }
        if (text.view.startsWith("上旬", from) || text.view.startsWith("中旬", from)) {
            return whole(start, from + 2, year, month, text.at(from) == '上' ? 10 : 20);
        }
        int end = text.view.startsWith("下旬", from) ? from + 2 : "底末份".indexOf(text.at(from)) >= 0 ? from + 1 : i;
        return whole(start, end, year, month, null);
    }

    /** 2023/07/19, 2023-7-19, 2023.7.19; 2023.12 where nothing follows that would make it a number. */
    private DateMention separated(int start, int i, int year) {
        char separator = text.at(i);
        if ("/-.".indexOf(separator) < 0) {
            return null;
        }
        int monthEnd = digitsEnd(i + 1);
        int dayEnd = digitsEnd(monthEnd + 1);
        int month = Numerals.value(text.view.substring(i + 1, Math.max(i + 1, Math.min(monthEnd, i + 4))));
        if ("/.".indexOf(separator) >= 0 && month >= 1 && month <= 12 && ENDS_MONTH.indexOf(text.at(monthEnd)) >= 0) {
            return whole(start, monthEnd, year, month, null);
        }
        if (text.at(monthEnd) != separator || monthEnd - i > 3 || dayEnd - monthEnd > 3
                || monthEnd == i + 1 || dayEnd == monthEnd + 1) {
            return null;
        }
        return whole(start, dayEnd, year, Numerals.value(text.view.substring(i + 1, monthEnd)),
                Numerals.value(text.view.substring(monthEnd + 1, dayEnd)));
    }

    private DateMention whole(int start, int end, Integer year, Integer month, Integer day) {
        int i = weekday(end);
        int timeEnd = timeEnd(i);
        Range time = timeEnd > i ? new Range(i, timeEnd) : null;
        i = timeEnd;
        int before = text.view.startsWith("之前", i) || text.view.startsWith("以前", i) ? i + 2
                : text.at(i) == '前' && text.at(i + 1) != '期' ? i + 1 : i;
        return new DateMention(start, end, year, month, day, before > i || time != null ? before : end, time, before > i, false);
    }

    /** (星期三), (本周三) */
    private int weekday(int i) {
        int from = text.at(i + 1) == '本' ? i + 2 : i + 1;
        if (text.at(i) == '(' && (text.view.startsWith("星期", from) || text.at(from) == '周')) {
            int close = from + 2;
            while (close < from + 6 && text.at(close) != ')') {
                close++;
            }
            return text.at(close) == ')' ? close + 1 : i;
        }
        return i;
    }

    /** 下午5时, 17:30, 上午9点半, 下午下班 */
    private int timeEnd(int i) {
        int from = blanks(i);
        boolean named = HALVES.stream().anyMatch(half -> text.view.startsWith(half, from));
        int number = named ? from + 2 : from;
        if (text.view.startsWith("下班", number)) {
            return number + 2;
        }
        int to = digitsEnd(number);
        if (to == number || !Numerals.isArabic(text.at(number)) && !named) {
            return named ? from + 2 : i;
        }
        if (text.at(to) == ':') {
            return digitsEnd(to + 1);
        }
        if (text.at(to) == '时' || text.at(to) == '点') {
            int minutes = digitsEnd(to + 1);
            return text.at(minutes) == '分' ? minutes + 1 : text.at(to + 1) == '半' ? to + 2 : to + 1;
        }
        return i;
    }
}
