package org.duban.task.parse;

/** Chinese numerals: 二十三 counts, 二〇二三 spells out digits. */
final class Numerals {
    private static final String DIGITS = "〇一二三四五六七八九";

    private Numerals() {
    }

    static boolean isHan(char c) {
        return c == '十' || c == '百' || c == '零' || DIGITS.indexOf(c) >= 0;
    }

    static boolean isArabic(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number that a short run of Han or Arabic digits stands for; -1 where it is none. */
    static int value(String run) {
        if (run.isEmpty() || run.length() > 5) {
            return -1;
        }
        int total = 0;
        int digit = 0;
        boolean counting = run.indexOf('十') >= 0 || run.indexOf('百') >= 0;
        for (int i = 0; i < run.length(); i++) {
            char c = run.charAt(i) == '零' ? '〇' : run.charAt(i);
            if (c == '十' || c == '百') {
                total += Math.max(digit, 1) * (c == '十' ? 10 : 100);
                digit = 0;
            } else {
                int next = isArabic(c) ? c - '0' : DIGITS.indexOf(c);
                if (next < 0) {
                    return -1;
                }
                digit = counting ? next : digit * 10 + next;
            }
        }
        return total + digit;
    }
}
