package org.duban.task.problem;

/**
 * Which characters text may hold: no control but tab and line ends (PostgreSQL refuses NUL), no lone surrogate, and no
 * bidirectional control, with which a text can be made to read other than it is (CVE-2021-42574).
 */
public final class PlainText {
    private PlainText() {}

    public static boolean isPlain(String text) {
        return text.codePoints().allMatch(PlainText::isAllowed);
    }

    /** The text without those that it may not hold. */
    public static String plain(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().filter(PlainText::isAllowed).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isAllowed(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c >= 0x7f && c < 0xa0;
        boolean surrogate = c >= 0xd800 && c <= 0xdfff;
        boolean bidirectional = c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f;
        return !control && !surrogate && !bidirectional;
    }
}
