package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the members of a leading group: 成员:张三 州财政局副局长, one to a line. Their units usually owe tasks. */
final class MemberReader {
    /** Posts, without 副, by which a line names a person; the longer first. */
    private static final List<String> POSTS = List.of("督查专员", "检察长", "秘书长", "支队长", "大队长", "总队长", "总经理", "董事长", "理事长", "总工程师",
            "局长", "主任", "院长", "主席", "部长", "厅长", "处长", "科长", "行长", "会长", "校长", "书记", "州长", "市长", "县长", "区长",
            "旗长", "盟长", "镇长", "乡长", "省长", "政委", "经理", "站长", "所长", "队长", "专员", "负责人", "台长", "社长", "馆长");
    private static final Map<Character, List<String>> ENDINGS = POSTS.stream().collect(Collectors.groupingBy(post -> post.charAt(post.length() - 1)));
    private static final List<String> RANKS = List.of("常务副", "副", "党组", "党委");
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
        int post = postStart(from, end);
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

    /** Where the post that ends the range begins, with its rank: 州公安局|副局长; -1 where none does. */
    private int postStart(int from, int end) {
        for (String post : end == 0 ? List.<String>of() : ENDINGS.getOrDefault(text.view.charAt(end - 1), List.of())) {
            int start = end - post.length();
            if (start >= from && text.view.startsWith(post, start)) {
                for (String rank : RANKS) {
                    start = start - rank.length() >= from && text.view.startsWith(rank, start - rank.length())
                            ? start - rank.length() : start;
                }
                return start;
            }
        }
        return -1;
    }

    /** 由州教育体育局副局长缪黎任办公室主任: a name between its post and 任, 担任, 兼任. */
    private void personsInSentences() {
        for (int at = text.view.indexOf('任'); at >= 0; at = text.view.indexOf('任', at + 1)) {
            int end = "担兼".indexOf(text.at(at - 1)) >= 0 ? at - 1 : at;
            for (int length = 2; length <= 3; length++) {
                int start = end - length;
                if (start > 8 && postStart(start - 8, start) >= 0 && text.view.substring(start, end).chars().allMatch(Character::isIdeographic)) {
                    persons.add(new Range(start, end));
                }
            }
        }
    }
}
