package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** Numbers of documents (文号), found by their year in brackets: 津政办规〔2023〕4号. Most of them are cited. */
final class DocumentNumbers {
    private static final List<String> CITING = List.of("根据", "按照", "依据", "贯彻", "落实", "执行", "参照", "转发", "印发", "关于");
    private static final List<String> LABELS = List.of("文号:", "字号:", "编号:", "文号", "字号");
    private static final int LONGEST_PREFIX = 14;

    private DocumentNumbers() {
    }

    /** @param own whether it stands where a notice's own number does: alone, after a label, or behind the title */
    record Number(int start, int end, boolean own) {
    }

    /** @param titleEnd where the notice's title ends, for a number may be glued to it; -1 where there is none */
    static List<Number> in(SourceText text, int to, int titleEnd) {
        List<Number> found = new ArrayList<>();
        for (int i = 0; i < to; i++) {
            if (text.at(i) == '(') {
                Number number = at(text, i, titleEnd);
                if (number != null) {
                    found.add(number);
                    i = number.end() - 1;
                }
            }
        }
        return found;
    }

    private static Number at(SourceText text, int open, int titleEnd) {
        int year = text.skipBlanks(open + 1, open + 3);
        int yearEnd = digits(text, year);
        int close = text.skipBlanks(yearEnd, yearEnd + 2);
        int count = text.skipBlanks(close + 1, close + 3);
        count = text.at(count) == '第' ? count + 1 : count;
        int countEnd = digits(text, count);
        int end = text.skipBlanks(countEnd, countEnd + 2);
        int start = prefixStart(text, open);
        boolean glued = titleEnd > 0 && titleEnd < open && titleEnd >= open - LONGEST_PREFIX && Character.isIdeographic(text.at(titleEnd));
        start = glued ? titleEnd : start;
        if (yearEnd - year != 4 || text.at(close) != ')' || countEnd == count || text.at(end) != '号' || start == open) {
            return null;
        }
        return new Number(start, end + 1, glued || isOwn(text, start, end + 1));
    }

    /** Whether a number begins here: letters, and a year in brackets. */
    static boolean isAt(SourceText text, int start) {
        int open = start;
        while (open < start + LONGEST_PREFIX && Character.isIdeographic(text.at(open))) {
            open++;
        }
        return open - start >= 2 && text.at(open) == '(' && digits(text, open + 1) == open + 5 && text.at(open + 5) == ')';
    }

    /** What stands under 文号 or 发文字号 in a page's table, whatever its form (督察通报第十七期); null where nothing does. */
    static Range labelled(SourceText text, int to) {
        for (int at = text.view.indexOf('号'); at > 0 && at < to; at = text.view.indexOf('号', at + 1)) {
            int ink = text.lastInkBefore(at);
            char before = text.at(ink);
            if ((before == '文' || before == '字') && at - ink < 8 && text.at(ink - 1) != '编') {
                int start = at + 1;
                while (start < to && (SourceText.isBlank(text.at(start)) || ":|".indexOf(text.at(start)) >= 0)) {
                    start++;
                }
                int end = start;
                while (end < to && !SourceText.isBlank(text.at(end)) && text.at(end) != '|') {
                    end++;
                }
                char last = text.at(end - 1);
                if (start > at + 1 && end - start >= 4 && end - start <= 30 && (last == '号' || last == '期')) {
                    return new Range(start, end);
                }
            }
        }
        return null;
    }

    private static int digits(SourceText text, int from) {
        int end = from;
        while (end < from + 6 && Numerals.isArabic(text.at(end))) {
            end++;
        }
        return end;
    }

    private static int prefixStart(SourceText text, int open) {
        int letters = open;
        while (letters > open - 3 && text.at(letters - 1) == ' ') {
            letters--;
        }
        int start = letters;
        while (start > letters - LONGEST_PREFIX && Character.isLetter(text.at(start - 1))) {
            start--;
        }
        for (String word : CITING) {
            int at = text.view.substring(Math.max(0, start), Math.max(0, letters)).lastIndexOf(word);
            start = at >= 0 ? start + at + word.length() : start;
        }
        for (String word : LABELS) {
            start = text.view.startsWith(word, start) ? start + word.length() : start;
        }
        return letters - start < 2 ? open : start;
    }

    private static boolean isOwn(SourceText text, int start, int end) {
        int ink = text.lastInkBefore(start);
        char before = text.at(start - 1);
        char after = text.at(end);
        boolean labelled = LABELS.stream().anyMatch(l -> text.view.startsWith(l, Math.max(0, ink + 1 - l.length())));
        boolean alone = (SourceText.isBlank(before) || before == '|') && (SourceText.isBlank(after) || after == '|');
        boolean behindTitle = before == '(' && after == ')' && text.at(start - 2) != '》'
                && (text.at(end + 1) == '\n' || text.at(end + 1) == ' ' || text.at(end + 1) == '|');
        return labelled || alone || behindTitle;
    }

    /** Opening bracket of the year in the number that ends here (its 号). */
    static int openBefore(SourceText text, int end) {
        return text.view.lastIndexOf('(', end);
    }
}
