package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds every phrase that says who answers for a measure: in brackets, or opened by a label without them. */
final class PhraseFinder {
    private static final List<String> MEMBERS = List.of("组长", "组 长", "成员:", "成 员", "成员名单");

    /** They stand for the measure itself, all of one length. */
    private static final List<String> CLOSING = List.of("以上工作", "此项工作", "该项工作", "上述工作");
    private static final int LONGEST_OPENER = 4;
    private static final int LONGEST_UNIT_LINE = 60;
    private static final int LONGEST_LABEL = 20;

    private final SourceText text;
    private final Outline outline;
    private final Brackets brackets;
    private final ResponsibilityReader reader;
    private final Measures measures;
    private final Labels labels;
    private final TreeMap<Integer, Range> tables = new TreeMap<>();

    /** @param tables what tables occupy: their cells are read by their columns */
    PhraseFinder(SourceText text, Outline outline, Brackets brackets, ResponsibilityReader reader, Measures measures,
            Labels labels, List<Range> tables) {
        this.text = text;
        this.outline = outline;
        this.brackets = brackets;
        this.reader = reader;
        this.measures = measures;
        this.labels = labels;
        tables.forEach(table -> this.tables.put(table.start(), table));
    }

    private boolean isInTable(int at) {
        Map.Entry<Integer, Range> table = tables.floorEntry(at);
        return table != null && table.getValue().holds(at);
    }

    /** Phrases in brackets, and those that a label opens without one; in the order of the text. */
    List<Responsibility> phrases() {
        List<Responsibility> found = new ArrayList<>();
        int covered = 0;
        for (Range bracket : brackets.outer()) {
            if (bracket.start() >= covered && !isInTable(bracket.start())) {
                Responsibility phrase = reader.bracket(bracket, endsItem(bracket) && !isMemberList(bracket.start()));
                if (phrase != null) {
                    addUnbracketed(covered, bracket.start(), found);
                    found.add(phrase);
                    covered = bracket.end();
                }
            }
        }
        addUnbracketed(covered, text.length(), found);
        return found;
    }

    /** 责任单位:A配合单位:B at the start of a line or sentence, to the end of that line or sentence. */
    private void addUnbracketed(int from, int to, List<Responsibility> found) {
        Responsibility early = null;
        for (int colon = from; colon < to; colon++) {
            RoleWords.Label label = labels.at(colon, Math.max(from, colon - LONGEST_LABEL));
            if (text.at(colon) == '\n' && unitLine(colon + 1, to, found) || text.at(colon) == '由' && closingSentence(colon, to, found)) {
                colon = found.get(found.size() - 1).end - 1;
            } else if (label != null && (label.role() != null || followsPhrase(label, found)) && opensPhrase(label.start())
                    && !isInTable(colon)) {
                int start = brackets.isOpenEnded(text, label.start() - 1) ? label.start() - 1 : label.start();
                int end = unbracketedEnd(colon, to, start < label.start());
                if (early != null && measures.isGap(early.end, start)) {
                    found.add(early);
                }
                found.add(reader.read(start, end, label.start(), end, null));
                colon = Math.max(colon, end - 1);
                early = null;
            } else if (label != null && label.role() == null && opensPhrase(label.start()) && !isInTable(colon)) {
                early = early(early, label, unbracketedEnd(colon, to, false));
                colon = early == null ? colon : Math.max(colon, early.end - 1);
                if (early != null && early.labelled) {
                    found.add(early);
                    early = null;
                }
            }
        }
    }

    /** 整改时限:2018年底 ⏎ 牵头领导:王某 ⏎ 牵头单位:…: a time, or a time and persons, may stand before the units, and belongs to them. */
    private Responsibility early(Responsibility before, RoleWords.Label label, int end) {
        boolean goesOn = before != null && measures.isGap(before.end, label.start());
        Responsibility phrase = label.time() || goesOn ? reader.read(goesOn ? before.start : label.start(), end, label.start(), end, null) : null;
        if (goesOn) {
            phrase.time = before.time == null ? phrase.time : before.time;
        }
        return phrase;
    }

    /** 市发改委、市财政局牵头落实: a line with nothing but bodies and a verb. */
    private boolean unitLine(int start, int to, List<Responsibility> found) {
        int end = start;
        while (end < Math.min(to, start + LONGEST_UNIT_LINE) && text.at(end) != '\n') {
            end++;
        }
        int trimmed = text.trimEnd(start, end);
        if (text.at(end) != '\n' || trimmed - start < 5 || isInTable(start)
                || RoleWords.tail(text.view.substring(start, trimmed)).role() == null) {
            return false;
        }
        return addBodies(reader.read(start, trimmed, start, trimmed, null), found);
    }

    /** 。以上工作由市农委牵头,会同市环保局负责落实。 is nothing but who answers for the words before it, as a bracket would be. */
    private boolean closingSentence(int by, int to, List<Responsibility> found) {
        int start = by - LONGEST_OPENER;
        if (start < 0 || CLOSING.stream().noneMatch(words -> text.view.startsWith(words, start)) || !opensPhrase(start) || isInTable(start)) {
            return false;
        }
        int end = by;
        while (end < Math.min(to, by + 2 * LONGEST_UNIT_LINE) && "。\n".indexOf(text.at(end)) < 0) {
            end++;
        }
        return text.at(end) == '。' && addBodies(reader.read(start, end, by + 1, end, null), found);
    }

    private boolean addBodies(Responsibility phrase, List<Responsibility> found) {
        boolean bodies = phrase.verb && phrase.time == null && !phrase.units.isEmpty()
                && phrase.units.stream().allMatch(u -> UnitNames.isLike(text.folded(u.start(), u.end())));
        if (bodies) {
            found.add(phrase);
        }
        return bodies;
    }

    /** 完成时限: on a line of its own counts only right after the units: elsewhere 时间: is the page's. */
    private boolean followsPhrase(RoleWords.Label label, List<Responsibility> found) {
        return !found.isEmpty() && measures.isGap(found.get(found.size() - 1).end, label.start());
    }

    private boolean opensPhrase(int start) {
        char before = text.at(start - 1);
        return SourceText.isBlank(before) || "。;,—".indexOf(before) >= 0 || brackets.isOpenEnded(text, start - 1);
    }

    /**
     * To the full stop or the end of the line; a list that ends a line with 、 goes on in the next. A bracket that the end
     * of the text cuts open has lost the end of its last name.
     */
    private int unbracketedEnd(int from, int to, boolean openBracket) {
        Item item = outline.itemAt(from);
        int limit = Math.min(Math.min(to, from + 600), item == null ? to : item.ownEnd);
        int i = from;
        while (i < limit && text.at(i) != '。' && !(text.at(i) == '\n' && text.at(text.lastInkBefore(i)) != '、')) {
            i++;
        }
        boolean cut = openBracket && text.skipBlanks(i, text.length()) == text.length();
        while (cut && i > from && ",、;:".indexOf(text.at(i)) < 0) {
            i--;
        }
        return i > from ? i : limit;
    }

    /** It follows a full stop, or nothing but one stands between the bracket and the end of its line or item. */
    private boolean endsItem(Range bracket) {
        Item item = outline.itemAt(bracket.start());
        int i = bracket.end();
        while ("。;. ".indexOf(text.at(i)) >= 0) {
            i++;
        }
        // 电话:0731-5800000(县民政局)
        return item != null && !Numerals.isArabic(text.at(bracket.start() - 1)) && (text.at(bracket.start() - 1) == '。' || text.at(i) == '\n' || i >= item.ownEnd);
    }

    private boolean isMemberList(int at) {
        String before = text.view.substring(Math.max(0, at - 200), at);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        return MEMBERS.stream().anyMatch(line::contains);
    }
}
