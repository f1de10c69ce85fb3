package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the inside of a phrase of responsibility: labels cut it into lists, separators cut a list into clauses, and the
 * verb at the end of a clause gives the role to all names since the verb before: A、B牵头,C参加.
 */
final class ResponsibilityReader {
    private static final List<String> NO_UNIT = List.of("无", "下同", "略", "/", "-", "—", "——");
    /** (责任单位): the form was printed and nobody filled it in. */
    private static final List<String> LABEL_ALONE = List.of("责任单位", "责任部门", "牵头单位", "牵头部门", "配合单位");
    private static final String TOGETHER = "会同";
    private static final List<String> ADVERBS = List.of("分别", "共同", "要", "应");
    private static final int LONGEST_NAME = 60;
    /** A name of two characters in its brackets. */
    private static final int SHORTEST = 4;

    private final SourceText text;
    private final Brackets brackets;
    private final Dates dates;
    private final Plausibility plausibility;
    private final Conjunctions conjunctions;
    private final Labels labels;

    ResponsibilityReader(SourceText text, Brackets brackets, Dates dates, Labels labels) {
        this.text = text;
        this.brackets = brackets;
        this.dates = dates;
        this.plausibility = new Plausibility(text);
        this.conjunctions = new Conjunctions(text);
        this.labels = labels;
    }

    /** A phrase in brackets; null where the bracket says something else. */
    Responsibility bracket(Range bracket, boolean endsItem) {
        if (bracket.end() - bracket.start() < SHORTEST) {
            return null;
        }
        Responsibility phrase = read(bracket.start(), bracket.end(), bracket.start() + 1, bracket.end() - 1, null);
        return phrase.labelled || plausibility.of(phrase, endsItem) ? phrase : null;
    }

    /** A phrase, or a table's cell under a heading that gives its role. */
    Responsibility read(int start, int end, int from, int to, Role given) {
        Responsibility phrase = new Responsibility(start, end);
        Role role = given;
        boolean time = false;
        boolean list = true;
        int listStart = from;
        for (int i = from; i <= to; i++) {
            RoleWords.Label label = i == to ? null : labels.at(i, listStart);
            if (label != null || i == to) {
                int listEnd = label == null ? to : label.start();
                if (time) {
                    phrase.time = new Range(text.skipBlanks(listStart, listEnd), trimmed(listStart, listEnd));
                } else if (list) {
                    readList(phrase, listStart, listEnd, role);
                } else if (listEnd > listStart) {
                    phrase.persons = new Range(listStart, trimmed(listStart, listEnd));
                }
                if (label != null) {
                    phrase.assumed = labels.isAssumed(label) ? new Range(label.start(), label.end()) : phrase.assumed;
                    phrase.labelled |= label.role() != null;
                    role = label.role();
                    time = label.time();
                    list = role != null;
                    listStart = label.end();
                }
            }
        }
        if (to - from < LONGEST_NAME && LABEL_ALONE.contains(text.folded(from, to))) {
            phrase.labelled = true;
            phrase.units.clear();
        }
        return phrase;
    }

    private int trimmed(int from, int to) {
        int end = text.trimEnd(from, to);
        while (end > from && ",;。、 ".indexOf(text.at(end - 1)) >= 0) {
            end--;
        }
        return end;
    }

    /** The names since the last verb, and those that 会同 set apart. */
    private static final class Pending {
        private final List<Range> names = new ArrayList<>();
        private final List<Range> helpers = new ArrayList<>();
        private boolean together;

        void add(Range name) {
            (together ? helpers : names).add(name);
        }
    }

    private void readList(Responsibility phrase, int from, int listEnd, Role given) {
        Pending pending = new Pending();
        int to = FollowingRule.startIn(text, from, listEnd);
        phrase.following = to < listEnd ? new Range(to, listEnd) : phrase.following;
        boolean blanks = given != null && UnitNames.areShort(text.view.substring(from, Math.min(to, from + 4 * LONGEST_NAME)));
        int start = from;
        for (int i = from; i <= to; i++) {
            int close = i < to ? brackets.closeOf(i) : i;
            if (close > i && close < to) {
                i = close;
            } else if (i == to || separates(start, i, to) || blanks && SourceText.isBlank(text.at(i))) {
                clause(phrase, pending, start, i, given);
                if (i < to && ",、".indexOf(text.at(i)) >= 0 && phrase.units.isEmpty() && text.skipBlanks(i + 1, to) < to) {
                    phrase.separator(text.at(i), i);
                }
                start = i + 1;
            }
        }
        assign(phrase, pending, given == null ? Role.RESPONSIBLE : given);
    }

    private boolean separates(int start, int i, int to) {
        char c = text.at(i);
        if (c == '、') {
            String right = text.folded(i + 1, nextSeparator(i + 1, to));
            return !UnitNames.isOneName(text.folded(start, i), right.substring(0, RoleWords.tail(right).namesEnd()))
                    && !conjunctions.isCounted(start, i, to);
        }
        if (c == ',' || c == ';' || c == '。' || c == '/') {
            return true;
        }
        // A blank parts two bodies (市教育局 市财政局), never the halves of one name that layout broke.
        return SourceText.isBlank(c) && text.at(i + 1) != '(' && i > start && UnitNames.isWhole(text.folded(start, i))
                && !text.view.startsWith("人民", i + 1) && RoleWords.tail(text.folded(i, nextSeparator(i + 1, to))).namesEnd() > 0;
    }

    private int nextSeparator(int from, int to) {
        int i = from;
        while (i < to && i < from + LONGEST_NAME && "、,;。".indexOf(text.at(i)) < 0) {
            i = Math.max(i, Math.min(brackets.closeOf(i), to - 1)) + 1;
        }
        return Math.min(i, to);
    }

    private void clause(Responsibility phrase, Pending pending, int from, int to, Role given) {
        int start = text.skipBlanks(from, to);
        int end = text.trimEnd(start, to);
        end = withoutRemark(phrase, start, end);
        String words = text.view.substring(start, end);
        if (words.isEmpty() || NO_UNIT.contains(words) || StandingRule.isOne(words)) {
            return;
        }
        int time = dates.anyIn(start, end) ? 0 : Deadlines.timeAt(words);
        if (time >= 0) {
            boolean dated = phrase.time != null && dates.anyIn(phrase.time.start(), phrase.time.end());
            phrase.time = dated && !dates.anyIn(start, end) ? phrase.time : new Range(start + time, end);
            end = text.trimEnd(start, start + time);
            words = text.view.substring(start, end);
        }
        int together = words.indexOf(TOGETHER);
        if (together >= 0) {
            part(phrase, pending, start, beforeAdverb(start, start + together), given);
            pending.together = true;
            start += together + TOGETHER.length();
        }
        part(phrase, pending, start, end, given);
    }

    /** 财政部、粮食局分别|会同有关部门 */
    private int beforeAdverb(int start, int end) {
        for (String adverb : ADVERBS) {
            if (end - start > adverb.length() && text.view.startsWith(adverb, end - adverb.length())) {
                return end - adverb.length();
            }
        }
        return end;
    }

    /** 高新区管委会(以下均需…落实), 市财政局(第一责任单位为牵头单位): 市卫健委(按职责分工): a bracket that says how, or something of all measures, is no part of the name. */
    private int withoutRemark(Responsibility phrase, int start, int end) {
        for (int open = start; open < end - 1 && text.at(end - 1) == ')'; open++) {
            if (brackets.closeOf(open) == end - 1) {
                boolean following = FollowingRule.isAt(text, open + 1, end);
                phrase.following = following ? new Range(open, end) : phrase.following;
                String words = text.view.substring(open + 1, end - 1);
                boolean manner = words.startsWith("按") && RoleWords.tail(words).namesEnd() == 0;
                return following || manner || StandingRule.isOne(words) ? text.trimEnd(start, open) : end;
            }
        }
        return end;
    }

    private void part(Responsibility phrase, Pending pending, int from, int to, Role given) {
        if (to <= from || to - from > 4 * LONGEST_NAME) {
            return;
        }
        RoleWords.Tail tail = RoleWords.tail(text.view.substring(from, to));
        names(phrase, pending, from, from + tail.namesEnd());
        if (tail.role() != null) {
            phrase.verb = true;
            boolean plain = tail.role() == Role.RESPONSIBLE && given != null;
            assign(phrase, pending, plain ? given : tail.role());
        }
    }

    private void names(Responsibility phrase, Pending pending, int from, int to) {
        int start = from;
        for (String opener : Conjunctions.OPENERS) {
            if (text.view.startsWith(opener, start) && start + opener.length() <= to && conjunctions.isOpener(opener, start, to)) {
                start += opener.length();
            }
        }
        int join = conjunctions.joinIn(start, to);
        if (join > 0) {
            names(phrase, pending, start, join);
            names(phrase, pending, join, to);
            return;
        }
        int etc = conjunctions.etcIn(start, to);
        if (etc >= 0) {
            phrase.etc = new Range(etc, etc + 1);
            names(phrase, pending, start, etc);
            int more = Math.min(to, etc + 1);
            if (more < to && conjunctions.isAt(more)) {
                names(phrase, pending, more, to);
            }
            return;
        }
        if (text.trimEnd(start, to) > start) {
            pending.add(new Range(text.skipBlanks(start, to), text.trimEnd(start, to)));
        }
    }

    private void assign(Responsibility phrase, Pending pending, Role role) {
        for (Range name : pending.names) {
            // 王某副市长负责,市教育局牵头: a person is no unit.
            if (Posts.startIn(text, name.start(), name.end()) >= 0) {
                phrase.persons = name;
            } else {
                phrase.units.add(unit(name, role));
            }
        }
        for (Range name : pending.helpers) {
            phrase.units.add(unit(name, Role.ASSISTING));
        }
        pending.names.clear();
        pending.helpers.clear();
        pending.together = false;
    }

    private Responsibility.Unit unit(Range name, Role role) {
        return new Responsibility.Unit(text.name(name.start(), name.end()), role, name.start(), name.end());
    }
}
