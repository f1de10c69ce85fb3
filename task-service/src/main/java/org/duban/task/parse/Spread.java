package org.duban.task.parse;

import java.util.BitSet;

/**
 * The blanks that layout has put inside words to spread them over a width: 成 都 市 民 政 局, 名　称：. They part single characters
 * of one word, and are all alike; where they differ a new word begins.
 */
final class Spread {
    private static final int WIDEST_GAP = 4;
    /** Fewer may be a name of a person beside another. */
    private static final int FEWEST = 3;

    private Spread() {
    }

    /** Indices of the blanks that mean nothing. */
    static BitSet blanks(String text) {
        BitSet blanks = new BitSet();
        for (int i = 0; i < text.length(); i++) {
            if (isSingle(text, i)) {
                i = run(text, i, blanks);
            }
        }
        return blanks;
    }

    /** Marks the blanks of the run that begins here; where its last character stands. */
    private static int run(String text, int start, BitSet blanks) {
        int last = start;
        int count = 1;
        int gap = gap(text, start + 1);
        while (gap > 0 && gap == gap(text, last + 1) && isSingle(text, last + 1 + gap)) {
            last += 1 + gap;
            count++;
        }
        boolean label = count == FEWEST - 1 && Fold.fold(at(text, last + 1)) == ':';
        if (count >= FEWEST || label) {
            for (int i = start + 1; i < last; i++) {
                blanks.set(i, isBlank(text.charAt(i)));
            }
        }
        return last;
    }

    private static int gap(String text, int from) {
        int end = from;
        while (end <= from + WIDEST_GAP && isBlank(at(text, end))) {
            end++;
        }
        return end - from <= WIDEST_GAP ? end - from : 0;
    }

    /** One character with nothing beside it. */
    private static boolean isSingle(String text, int i) {
        return Character.isIdeographic(at(text, i)) && isEdge(at(text, i - 1)) && isEdge(at(text, i + 1));
    }

    private static boolean isEdge(char c) {
        return isBlank(c) || "\r\n\t|:".indexOf(Fold.fold(c)) >= 0;
    }

    private static boolean isBlank(char c) {
        return c != '\t' && c != '\n' && Fold.fold(c) == ' ';
    }

    private static char at(String text, int i) {
        return i < 0 || i >= text.length() ? '\n' : text.charAt(i);
    }
}
