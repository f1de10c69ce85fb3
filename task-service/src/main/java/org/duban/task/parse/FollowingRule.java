package org.duban.task.parse;

import java.util.List;

/** 以下均需各县(市、区)政府落实,不再列出: said once, beside the units of one measure, of all the measures that follow. */
final class FollowingRule {
    private static final List<String> OPENERS = List.of("以下", "下列", "下文");
    private static final List<String> ALL = List.of("均", "都", "不再");
    private static final int LONGEST = 60;

    private FollowingRule() {
    }

    /** Where such a remark begins in a list of units; the end of the list where none does. */
    static int startIn(SourceText text, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean opens = i == from || ",。;、 \n".indexOf(text.at(i - 1)) >= 0;
            if (opens && (isAt(text, i, to) || i > from && text.at(i - 1) == '。' && isDropped(text, i, to))) {
                return i;
            }
        }
        return to;
    }

    /** 。具体任务均涉及相关市(州)政府,不再做分工: a further sentence that says what is left out from here on. */
    private static boolean isDropped(SourceText text, int i, int to) {
        return text.view.substring(i, Math.min(to, i + LONGEST)).contains("不再");
    }

    static boolean isAt(SourceText text, int i, int to) {
        return OPENERS.stream().anyMatch(word -> text.view.startsWith(word, i))
                && ALL.stream().anyMatch(text.view.substring(i, Math.min(to, i + LONGEST))::contains);
    }
}
