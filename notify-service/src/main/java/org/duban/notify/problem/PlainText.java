package org.duban.notify.problem;

/** Text without anything that could deceive its reader or a machine behind us. */
final class PlainText {

    private PlainText() {}

    /** No controls but line breaks and tabs, no lone surrogates, none of the signs that turn the direction of writing. */
    static boolean isPlain(String text) {
        return text.codePoints().noneMatch(PlainText::isForbidden);
    }

    private static boolean isForbidden(int point) {
        return Character.isISOControl(point) && point != '\n' && point != '\t'
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE
                || point == 0x200e
                || point == 0x200f
                || point >= 0x202a && point <= 0x202e
                || point >= 0x2066 && point <= 0x2069
                || point == 0xfffe
                || point == 0xffff;
    }
}
