package org.duban.task.parse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.regex.Pattern;

/**
 * A notice's text as given, beside the view of it that the grammar reads. The view is folded (see {@link Fold}) and
 * has lost what never means anything ({@link Noise}, {@link Wrapping}, {@link Spread}), and drawn tables are in order.
 * Every index in this package is one into the view; {@link #place} leads back to the text as given.
 */
final class SourceText {
    private static final int LONGEST_TITLE = 200;
    private static final char HIDDEN = '\u25A1';

    private static final Pattern LINE_END = Pattern.compile("\\s*\\R\\s*");

    private final String original;
    private final int[] origin;
    private final int[] lineStarts;
    /** The folded text. */
    final String view;
    /** As the view, with the insides of 《titles》 hidden: what a title says is no date, duty or number of this notice. */
    final String masked;

    SourceText(String original) {
        this.original = original;
        // A drawn table may need a tab for each of its bars and a line end for each of its lines, never more.
        View made = new View(original.length() + 1);
        BitSet nothing = Wrapping.lineEnds(original);
        nothing.or(Spread.blanks(original));
        int noBoxBefore = 0;
        for (int i = 0; i < original.length(); i++) {
            Boxes box = startsLine(i) && i >= noBoxBefore ? Boxes.at(original, i) : null;
            noBoxBefore = box == null ? noBoxBefore : box.end();
            int noise = Noise.end(original, i, made.folded);
            if (box != null && box.isRead()) {
                made.add(box);
                i = box.end() - 1;
            } else if (noise > i) {
                if (Noise.isTag(original, i)) {
                    made.add('\n', i);
                }
                i = noise - 1;
            } else if (!nothing.get(i)) {
                made.add(original.charAt(i) == '\r' ? '\n' : Fold.fold(original.charAt(i), made.last()), i);
            }
        }
        this.view = made.folded.toString();
        this.origin = made.origins(original.length());
        this.masked = mask(view);
        this.lineStarts = lineStarts(original);
    }

    /** The view while it is made: folded characters, each with the index that it comes from. */
    private final class View {
        private final StringBuilder folded;
        private int[] from;

        View(int capacity) {
            this.folded = new StringBuilder(capacity);
            this.from = new int[capacity];
        }

        char last() {
            return folded.isEmpty() ? '\n' : folded.charAt(folded.length() - 1);
        }

        void add(char c, int index) {
            if (folded.length() + 1 >= from.length) {
                from = Arrays.copyOf(from, 2 * from.length);
            }
            from[folded.length()] = index;
            folded.append(c);
        }

        void add(Boxes box) {
            int last = box.end() - 1;
            for (int index : box.order()) {
                last = index < 0 ? last : index;
                add(index == Boxes.TAB ? '\t' : index == Boxes.NEWLINE ? '\n' : Fold.fold(original.charAt(index)), last);
            }
        }

        int[] origins(int end) {
            int[] origins = Arrays.copyOf(from, folded.length() + 1);
            origins[folded.length()] = end;
            return origins;
        }
    }

    private boolean startsLine(int i) {
        return i == 0 || original.charAt(i - 1) == '\n';
    }

    private static String mask(String view) {
        char[] chars = view.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] == '《') {
                int limit = Math.min(chars.length, i + LONGEST_TITLE);
                int close = i + 1;
                while (close < limit && chars[close] != '》') {
                    close++;
                }
                if (close < limit) {
                    Arrays.fill(chars, i + 1, close, HIDDEN);
                    i = close;
                }
            }
        }
        return new String(chars);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[text.length() + 1];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            boolean crOfCrlf = text.charAt(i) == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (text.charAt(i) == '\n' || text.charAt(i) == '\r' && !crOfCrlf) {
                starts[lines++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, lines);
    }

    int length() {
        return view.length();
    }

    /** The character of the view, or a line end outside it: so that no rule needs a bounds check. */
    char at(int index) {
        return index < 0 || index >= view.length() ? '\n' : view.charAt(index);
    }

    /** Where the range stands in the text as given; of a drawn table's cell, from its first character to its last. */
    Span place(int start, int end) {
        int from = origin[start];
        int to = end <= start ? from : from + 1;
        for (int i = start; i < end; i++) {
            from = Math.min(from, origin[i]);
            to = Math.max(to, origin[i] + 1);
        }
        int line = Arrays.binarySearch(lineStarts, from);
        return new Span(from, to, line >= 0 ? line + 1 : -line - 1);
    }

    /** What stands at this place of the text as given, untouched. */
    String verbatim(Span place) {
        return original.substring(place.start(), place.end());
    }

    /** The characters of the range as given, without those that mean nothing. */
    String words(int start, int end) {
        StringBuilder words = new StringBuilder(Math.max(0, end - start));
        for (int i = start; i < end; i++) {
            words.append(isBlank(view.charAt(i)) && view.charAt(i) != ' ' ? view.charAt(i) : original.charAt(origin[i]));
        }
        return words.toString();
    }

    /** As {@link #words}, its line ends taken out. */
    String unwrapped(int start, int end) {
        String words = words(start, end);
        return words.indexOf('\n') < 0 ? words : LINE_END.matcher(words).replaceAll("");
    }

    /** A name as printed, without the blanks and line ends that layout put into it. */
    String name(int start, int end) {
        StringBuilder name = new StringBuilder(end - start);
        for (int i = start; i < end; i++) {
            if (!isBlank(view.charAt(i))) {
                name.append(original.charAt(origin[i]));
            }
        }
        return name.toString();
    }

    /** As {@link #name}, but folded: for the rules, not for people. */
    String folded(int start, int end) {
        StringBuilder folded = new StringBuilder(Math.max(0, end - start));
        for (int i = start; i < end; i++) {
            if (!isBlank(view.charAt(i))) {
                folded.append(view.charAt(i));
            }
        }
        return folded.toString();
    }

    static boolean isBlank(char c) {
        return c == ' ' || c == '\n' || c == '\t';
    }

    /** First index at or after {@code from}, before {@code end}, that is no blank. */
    int skipBlanks(int from, int end) {
        int i = from;
        while (i < end && i < view.length() && isBlank(at(i))) {
            i++;
        }
        return i;
    }

    /** End of the range without the blanks that close it. */
    int trimEnd(int start, int end) {
        int i = end;
        while (i > start && isBlank(at(i - 1))) {
            i--;
        }
        return i;
    }

    int lineStart(int index) {
        return view.lastIndexOf('\n', index - 1) + 1;
    }

    int lineEnd(int index) {
        int end = view.indexOf('\n', index);
        return end < 0 ? view.length() : end;
    }

    /** Index of the last character before {@code index} that is no blank; -1 where there is none. Looks back a little only. */
    int lastInkBefore(int index) {
        int floor = Math.max(-1, index - 400);
        for (int i = index - 1; i > floor; i--) {
            if (!isBlank(at(i))) {
                return i;
            }
        }
        return -1;
    }
}
