package org.duban.task.parse;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Duties listed by unit instead of units listed by measure: a heading that is nothing but a body's name (一、市应急局 with
 * 1. 2. below, or a line without a number), or an item that opens with one and a colon (1.市应急局:负责…), or several that open with one and a verb
 * (1.市应急局负责… 2.市公安局负责…).
 */
final class UnitFirst {
    private static final List<String> VERBS = List.of("负责", "牵头", "承担");
    private static final int LONGEST = 30;
    /** One such line may be a signature, or what is left of a table. */
    private static final int FEWEST_LINES = 2;
    private static final int MOST_SIBLINGS = 60;

    private final SourceText text;
    /** The items at the top level. */
    private final List<Item> tops;
    /** For each item under a line that is nothing but a body's name, that line. */
    private final Map<Item, Range> lines = new IdentityHashMap<>();
    /** The items under one heading ask one after the other. */
    private Item lastAsked;
    private boolean lastAnswer;
    private Item lastParent;
    private boolean lastShared;

    UnitFirst(SourceText text, List<Item> items) {
        this.text = text;
        this.tops = items.stream().filter(item -> item.parent == null).limit(MOST_SIBLINGS + 1L).toList();
        findLines(items);
    }

    /** 汉滨区政府 ⏎ 1、… 2、… ⏎ 高新区管委会 ⏎ 1、…: each line ends the item above it and is who answers for those below. */
    private void findLines(List<Item> items) {
        Map<Item, Range> firsts = new IdentityHashMap<>();
        items.stream().filter(item -> item.kind() == Marker.Kind.ARABIC && item.marker.value() == 1).forEach(item -> {
            Range name = nameAbove(item.start());
            if (name != null) {
                firsts.put(item, name);
            }
        });
        Range line = null;
        Item before = null;
        for (Item item : firsts.size() < FEWEST_LINES ? List.<Item>of() : items) {
            Range name = firsts.get(item);
            line = item.kind() != Marker.Kind.ARABIC ? null : item.marker.value() == 1 ? name : line;
            if (line != null) {
                lines.put(item, line);
            }
            if (name != null && before != null && before.isLeaf()) {
                before.ownEnd = Math.min(before.ownEnd, name.start());
                before.end = Math.min(before.end, name.start());
            }
            before = item;
        }
    }

    /** Null where the line above says more than a name, or goes on from the line before it. */
    private Range nameAbove(int at) {
        int ink = text.lastInkBefore(at);
        int start = ink < 0 || text.view.substring(ink + 1, at).indexOf('\n') < 0 ? at : text.skipBlanks(text.lineStart(ink), ink);
        return start < ink && Marker.at(text, start) == null && isLikeName(start, ink + 1)
                && "、,".indexOf(text.at(text.lastInkBefore(start))) < 0 ? new Range(start, ink + 1) : null;
    }

    /** The phrase that the name stands for; null where the item's duty is nobody's. */
    Responsibility of(Item item) {
        Range name = item.isLeaf() ? opening(item) : null;
        int words = item.marker.end();
        Range subject = name == null && item.isLeaf() && item.parent != null ? subject(item) : null;
        if (subject != null && siblingsHaveSubjects(item.parent)) {
            return phrase(subject, role(subject.end()));
        }
        if (name == null && item.isLeaf() && lines.containsKey(item)) {
            name = lines.get(item);
        } else if (name == null && item.isLeaf() && item.parent != null) {
            name = heading(item.parent);
        } else if (name != null) {
            words = name.end() + 1;
        }
        if (name == null) {
            return null;
        }
        return phrase(name, role(words));
    }

    private Responsibility phrase(Range name, Role role) {
        Responsibility phrase = new Responsibility(name.start(), name.end());
        int start = name.start();
        for (int i = start; i <= name.end(); i++) {
            if (i == name.end() || text.at(i) == '、' && partsNames(start, i, name.end())) {
                phrase.units.add(new Responsibility.Unit(text.name(start, i), role, start, i));
                start = i + 1;
            }
        }
        return phrase;
    }

    /** 县安监局、县环保局, not 各乡镇、街道办事处 nor 各县(市、区)政府. */
    private boolean partsNames(int start, int pause, int end) {
        String left = text.folded(start, pause);
        String right = text.folded(pause + 1, end);
        return UnitNames.isWhole(left) && left.indexOf('(') < 0 && !UnitNames.isOneName(left, right);
    }

    /** 县公安局 of 县公安局负责道路交通…; null where the item opens otherwise. */
    private Range subject(Item item) {
        int start = text.skipBlanks(item.marker.end(), item.ownEnd);
        for (int end = start; end < Math.min(item.ownEnd, start + LONGEST); end++) {
            int verbAt = text.at(end) == '要' ? end + 1 : end;
            if (VERBS.stream().anyMatch(verb -> text.view.startsWith(verb, verbAt))) {
                return isName(start, end) ? new Range(start, end) : null;
            }
        }
        return null;
    }

    /** One such sentence may say anything; where most items under a heading are one, they share out the work. */
    private boolean siblingsHaveSubjects(Item parent) {
        if (parent != lastParent) {
            lastParent = parent;
            long subjects = parent.children.size() > MOST_SIBLINGS ? 0
                    : parent.children.stream().filter(child -> child.isLeaf() && subject(child) != null).count();
            lastShared = subjects > 1 && 2 * subjects > parent.children.size();
        }
        return lastShared;
    }

    /** 牵头开展…, 负责牵头…, 配合…; any other verb is the unit's own duty. */
    private Role role(int words) {
        int at = text.skipBlanks(words, words + 4);
        int from = text.view.startsWith("负责牵头", at) ? at + 2 : at;
        return text.view.startsWith("牵头", from) ? Role.LEAD
                : text.view.startsWith("配合", from) || text.view.startsWith("协助", from) ? Role.ASSISTING : Role.RESPONSIBLE;
    }

    private Range heading(Item item) {
        int start = text.skipBlanks(item.marker.end(), item.ownEnd);
        int end = text.trimEnd(start, item.ownEnd);
        end = end > start && ":。".indexOf(text.at(end - 1)) >= 0 ? end - 1 : end;
        return isName(start, end) || isLikeName(start, end) && siblingsAreNames(item) ? new Range(start, end) : null;
    }

    private boolean isLikeName(int start, int end) {
        return end > start && end - start <= LONGEST && UnitNames.isLike(text.view.substring(start, end));
    }

    /** 一、镇党政办 二、镇村建站 三、镇派出所: where every heading may be a body's name, each is. */
    private boolean siblingsAreNames(Item item) {
        if (item != lastAsked) {
            lastAsked = item;
            lastAnswer = countNames(item);
        }
        return lastAnswer;
    }

    private boolean countNames(Item item) {
        List<Item> siblings = item.parent == null ? tops : item.parent.children;
        int names = 0;
        for (Item sibling : siblings.size() > MOST_SIBLINGS ? List.<Item>of() : siblings) {
            int start = text.skipBlanks(sibling.marker.end(), sibling.ownEnd);
            boolean name = sibling.kind() == item.kind() && !sibling.isLeaf() && isLikeName(start, text.trimEnd(start, sibling.ownEnd));
            names += name ? 1 : 0;
        }
        return names > 1 && names == siblings.size();
    }

    private Range opening(Item item) {
        int start = text.skipBlanks(item.marker.end(), item.ownEnd);
        int end = start;
        while (end < Math.min(item.ownEnd, start + LONGEST) && text.at(end) != ':') {
            end++;
        }
        return text.at(end) == ':' && isName(start, end) ? new Range(start, end) : null;
    }

    private boolean isName(int start, int end) {
        return end > start && end - start <= LONGEST && UnitNames.isWhole(text.view.substring(start, end));
    }
}
