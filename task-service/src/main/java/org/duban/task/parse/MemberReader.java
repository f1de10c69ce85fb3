package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads the members of a leading group: 成员:张三 州财政局副局长, one to a line. Their units usually owe tasks. */
final class MemberReader {
    private static final List<String> HEADS = List.of("组长", "副组长", "成员", "召集人", "总指挥", "副总指挥");
    private static final int LONGEST_LINE = 60;
    private static final int LONGEST_NAME = 4;

    private final SourceText text;
    /** Names of persons, where they stand. */
    final List<Range> persons = new ArrayList<>();
    /** Units of the members, not of those who head the group. */
    final List<Range> units = new ArrayList<>();

    MemberReader(SourceText text) {
        this.text = text;
        boolean list = false;
        boolean members = false;
        for (int start = 0; start < text.length();) {
            int end = text.lineEnd(start);
            int from = text.skipBlanks(start, end);
            String words = end - from > LONGEST_LINE ? "" : text.view.substring(from, end);
            int colon = words.indexOf(':');
            String head = colon < 0 ? "" : words.substring(0, colon).replace(" ", "");
            if (HEADS.contains(head)) {
                list = true;
                members = head.equals("成员");
                from = text.skipBlanks(from + colon + 1, end);
            }
            if (list && from < end) {
                list = !words.isEmpty() && member(from, text.trimEnd(from, end), members);
            }
            start = end + 1;
        }
        personsInSentences();
    }

    /** 赵华旺 州公安局副局长: a name, a blank, a post. A line without a post ends the list. */
    private boolean member(int from, int end, boolean counts) {
        int name = from;
        while (name < end && name - from <= LONGEST_NAME + 2 && Character.isIdeographic(text.at(name))
                || name == from + 1 && text.at(name) == ' ' && isSpaced(from, end)) {
            name = name == from + 1 && text.at(name) == ' ' ? text.skipBlanks(name, end) : name + 1;
        }
        int post = Posts.startIn(text, from, end);
        if (post < 0) {
            return text.view.substring(from, end).contains("分管");
        }
        if (name < end && text.at(name) == ' ' && name - from <= LONGEST_NAME + 2) {
            persons.add(new Range(from, name));
            int unit = text.skipBlanks(name, end);
            for (int i = unit; i < post; i++) {
                unit = "、,".indexOf(text.at(i)) >= 0 ? i + 1 : unit;
            }
            if (counts && post > unit && UnitNames.isLike(text.view.substring(unit, post))) {
                units.add(new Range(unit, post));
            }
        }
        return true;
    }

    /** 丁  恒: a short name is spread to the width of a longer one. */
    private boolean isSpaced(int from, int end) {
        int second = text.skipBlanks(from + 1, end);
        return Character.isIdeographic(text.at(second)) && SourceText.isBlank(text.at(second + 1));
    }

    /** 由州教育体育局副局长缪黎任办公室主任: a name between its post and 任, 担任, 兼任. */
    private void personsInSentences() {
        for (int at = text.view.indexOf('任'); at >= 0; at = text.view.indexOf('任', at + 1)) {
            int end = "担兼".indexOf(text.at(at - 1)) >= 0 ? at - 1 : at;
            for (int length = 2; length <= 3; length++) {
                int start = end - length;
                if (start > 8 && Posts.startIn(text, start - 8, start) >= 0 && text.view.substring(start, end).chars().allMatch(Character::isIdeographic)) {
                    persons.add(new Range(start, end));
                }
            }
        }
    }
}
