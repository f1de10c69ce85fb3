package org.duban.task.parse;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;

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
    private static final List<String> BREAKABLE = List.of("单位", "责任", "牵头", "负责", "部门", "时限", "政府");
    private static final int LONGEST_ALONE = 110;
    /** 某政办〔2018〕72号, 2018年6月4日, 各区县人民政府: a line of its own however long the one before it is. */
    private static final Pattern ALONE = Pattern.compile("\\p{IsHan}{2,14}[〔\\[(（]\\d{4}[〕\\])）]\\s?\\d+[号號]\\s*|\\d{4}年\\d{1,2}月\\d{1,2}日\\s*|各[^。;；]{2,100}[:：]\\s*");

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
        for (int start = 0; start < text.length(); start = end(text, start) + 1) {
            int end = end(text, start);
            int length = end - start;
            boolean full = margin > 0 && length >= margin - RAGGED && length < WIDEST;
            if (end + 1 < text.length() && length >= NARROWEST && (full && goesOn(text, end + 1) || breaksWord(text, end))) {
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

    /** 牵头负 ⏎ 责: the line end is in the middle of a word that the grammar knows. 负责 ⏎ 任务 is not. */
    private static boolean breaksWord(String text, int end) {
        return end > 1 && end + 1 < text.length() && BREAKABLE.contains("" + Fold.fold(text.charAt(end - 1)) + Fold.fold(text.charAt(end + 1)))
                && Fold.fold(text.charAt(end - 2)) != '负';
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
        boolean alone = ALONE.matcher(text).region(next, Math.min(end(text, next), next + LONGEST_ALONE)).matches();
        return !alone && !Character.isWhitespace(c) && c != '\u3000' && c != '\u00A0' && c != '|' && !Boxes.isDrawn(c) && !number;
    }
}
