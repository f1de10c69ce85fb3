package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts the words of one item that name units more than once into the measures that they are: 一是…(A负责)。二是…(B负责), bullets
 * (——…), or paragraphs that each end with their units. Several brackets inside one paragraph stay one measure.
 */
final class Measures {
    private static final String BULLETS = "△▲●■◆◇★☆•▪◎➢";
    /** What stands before a single matter that is handed over: 督办事项, 工作任务. */
    private static final List<String> LABELS = List.of("事项", "任务", "内容", "问题");
    private static final int LONGEST_LABEL = 10;
    private static final int LONGEST_HEADING = 40;
    private static final int LONGEST_INDENT = 10;
    private static final int LONGEST_PARAGRAPH = 2000;
    /** A shorter line is a heading, not the wrapped part of a sentence. */
    private static final int WRAPPED_LINE = 20;

    private final SourceText text;

    Measures(SourceText text) {
        this.text = text;
    }

    /** @param printed what marks it: 一是, ——, 第2段; null for what stands under the item's own number */
    record Measure(String printed, Range number, Range words, List<Responsibility> phrases) {
    }

    /** The measures between these places, by the phrases in it; a single one has the item's own number. */
    List<Measure> of(int start, int end, List<Responsibility> phrases) {
        List<Range> marks = phrases.size() < 2 ? List.of() : marks(start, end);
        List<Measure> marked = marked(start, end, marks, phrases);
        return marked.size() > 1 ? marked : paragraphs(start, end, phrases);
    }

    private List<Measure> marked(int start, int end, List<Range> marks, List<Responsibility> phrases) {
        List<Measure> measures = new ArrayList<>();
        int next = 0;
        for (int i = -1; i < marks.size() && !marks.isEmpty(); i++) {
            int from = i < 0 ? start : marks.get(i).end();
            int to = i + 1 < marks.size() ? marks.get(i + 1).start() : end;
            List<Responsibility> own = new ArrayList<>();
            while (next < phrases.size() && phrases.get(next).start < to) {
                own.add(phrases.get(next++));
            }
            if (!own.isEmpty()) {
                Range number = i < 0 ? null : marks.get(i);
                measures.add(new Measure(i < 0 ? null : text.name(number.start(), number.end()), number,
                        new Range(text.skipBlanks(from, to), to), own));
            }
        }
        return measures;
    }

    /** 一是 二是 三是 where a sentence begins, or bullets where a line does; none where there is only one. */
    private List<Range> marks(int start, int end) {
        List<Range> counted = new ArrayList<>();
        List<Range> bullets = new ArrayList<>();
        for (int i = start; i < end; i++) {
            int next = counted.size() + 1;
            if (Numerals.isHan(text.at(i)) && text.at(i + 1) == '是' && Numerals.value(String.valueOf(text.at(i))) == next
                    && (i == start || "。;:,)\n ".indexOf(text.at(i - 1)) >= 0)) {
                counted.add(new Range(i, i + 2));
            }
            boolean dash = text.at(i) == '—' && text.at(i + 1) == '—';
            if ((dash || BULLETS.indexOf(text.at(i)) >= 0) && startsLine(i)) {
                bullets.add(new Range(i, dash ? i + 2 : i + 1));
            }
        }
        return counted.size() > 1 ? counted : bullets.size() > 1 ? bullets : List.of();
    }

    private boolean startsLine(int at) {
        int i = at;
        while (i > at - LONGEST_INDENT && text.at(i - 1) == ' ') {
            i--;
        }
        return text.at(i - 1) == '\n';
    }

    /** 责任单位:市水务局 in a line of its own speaks of the sentences above it; else the place itself. */
    int wordsBefore(int label, int floor) {
        int ink = text.lastInkBefore(label);
        boolean ownLine = ink >= floor && text.view.substring(ink + 1, label).indexOf('\n') >= 0;
        return ownLine && text.at(ink) == '。' ? ink : label;
    }

    /** Where the paragraph begins that holds this index: lines that end inside a sentence are wrapped and belong to it. */
    int paragraphStart(int at, int floor) {
        int lowest = Math.max(floor, at - LONGEST_PARAGRAPH);
        int start = lineStart(at, lowest);
        while (start > lowest && "。;:!?)\n".indexOf(text.at(start - 2)) < 0 && lineStart(start - 1, lowest) < start - WRAPPED_LINE) {
            start = lineStart(start - 1, lowest);
        }
        return text.skipBlanks(start, at);
    }

    /** 督办事项:污水外溢问题 ⏎ 主办单位:…: where a line before the units has a label, the words begin behind that. */
    int labelled(int start, int phrase, int floor) {
        int from = start;
        if (start >= phrase) {
            int ink = text.lastInkBefore(phrase);
            from = ink < floor ? start : text.skipBlanks(lineStart(ink, floor), ink);
        }
        int colon = from;
        while (colon < from + LONGEST_LABEL && text.at(colon) != ':' && text.at(colon) != '\n') {
            colon++;
        }
        String label = text.folded(from, colon);
        boolean named = text.at(colon) == ':' && LABELS.stream().anyMatch(label::endsWith);
        return named ? text.skipBlanks(colon + 1, phrase) : start;
    }

    private int lineStart(int at, int lowest) {
        int i = at;
        while (i > lowest && text.at(i - 1) != '\n') {
            i--;
        }
        return i;
    }

    /** A measure ends where a line ends with its units. */
    private List<Measure> paragraphs(int start, int end, List<Responsibility> phrases) {
        List<Measure> measures = new ArrayList<>();
        List<Responsibility> own = new ArrayList<>();
        int from = start;
        for (int i = 0; i < phrases.size(); i++) {
            Responsibility phrase = phrases.get(i);
            own.add(phrase);
            boolean last = i == phrases.size() - 1;
            int next = last ? end : phrases.get(i + 1).start;
            boolean words = !isGap(phrase.end, next);
            if (last || endsLine(phrase.end) && words) {
                int number = measures.size() + 1;
                int begin = !last && measures.isEmpty() ? afterHeading(from, phrase.start) : from;
                measures.add(new Measure(number == 1 ? null : "第%d段".formatted(number), null, new Range(begin, last ? end : phrase.end),
                        List.copyOf(own)));
                own.clear();
                from = text.skipBlanks(phrase.end, end);
            }
        }
        return measures;
    }

    /** (一)加强预期引导 ⏎ 围绕…: a short first line that is no sentence heads what follows. */
    private int afterHeading(int from, int phrase) {
        int lineEnd = text.lineEnd(from);
        boolean heading = lineEnd < phrase && lineEnd - from < LONGEST_HEADING
                && text.view.substring(from, lineEnd).chars().noneMatch(c -> "。;,:".indexOf(c) >= 0);
        return heading ? text.skipBlanks(lineEnd, phrase) : from;
    }

    private boolean endsLine(int end) {
        int i = end;
        while (". 。;".indexOf(text.at(i)) >= 0) {
            i++;
        }
        return text.at(i) == '\n';
    }

    /** Nothing but blanks and stops. */
    boolean isGap(int from, int to) {
        int i = from;
        while (i < to && (SourceText.isBlank(text.at(i)) || "。;,.".indexOf(text.at(i)) >= 0)) {
            i++;
        }
        return i >= to;
    }
}
