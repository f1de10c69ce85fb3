package org.duban.task.parse;

import java.util.List;

/** Whether a bracket without a label (责任单位:) says who answers for a measure, or something else. */
final class Plausibility {
    private static final List<String> SENTENCE = List.of("设在", "的", "以下", "简称", "包括", "通过", "印发", "按照", "见", "含");
    private static final int LONGEST_PLAIN = 8;

    private final SourceText text;

    Plausibility(SourceText text) {
        this.text = text;
    }

    /**
     * A verb needs one name beside it that looks like a body's. A bare bracket ends its item and holds nothing but names,
     * most of which do, and no 联系电话: or the like.
     */
    boolean of(Responsibility phrase, boolean endsItem) {
        long bodies = 0;
        long others = 0;
        for (Responsibility.Unit unit : phrase.units) {
            String name = text.folded(unit.start(), unit.end());
            boolean body = UnitNames.isLike(name) && !isSentence(name);
            bodies += body || phrase.verb && UnitNames.isShort(name) ? 1 : 0;
            others += body || UnitNames.isShort(name) || isPlain(name) ? 0 : 1;
        }
        return phrase.verb ? bodies > 0 || phrase.etc != null && !phrase.units.isEmpty()
                : endsItem && phrase.persons == null && others == 0 && 2 * bodies > phrase.units.size();
    }

    /** 办公室设在区政府办: names a body and says something of it. */
    private static boolean isSentence(String name) {
        return SENTENCE.stream().anyMatch(name::contains);
    }

    /** 云州移动: no name of a body by its form, but nothing else either. */
    private static boolean isPlain(String name) {
        return name.length() <= LONGEST_PLAIN && name.length() >= 3 && name.chars().allMatch(Character::isIdeographic) && !isSentence(name);
    }
}
