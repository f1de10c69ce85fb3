package org.duban.task.parse;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * The day of a task: what its label says (完成时限:2022年底), else a limit in its words (2023年6月底前完成). A target
 * (到2025年), a start (自2023年起) and a validity are no limits, for no 前 follows them.
 */
final class Deadlines {
    /** 持续推进, 长期坚持, 立行立改, 年内见成效: words of a label or clause that set no day. */
    private static final List<String> OPEN_ENDED = List.of("持续", "长期", "常态化", "立行立改", "即知即改", "立即", "贯穿", "年内", "全年",
            "逐步推进", "常年");
    /** 全国两会召开前, 至工程竣工: the day of an event. */
    private static final List<String> EVENT = List.of("前", "前完成", "完成", "结束", "之后", "确定");
    private static final List<String> RELATIVE = List.of("之日起", "印发后", "收到后", "收到本通知后");
    private static final List<String> RECURRING = List.of("每年", "每月", "每季", "每半年", "每周", "每旬", "每日", "每两");

    private static final int LONGEST_CLAUSE = 20;
    private static final int LONGEST_ADVERB = 5;

    private final SourceText text;
    private final Dates dates;
    private final Years years;
    private final Findings findings;

    Deadlines(SourceText text, Dates dates, Years years, Findings findings) {
        this.text = text;
        this.dates = dates;
        this.years = years;
        this.findings = findings;
    }

    /** A due may be null beside words that say something about time that is no single day. */
    record Reading(Due due, String words) {
        static final Reading NONE = new Reading(null, null);
    }

    private static boolean isOpenEnded(String words) {
        return OPEN_ENDED.stream().anyMatch(words::contains) && Arrays.stream(words.split("[,;、]"))
                .anyMatch(part -> OPEN_ENDED.stream().anyMatch(part::contains) && !part.contains("完成"));
    }

    /** Where a clause among units speaks of time: 持续推进, 市财政局|持续推进, 全国两会召开前; -1 where it does not. */
    static int timeAt(String words) {
        if (words.length() >= LONGEST_CLAUSE || UnitNames.isLike(words)) {
            return -1;
        }
        boolean openEnded = isOpenEnded(words);
        for (String word : openEnded ? OPEN_ENDED : List.<String>of()) {
            int at = words.indexOf(word);
            if (at > 0 && UnitNames.isLike(words.substring(0, RoleWords.tail(words.substring(0, at)).namesEnd()))) {
                return at;
            }
        }
        RoleWords.Tail tail = RoleWords.tail(words);
        boolean duty = tail.role() != null && UnitNames.isShort(words.substring(0, tail.namesEnd()));
        boolean event = !duty && EVENT.stream().anyMatch(words::endsWith);
        return openEnded || startsRecurring(words) || event ? 0 : -1;
    }

    /** A label, or a clause of the bracket of units, that speaks of nothing but time. */
    Reading labelled(Range time) {
        String words = text.view.substring(time.start(), time.end());
        String printed = text.unwrapped(time.start(), time.end());
        List<DateMention> days = dates.in(time.start(), time.end());
        if (startsRecurring(words)) {
            findings.warn("recurring-deadline", time.start(), time.end(), "这是周期性的时限,只照原文保留,不排入日程。");
            return new Reading(null, printed);
        } else if (!days.isEmpty()) {
            LocalDate day = latest(days);
            return new Reading(day == null ? null : new Due(day), printed);
        } else if (isOpenEnded(words)) {
            return new Reading(Due.openEnded(), printed);
        }
        if (!words.isBlank()) {
            findings.warn("relative-deadline", time.start(), time.end(), "这个时限取决于别的事件或日期,没有推算出具体日子。");
        }
        return new Reading(null, words.isBlank() ? null : printed);
    }

    /** The limits inside the measure's own words; of several steps the last one counts. */
    Reading inWords(int from, int to) {
        List<DateMention> limits = dates.in(from, to).stream().filter(this::isLimit).toList();
        reportRelative(from, to);
        if (limits.isEmpty()) {
            dates.in(from, to).stream().filter(this::mayBeLimit).findFirst().ifPresent(date ->
                    findings.info("day-in-words", date.start(), date.phraseEnd(), "措施里写了日期,没有当作完成时限,请核对。"));
            return Reading.NONE;
        }
        LocalDate day = latest(limits);
        DateMention first = limits.get(0);
        DateMention last = limits.get(limits.size() - 1);
        if (limits.size() > 1) {
            findings.info("several-days", first.start(), last.phraseEnd(), "这项措施写了多个时间节点,取最后一个作为完成时限。");
        }
        return new Reading(day == null ? null : new Due(day), text.unwrapped(last.start(), last.phraseEnd()));
    }

    /** A month or day of a year that has not passed: 三季度启动. It may be when something begins, or is looked at. */
    private boolean mayBeLimit(DateMention date) {
        boolean hidden = text.masked.charAt(date.start()) != text.view.charAt(date.start());
        return !hidden && date.month() != null && years.isOpen(date);
    }

    private boolean isLimit(DateMention date) {
        boolean hidden = text.masked.charAt(date.start()) != text.view.charAt(date.start());
        boolean done = isDone(date.phraseEnd());
        boolean condition = "对凡".indexOf(text.at(date.start() - 1)) >= 0;
        boolean precise = date.month() != null || text.at(date.end() - 1) != '年';
        if (hidden || condition || !precise || !date.before() && !done) {
            return false;
        }
        if (startsRecurring(text.view.substring(Math.max(0, date.start() - 2), date.start()))) {
            findings.warn("recurring-deadline", date.start() - 2, date.phraseEnd(), "这是周期性的时限,只照原文保留,不排入日程。");
            return false;
        }
        return text.at(date.phraseEnd()) != '已';
    }

    /** 6月底完成, 6月底全面完成: no limit where a stop comes first. */
    private boolean isDone(int from) {
        for (int i = from; i < from + LONGEST_ADVERB && ",。;:、(\n".indexOf(text.at(i)) < 0; i++) {
            if (text.view.startsWith("完成", i)) {
                return true;
            }
        }
        return false;
    }

    /** 自印发之日起30日内 */
    private void reportRelative(int from, int to) {
        for (String word : RELATIVE) {
            int at = text.masked.substring(from, to).indexOf(word);
            int end = from + at + word.length();
            for (int i = end; at >= 0 && i < Math.min(to, end + 12); i++) {
                if (text.at(i) == '内') {
                    findings.warn("relative-deadline", from + at, i + 1, "这个时限从另一个日子起算,没有推算出具体日子。");
                    return;
                }
            }
        }
    }

    private LocalDate latest(List<DateMention> days) {
        LocalDate latest = null;
        for (DateMention date : days) {
            LocalDate day = years.day(date, findings);
            latest = day == null || latest != null && latest.isAfter(day) ? latest : day;
        }
        return latest;
    }

    static boolean startsRecurring(String words) {
        return RECURRING.stream().anyMatch(words.trim()::startsWith);
    }
}
