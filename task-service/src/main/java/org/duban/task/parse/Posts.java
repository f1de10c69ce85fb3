package org.duban.task.parse;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The posts by which a text names persons: 副市长, 局长, 党委书记. */
final class Posts {
    /** Without 副; the longer first. */
    private static final List<String> POSTS = List.of("督查专员", "检察长", "秘书长", "支队长", "大队长", "总队长", "总经理", "董事长", "理事长", "总工程师",
            "局长", "主任", "院长", "主席", "部长", "厅长", "处长", "科长", "行长", "会长", "校长", "书记", "州长", "市长", "县长", "区长",
            "旗长", "盟长", "镇长", "乡长", "省长", "政委", "经理", "站长", "所长", "队长", "专员", "负责人", "台长", "社长", "馆长");
    private static final Map<Character, List<String>> ENDINGS = POSTS.stream().collect(Collectors.groupingBy(post -> post.charAt(post.length() - 1)));
    private static final List<String> RANKS = List.of("常务副", "副", "党组", "党委");

    private Posts() {
    }

    /** Where the post that ends the range begins, with its rank: 州公安局|副局长; -1 where none does. */
    static int startIn(SourceText text, int from, int end) {
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
}
