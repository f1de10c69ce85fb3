package org.duban.task.parse;

/**
 * A printed number that opens an item.
 *
 * @param value   what it counts, from 1
 * @param printed its form in a ref: 二, (一), 3, (1)
 * @param end     where the item's words begin
 */
record Marker(Kind kind, int value, String printed, int start, int end) {

    /** The levels of an official document, from the outermost (GB/T 9704: 一、 → (一) → 1. → (1)). */
    enum Kind {
        /** 第一章, 第二部分 */
        CHAPTER,
        /** 第一条 */
        ARTICLE,
        /** 一、 */
        HAN,
        /** (一), ㈠ */
        HAN_BRACKET,
        /** 1. 1、 1． ⒈ */
        ARABIC,
        /** (1) ⑴ 1) */
        ARABIC_BRACKET,
        /** ① */
        CIRCLED;

        /** Headings may stand at these levels; below them stand measures. */
        boolean mayHead() {
            return compareTo(ARABIC) < 0;
        }
    }

    /** The marker whose form begins at this index, whatever stands before it; null where none does. */
    static Marker at(SourceText text, int i) {
        char c = text.at(i);
        if (c == '(') {
            return bracketed(text, i);
        } else if (c == '第') {
            return ordinal(text, i);
        } else if (Numerals.isArabic(c)) {
            return arabic(text, i);
        } else if (Numerals.isHan(c)) {
            int end = hanEnd(text, i);
            int comma = text.skipBlanks(end, end + 2);
            return text.at(comma) == '、' || text.at(comma) == '.'
                    ? of(Kind.HAN, text, i, end, i, comma + 1) : null;
        }
        return single(c, i);
    }

    private static Marker bracketed(SourceText text, int i) {
        int from = text.skipBlanks(i + 1, i + 3);
        int han = hanEnd(text, from);
        int end = han > from ? han : arabicEnd(text, from);
        int close = text.skipBlanks(end, end + 2);
        if (end == from || text.at(close) != ')') {
            return null;
        }
        return of(han > from ? Kind.HAN_BRACKET : Kind.ARABIC_BRACKET, text, from, end, i, close + 1);
    }

    private static Marker ordinal(SourceText text, int i) {
        int end = hanEnd(text, i + 1);
        char unit = text.at(end);
        if (end == i + 1) {
            return null;
        } else if (unit == '条') {
            return of(Kind.ARTICLE, text, i + 1, end, i, end + 1);
        } else if (unit == '章' || unit == '编' || unit == '部' && text.at(end + 1) == '分') {
            return of(Kind.CHAPTER, text, i + 1, end, i, unit == '部' ? end + 2 : end + 1);
        }
        return null;
    }

    private static Marker arabic(SourceText text, int i) {
        int end = arabicEnd(text, i);
        int dot = text.skipBlanks(end, end + 2);
        return switch (text.at(dot)) {
            case '.', '、', '。' -> of(Kind.ARABIC, text, i, end, i, dot + 1);
            case ')' -> of(Kind.ARABIC_BRACKET, text, i, end, i, dot + 1);
            default -> null;
        };
    }

    /** ㈠ ⒈ ⑴ ①: one character that is a whole number. */
    private static Marker single(char c, int i) {
        if (c >= '㈠' && c <= '㈩') {
            return new Marker(Kind.HAN_BRACKET, c - '㈠' + 1, "(" + "一二三四五六七八九十".charAt(c - '㈠') + ")", i, i + 1);
        } else if (c >= '⒈' && c <= '⒛') {
            return new Marker(Kind.ARABIC, c - '⒈' + 1, String.valueOf(c - '⒈' + 1), i, i + 1);
        } else if (c >= '⑴' && c <= '⒇') {
            return new Marker(Kind.ARABIC_BRACKET, c - '⑴' + 1, "(" + (c - '⑴' + 1) + ")", i, i + 1);
        } else if (c >= '①' && c <= '⑳') {
            return new Marker(Kind.CIRCLED, c - '①' + 1, String.valueOf(c), i, i + 1);
        }
        return null;
    }

    private static Marker of(Kind kind, SourceText text, int from, int to, int start, int end) {
        String number = text.view.substring(from, to);
        int value = Numerals.value(number);
        String printed = switch (kind) {
            case HAN_BRACKET, ARABIC_BRACKET -> "(" + number + ")";
            case ARTICLE, CHAPTER -> text.view.substring(start, end);
            default -> number;
        };
        return value < 1 ? null : new Marker(kind, value, printed, start, end);
    }

    /** At most 三百二十一; a longer run is no item's number. */
    private static int hanEnd(SourceText text, int i) {
        int end = i;
        while (end < i + 6 && Numerals.isHan(text.at(end))) {
            end++;
        }
        return end == i + 6 ? i : end;
    }

    /** At most three digits; a longer run is a year, a sum or a telephone. */
    private static int arabicEnd(SourceText text, int i) {
        int end = i;
        while (end < i + 4 && Numerals.isArabic(text.at(end))) {
            end++;
        }
        return end == i + 4 ? i : end;
    }
}
