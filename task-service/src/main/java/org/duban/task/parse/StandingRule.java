package org.duban.task.parse;

import java.util.List;

/** 排在首位的为牵头单位,下同: the notice says once that the first listed leads, in every task. */
final class StandingRule {
    private static final List<String> FIRST = List.of("第一", "首位", "首个", "列首", "排名靠前", "居首");

    private StandingRule() {
    }

    static boolean isOne(String words) {
        return words.length() < 60 && words.contains("牵头") && FIRST.stream().anyMatch(words::contains);
    }

    /** Where the text says so; null where it does not. */
    static Range find(SourceText text) {
        for (int at = text.view.indexOf("牵头"); at >= 0; at = text.view.indexOf("牵头", at + 2)) {
            int start = at;
            while (start > at - 30 && ",。;:()\n、".indexOf(text.at(start - 1)) < 0) {
                start--;
            }
            String words = text.view.substring(start, Math.min(text.length(), at + 4));
            if (isOne(words) && (words.contains("为") || words.contains("是"))) {
                return new Range(start, Math.min(text.length(), at + 4));
            }
        }
        return null;
    }
}
