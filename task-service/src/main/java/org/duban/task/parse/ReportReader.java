package org.duban.task.parse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds the duty to report: a sentence with a limit and a verb of reporting, 于2023年8月1日前将…报州教育体育局. It looks only
 * outside the tasks, for what a measure says about reports is that measure's.
 */
final class ReportReader {
    /** Longest first. */
    private static final List<String> VERBS = List.of("报送至", "报送到", "报送给", "反馈至", "反馈到", "反馈给", "上报至", "上报到", "提交至",
            "发送至", "发送到", "报送", "反馈", "上报", "提交", "发送", "送至", "送达", "报至", "报到", "发至", "报告", "报", "送");
    private static final Map<Character, List<String>> BEGINNINGS = VERBS.stream().collect(Collectors.groupingBy(verb -> verb.charAt(0)));
    /** Also what is written, so it counts only before a body. */
    private static final String NOUN = "报告";
    /** 报 and 送 inside other words: 报告, 通报, 配送. */
    private static final String NOT_AFTER = "告表名道刊批废警价酬销考经请备纸";
    private static final String NOT_BEFORE = "抄通汇申简日月周预举年配输护运目";
    /** What follows the unit's name. */
    private static final List<String> AFTERWARDS = List.of("备案", "汇总", "编入", "登记", "存档", "审核", "备查", "统一", "邮箱", "电子邮箱", "信箱", "指定");
    private static final List<String> APPROVAL = List.of("批准", "审批", "审定", "同意", "审议", "核准", "研究", "决定");
    private static final List<String> DUTY = List.of("请", "务", "须", "应", "要", "将", "各");
    private static final int LONGEST_SENTENCE = 600;
    private static final int LONGEST_UNIT = 40;
    private static final int MOST_VERBS = 20;

    private final SourceText text;
    private final Dates dates;

    ReportReader(SourceText text, Dates dates) {
        this.text = text;
        this.dates = dates;
    }

    /**
     * @param limit     the day; null where the duty recurs or has none
     * @param recurring 每月25日前; null where it does not recur
     * @param unit      who receives; null where the sentence does not say
     */
    record Duty(Range sentence, DateMention limit, Range recurring, Range unit) {
        /** Where the duty is named; the sentence may begin with a page's head that has no stops. */
        int at() {
            return limit != null ? limit.start() : recurring != null ? recurring.start() : unit.start();
        }

        /** A day and a unit say more than a day alone, and that more than a unit alone. */
        int weight() {
            return (limit != null ? 4 : recurring != null ? 2 : 0) + (unit != null ? 3 : 0);
        }
    }

    /** Every duty to report outside these ranges (sorted), in the order of the text. */
    List<Duty> duties(List<Range> tasks) {
        List<Duty> found = new ArrayList<>();
        int task = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            boolean taskEnds = task < tasks.size() && tasks.get(task).end() == i;
            if (i == text.length() || endsSentence(i) || taskEnds || i - start > LONGEST_SENTENCE) {
                while (task < tasks.size() && tasks.get(task).end() <= start) {
                    task++;
                }
                boolean inTask = task < tasks.size() && tasks.get(task).start() < i && start < tasks.get(task).end();
                Duty duty = inTask ? null : duty(new Range(start, i));
                if (duty != null) {
                    found.add(duty);
                }
                start = i + 1;
            }
        }
        return found;
    }

    /** A full stop, or an empty line: a wrapped line goes on. */
    private boolean endsSentence(int i) {
        char c = text.masked.charAt(i);
        return c == '。' || c == ';' || c == '!' || c == '\n' && text.at(text.skipBlanks(i + 1, i + 4) - 1) == '\n' && text.at(i + 1) == '\n';
    }

    private Duty duty(Range sentence) {
        DateMention limit = dates.in(sentence.start(), sentence.end()).stream()
                .filter(d -> d.before() && d.month() != null && !isHidden(d.start()) && !isRecurring(d)).findFirst().orElse(null);
        Range recurring = recurring(sentence);
        int from = limit != null ? limit.phraseEnd() : recurring != null ? recurring.end() : sentence.start();
        boolean dated = limit != null || recurring != null;
        int bare = -1;
        int verbs = 0;
        for (int i = from; i < sentence.end() && verbs < MOST_VERBS; i++) {
            String verb = verbAt(i);
            if (verb != null) {
                verbs++;
                // 书面报告区政府; 将总结报告报区政府 has its verb behind.
                boolean noun = verb.equals(NOUN) && verbAt(i + verb.length()) != null;
                Range unit = noun ? null : unitAfter(i + verb.length(), sentence.end());
                if (unit != null && (dated || hasObject(sentence.start(), i))) {
                    return new Duty(sentence, limit, recurring, unit);
                }
                bare = bare < 0 && verb.length() > 1 && !verb.equals(NOUN) && !isApproval(i + verb.length(), sentence.end()) ? i : bare;
                i += verb.length() - 1;
            }
        }
        return bare >= 0 && dated && isAsked(sentence) ? new Duty(sentence, limit, recurring, null) : null;
    }

    private boolean isAsked(Range sentence) {
        String words = text.masked.substring(sentence.start(), sentence.end());
        return DUTY.stream().anyMatch(words::contains);
    }

    private boolean isHidden(int at) {
        return text.masked.charAt(at) != text.view.charAt(at);
    }

    private boolean isRecurring(DateMention date) {
        return Deadlines.startsRecurring(text.view.substring(Math.max(0, date.start() - 2), date.start()));
    }

    /** Without a day, only 将X报Y is a duty: 市政府要求上报… is a tale. */
    private boolean hasObject(int from, int verb) {
        String before = text.masked.substring(from, verb);
        return before.contains("将") || before.contains("把");
    }

    private Range recurring(Range sentence) {
        for (int i = sentence.start(); i < sentence.end() - 2; i++) {
            if (text.masked.charAt(i) == '每' && Deadlines.startsRecurring(text.view.substring(i, i + Math.min(3, sentence.end() - i)))) {
                for (int end = i + 2; end < Math.min(sentence.end(), i + 14) && ",、".indexOf(text.at(end)) < 0; end++) {
                    if (text.at(end) == '前') {
                        return new Range(i, end + 1);
                    }
                }
            }
        }
        return null;
    }

    private String verbAt(int i) {
        for (String verb : BEGINNINGS.getOrDefault(text.at(i), List.of())) {
            if (text.masked.startsWith(verb, i)) {
                boolean single = verb.length() == 1;
                boolean part = NOT_BEFORE.indexOf(text.at(i - 1)) >= 0 && single || verb.charAt(verb.length() - 1) == '报'
                        && NOT_AFTER.indexOf(text.at(i + verb.length())) >= 0;
                return part || text.view.startsWith("报送", i) && text.view.startsWith("达", i + 2) ? null : verb;
            }
        }
        return null;
    }

    /** The name after the verb, up to the next stop; null where no body's name stands there. */
    private Range unitAfter(int from, int sentenceEnd) {
        int start = text.skipBlanks(from, sentenceEnd);
        int end = start;
        while (end < Math.min(sentenceEnd, start + LONGEST_UNIT) && ",。;:()、".indexOf(text.at(end)) < 0
                && !(SourceText.isBlank(text.at(end)) && UnitNames.isLike(text.view.substring(start, end)))) {
            end++;
        }
        String words = text.view.substring(start, end).replace("研究室", "办公室").replace("研究院", "办公厅");
        if (APPROVAL.stream().anyMatch(words::endsWith) || APPROVAL.stream().anyMatch(words::contains)) {
            return null;
        }
        for (String word : AFTERWARDS) {
            int at = words.indexOf(word);
            words = at > 0 ? words.substring(0, at) : words;
        }
        String name = text.folded(start, start + words.length());
        boolean ours = name.length() >= 2 && name.length() <= 8 && name.charAt(0) == '我';
        return ours || UnitNames.isLike(name) ? new Range(start, text.trimEnd(start, start + words.length())) : null;
    }

    private boolean isApproval(int from, int to) {
        String words = text.view.substring(from, Math.min(to, from + LONGEST_UNIT));
        return APPROVAL.stream().anyMatch(words::contains);
    }

    /** The one that counts for the draft: of equals the first. */
    static Duty main(List<Duty> duties) {
        Duty best = null;
        for (Duty duty : duties) {
            best = best == null || duty.weight() > best.weight() ? duty : best;
        }
        return best;
    }

    static LocalDate day(Duty duty, Years years, Findings findings) {
        return duty == null || duty.limit() == null ? null : years.day(duty.limit(), findings);
    }
}
