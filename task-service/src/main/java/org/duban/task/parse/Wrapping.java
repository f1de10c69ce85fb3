package org.duban.task.parse;

import java.util.BitSet;

/**
 * The line ends that a page has put inside its sentences: where most lines are equally long, one that reaches the margin
 * goes on in the next, unless that is indented or opens with a number. 牵头单 ⏎ 位:县水利局 is one label.
 */
final class Wrapping {
    private static final int NARROWEST = 16;
    private static final int WIDEST = 60;
    /** A number or a mark that may not stand at the margin makes a line shorter than the others by so much. */
    private static final int RAGGED = 3;
    private static final int FEWEST_LINES = 8;

    private Wrapping() {
    }

    /** Indices of the line ends that mean nothing; none where the text is not wrapped. */
    static BitSet lineEnds(String text) {
        int[] lengths = new int[WIDEST + 1];
        int lines = 0;
        for (int start = 0; start < text.length(); start = end(text, start) + 1) {
            int length = end(text, start) - start;
            if (length >= NARROWEST) {
                lines++;
                lengths[Math.min(length, WIDEST)]++;
            }
        }
        int margin = margin(lengths, lines);
        BitSet wrapped = new BitSet();
        for (int start = 0; margin > 0 && start < text.length(); start = end(text, start) + 1) {
            int end = end(text, start);
            int length = end - start;
            if (length >= margin - RAGGED && length < WIDEST && end + 1 < text.length() && goesOn(text, end + 1)) {
                wrapped.set(end);
            }
        }
        return wrapped;
    }

    /** The length that most lines reach; 0 where they do not agree or are too few. */
    private static int margin(int[] lengths, int lines) {
        int best = 0;
        int most = 0;
        for (int width = NARROWEST + RAGGED; width < WIDEST; width++) {
            int reach = 0;
            for (int length = width - RAGGED; length <= width; length++) {
                reach += lengths[length];
            }
            if (reach > most) {
                most = reach;
                best = width;
            }
        }
        return most >= FEWEST_LINES && 2 * most > lines ? best : 0;
    }

    private static int end(String text, int start) {
        int end = text.indexOf('\n', start);
        return end < 0 ? text.length() : end;
    }

    private static boolean goesOn(String text, int next) {
        char c = text.charAt(next);
        boolean number = "一二三四五六七八九十".indexOf(c) >= 0 && next + 1 < text.length() && "、十一二三".indexOf(text.charAt(next + 1)) >= 0
                || "(（第①②③④⑤附".indexOf(c) >= 0 && next + 2 < text.length() && ")）章条件".indexOf(text.charAt(next + 2)) >= 0
                || Character.isDigit(c) && next + 1 < text.length() && ".．、".indexOf(text.charAt(next + 1)) >= 0;
        return !Character.isWhitespace(c) && c != '\u3000' && c != '\u00A0' && c != '|' && !Boxes.isDrawn(c) && !number;
    }
}
