package org.duban.task.parse;

/**
 * What never means anything: a BOM, zero-width characters, the CR of CRLF, the @@ that some mirrors put between words, the ? that
 * others make of blanks, the pinyin that others put behind a character 区(qū), and tags where a page was saved as text.
 */
final class Noise {
    private static final int LONGEST_PINYIN = 8;
    private static final int LONGEST_TAG = 400;

    private Noise() {
    }

    /**
     * The end of the noise that begins here; {@code at} where none does.
     *
     * @param before the view so far
     */
    static int end(String text, int at, CharSequence before) {
        char c = text.charAt(at);
        return c == '(' || c == '（' ? pinyinEnd(text, at, before) : c == '<' ? tagEnd(text, at) : isNothing(text, at) ? at + 1 : at;
    }

    /** Whether the noise here is a tag: it parts what stands on both sides. */
    static boolean isTag(String text, int at) {
        return text.charAt(at) == '<';
    }

    private static boolean isNothing(String text, int at) {
        char c = text.charAt(at);
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        char last = at == 0 ? '\n' : text.charAt(at - 1);
        boolean doubled = c == '@' && (next == '@' || last == '@')
                || c == '?' && (next == '?' || last == '?' || Character.isWhitespace(last));
        return c == '\r' && next == '\n' || doubled || c == '\uFEFF' || c >= '\u200B' && c <= '\u200F' || c == '\u2060'
                || c == '\u00AD';
    }

    private static int pinyinEnd(String text, int at, CharSequence before) {
        if (before.isEmpty() || !Character.isIdeographic(before.charAt(before.length() - 1))) {
            return at;
        }
        int i = at + 1;
        while (i < text.length() && i - at <= LONGEST_PINYIN && isPinyin(text.charAt(i))) {
            i++;
        }
        // 社會(huì )資本
        int close = i > at + 1 && i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
        return i > at + 1 && close < text.length() && Fold.fold(text.charAt(close)) == ')' ? close + 1 : at;
    }

    private static boolean isPinyin(char c) {
        return c >= 'a' && c <= 'z' || c >= '\u00E0' && c <= '\u01DC';
    }

    /** {@code <p style="text-align: right;">}, {@code </strong>}; 《关于<政府工作报告>…》 holds none. */
    private static int tagEnd(String text, int at) {
        int i = at + 1 < text.length() && text.charAt(at + 1) == '/' ? at + 2 : at + 1;
        if (i >= text.length() || !isLatin(text.charAt(i))) {
            return at;
        }
        int limit = Math.min(text.length(), at + LONGEST_TAG);
        while (i < limit && text.charAt(i) != '>' && text.charAt(i) != '<') {
            i++;
        }
        return i < limit && text.charAt(i) == '>' ? i + 1 : at;
    }

    private static boolean isLatin(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
