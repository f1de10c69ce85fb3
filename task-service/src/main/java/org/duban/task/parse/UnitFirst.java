package org.duban.task.parse;

/**
 * Duties listed by unit instead of units listed by measure: a heading that is nothing but a body's name (一、市应急局 with
 * 1. 2. below), or an item that opens with one and a colon (1.市应急局:负责…).
 */
final class UnitFirst {
    private static final int LONGEST = 30;

    private final SourceText text;

    UnitFirst(SourceText text) {
        this.text = text;
    }

    /** The phrase that the name stands for; null where the item's duty is nobody's. */
    Responsibility of(Item item) {
        Range name = item.isLeaf() ? opening(item) : null;
        int words = item.marker.end();
        if (name == null && item.isLeaf() && item.parent != null) {
            name = heading(item.parent);
        } else if (name != null) {
            words = name.end() + 1;
        }
        if (name == null) {
            return null;
        }
        Responsibility phrase = new Responsibility(name.start(), name.end());
        phrase.units.add(new Responsibility.Unit(text.name(name.start(), name.end()), role(words), name.start(), name.end()));
        return phrase;
    }

    /** 牵头开展…, 配合…; any other verb is the unit's own duty. */
    private Role role(int words) {
        int from = text.skipBlanks(words, words + 4);
        return text.view.startsWith("牵头", from) ? Role.LEAD
                : text.view.startsWith("配合", from) || text.view.startsWith("协助", from) ? Role.ASSISTING : Role.RESPONSIBLE;
    }

    private Range heading(Item item) {
        int start = text.skipBlanks(item.marker.end(), item.ownEnd);
        int end = text.trimEnd(start, item.ownEnd);
        end = end > start && ":。".indexOf(text.at(end - 1)) >= 0 ? end - 1 : end;
        return isName(start, end) ? new Range(start, end) : null;
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
