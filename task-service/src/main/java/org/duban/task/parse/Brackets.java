package org.duban.task.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which bracket closes which, found in one pass; a bracket without a partner is only a character. */
final class Brackets {
    private static final int NONE = -1;
    private static final int LONGEST = 1200;

    private final int[] close;

    Brackets(SourceText text) {
        int[] partner = new int[text.length()];
        int[] stack = new int[text.length()];
        int depth = 0;
        Arrays.fill(partner, NONE);
        for (int i = 0; i < text.length(); i++) {
            char c = text.view.charAt(i);
            if (c == '(') {
                stack[depth++] = i;
            } else if (c == ')' && depth > 0) {
                partner[stack[--depth]] = i;
            }
        }
        this.close = partner;
    }

    /** The closing partner of the bracket that opens here; the index itself where there is none. */
    int closeOf(int open) {
        return open < close.length && close[open] != NONE ? close[open] : open;
    }

    boolean isOpenEnded(SourceText text, int index) {
        return text.at(index) == '(' && close[index] == NONE;
    }

    /** The brackets of the outer two levels, without absurdly long ones: no rule looks further in. */
    List<Range> outer() {
        List<Range> found = new ArrayList<>();
        int[] ends = {NONE, NONE};
        for (int i = 0; i < close.length; i++) {
            if (close[i] != NONE && close[i] - i < LONGEST) {
                if (i > ends[0]) {
                    ends[0] = close[i];
                    ends[1] = NONE;
                    found.add(new Range(i, close[i] + 1));
                } else if (i > ends[1]) {
                    ends[1] = close[i];
                    found.add(new Range(i, close[i] + 1));
                }
            }
        }
        return found;
    }
}
