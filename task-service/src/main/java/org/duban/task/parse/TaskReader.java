package org.duban.task.parse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An item whose words name who answers for it is a task. Principles, requirements and lists of members name nobody. */
final class TaskReader {
    private static final List<String> MEMBERS = List.of("组长", "组 长", "成员:", "成 员", "成员名单");

    private final SourceText text;
    private final Outline outline;
    private final Brackets brackets;
    private final ResponsibilityReader reader;
    private final Deadlines deadlines;
    private final Findings findings;
    private final TreeMap<Integer, Range> tables = new TreeMap<>();
    private final Map<Item, List<Responsibility>> phrases = new IdentityHashMap<>();
    private final Map<Item, List<Responsibility>> duties = new IdentityHashMap<>();
    private final Map<Item, Boolean> chosen = new IdentityHashMap<>();

    TaskReader(SourceText text, Outline outline, Brackets brackets, ResponsibilityReader reader, Deadlines deadlines,
            List<Range> tables, Findings findings) {
        this.text = text;
        this.outline = outline;
        this.brackets = brackets;
        this.reader = reader;
        this.deadlines = deadlines;
        this.findings = findings;
        tables.forEach(table -> this.tables.put(table.start(), table));
    }

    private boolean isInTable(int at) {
        Map.Entry<Integer, Range> table = tables.floorEntry(at);
        return table != null && table.getValue().holds(at);
    }

    List<Task> read() {
        for (Responsibility phrase : allPhrases()) {
            Item item = outline.itemAt(phrase.start);
            if (item == null) {
                findings.warn("bracket-without-task", phrase.start, phrase.end, "这里写了责任单位,但不在任何编号的事项里,没有列为任务。");
            } else {
                phrases.computeIfAbsent(item, i -> new ArrayList<>()).add(phrase);
            }
        }
        UnitFirst unitFirst = new UnitFirst(text);
        for (Item item : outline.items) {
            Responsibility duty = phrases.containsKey(item) ? null : unitFirst.of(item);
            if (duty != null) {
                duties.put(item, List.of(duty));
            }
        }
        for (Item item : outline.items) {
            liftLast(item);
            addSiblings(item);
        }
        List<Task> tasks = new ArrayList<>();
        for (Item item : outline.items) {
            if (isTask(item)) {
                tasks.add(task(item));
            }
        }
        return tasks;
    }

    /** Phrases in brackets, and those that a label opens without one; in the order of the text. */
    private List<Responsibility> allPhrases() {
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
        for (int colon = from; colon < to; colon++) {
            RoleWords.Label label = text.at(colon) != ':' ? null
                    : RoleWords.labelAt(text.view, colon, Math.max(from, colon - 20));
            if (label != null && (label.role() != null || followsPhrase(label, found)) && opensPhrase(label.start())
                    && !isInTable(colon)) {
                int start = brackets.isOpenEnded(text, label.start() - 1) ? label.start() - 1 : label.start();
                int end = unbracketedEnd(colon, to, start < label.start());
                found.add(reader.read(start, end, label.start(), end, null));
                colon = Math.max(colon, end - 1);
            }
        }
    }

    /** 完成时限: on a line of its own counts only right after the units: elsewhere 时间: is the page's. */
    private boolean followsPhrase(RoleWords.Label label, List<Responsibility> found) {
        return !found.isEmpty() && isGap(found.get(found.size() - 1).end, label.start());
    }

    /** Nothing but blanks and stops. */
    private boolean isGap(int from, int to) {
        int i = from;
        while (i < to && (SourceText.isBlank(text.at(i)) || "。;,.".indexOf(text.at(i)) >= 0)) {
            i++;
        }
        return i >= to;
    }

    private boolean opensPhrase(int start) {
        char before = text.at(start - 1);
        return SourceText.isBlank(before) || "。;,".indexOf(before) >= 0 || brackets.isOpenEnded(text, start - 1);
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

    /** Nothing but a full stop stands between the bracket and the end of its line or item. */
    private boolean endsItem(Range bracket) {
        Item item = outline.itemAt(bracket.start());
        int i = bracket.end();
        while ("。;. ".indexOf(text.at(i)) >= 0) {
            i++;
        }
        return item != null && (text.at(i) == '\n' || i >= item.ownEnd);
    }

    private boolean isMemberList(int at) {
        String before = text.view.substring(Math.max(0, at - 200), at);
        String line = before.substring(before.lastIndexOf('\n') + 1);
        return MEMBERS.stream().anyMatch(line::contains);
    }

    /** (1)…(2)…(3)… with one bracket after the last: it speaks for the item above. */
    private void liftLast(Item item) {
        int last = item.children.size() - 1;
        if (last < 1 || phrases.containsKey(item) || item.children.get(last).kind().compareTo(Marker.Kind.ARABIC) <= 0) {
            return;
        }
        boolean onlyLast = phrases.containsKey(item.children.get(last))
                && item.children.stream().filter(phrases::containsKey).count() == 1;
        if (onlyLast) {
            phrases.put(item, phrases.remove(item.children.get(last)));
        }
    }

    /** A measure among measures that names nobody is still a measure; leaving it out in silence would lose it. */
    private void addSiblings(Item parent) {
        long tasks = parent.children.stream().filter(phrases::containsKey).count();
        if (tasks * 2 <= parent.children.size() || tasks == parent.children.size()) {
            return;
        }
        for (Item child : parent.children) {
            if (child.isLeaf() && !isTask(child)) {
                chosen.put(child, true);
                findings.warn("task-without-unit", child.start(), child.marker.end(), "同级事项都写了责任单位,这一项没有,仍列为任务,责任单位留空。");
            }
        }
    }

    private Task task(Item item) {
        List<Responsibility> own = phrases.getOrDefault(item, List.of());
        boolean whole = item.children.stream().noneMatch(this::holdsTask);
        int start = text.skipBlanks(item.marker.end(), item.end);
        boolean heads = whole && !item.isLeaf() && !own.isEmpty() && own.get(own.size() - 1).start < item.ownEnd;
        // (一)提升能力(市教育局牵头) with 1. 2. below: those are what is to be done, so they are its words too.
        int end = heads ? text.trimEnd(start, item.end) : wordsEnd(start, whole ? item.end : item.ownEnd, own);
        Range number = new Range(item.start(), item.marker.end());
        return new Task(item, item.marker.printed(), number, new Range(start, end), duties.getOrDefault(item, own),
                due(start, end, own));
    }

    private boolean isTask(Item item) {
        return phrases.containsKey(item) || duties.containsKey(item) || chosen.containsKey(item);
    }

    private boolean holdsTask(Item item) {
        return isTask(item) || item.children.stream().anyMatch(this::holdsTask);
    }

    /** The words end before the phrase that closes them; what follows it on later lines is the page's, not the measure's. */
    private int wordsEnd(int start, int end, List<Responsibility> own) {
        if (own.isEmpty()) {
            return text.trimEnd(start, end);
        }
        Responsibility last = own.get(own.size() - 1);
        int rest = last.end;
        while (rest < end && text.at(rest) != '\n') {
            rest++;
        }
        boolean closes = text.view.substring(last.end, Math.max(last.end, rest)).chars().allMatch(c -> " 。;.".indexOf(c) >= 0);
        int wordsEnd = closes ? last.start : rest;
        // Labels one under the other are one phrase: 牵头单位:… ⏎ 配合单位:…
        for (int i = own.size() - 2; closes && i >= 0 && isGap(own.get(i).end, wordsEnd); i--) {
            wordsEnd = own.get(i).start;
        }
        return text.trimEnd(start, wordsEnd);
    }

    private Deadlines.Reading due(int start, int end, List<Responsibility> own) {
        for (Responsibility phrase : own) {
            if (phrase.time != null) {
                return deadlines.labelled(phrase.time);
            }
        }
        return deadlines.inWords(start, end);
    }
}
