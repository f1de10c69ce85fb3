package org.duban.task.intake;

import java.util.Locale;

/** Numbers in the formats that Word counts in (ECMA-376 part 1, 17.18.59), those that notices use. */
final class WordNumerals {
    private static final String HAN = "〇一二三四五六七八九";
    private static final String LEGAL = "零壹贰叁肆伍陆柒捌玖";
    private static final String STEMS = "甲乙丙丁戊己庚辛壬癸";
    private static final int[] ROMAN = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
    private static final String[] ROMAN_SIGNS = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};

    private WordNumerals() {}

    /** In decimal digits where the format is another, or has no sign for the number. */
    static String print(int number, String format) {
        return switch (format == null ? "decimal" : format) {
            case "none", "bullet" -> "";
            case "decimalZero" -> number < 10 ? "0" + number : String.valueOf(number);
            case "decimalFullWidth", "decimalFullWidth2" -> signs(number, "０１２３４５６７８９");
            case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "taiwaneseCountingThousand" ->
                    counting(number, HAN.replace('〇', '零'), "十百千");
            case "chineseLegalSimplified", "ideographLegalTraditional" -> counting(number, LEGAL, "拾佰仟");
            case "ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital" -> signs(number, HAN);
            case "decimalEnclosedCircle", "decimalEnclosedCircleChinese" -> enclosed(number, '①', 20);
            case "decimalEnclosedParen" -> enclosed(number, '⑴', 20);
            case "decimalEnclosedFullstop" -> enclosed(number, '⒈', 20);
            case "ideographEnclosedCircle" -> enclosed(number, '㊀', 10);
            case "ideographTraditional" -> number >= 1 && number <= 10 ? STEMS.substring(number - 1, number) : String.valueOf(number);
            case "upperLetter" -> letters(number);
            case "lowerLetter" -> letters(number).toLowerCase(Locale.ROOT);
            case "upperRoman" -> roman(number);
            case "lowerRoman" -> roman(number).toLowerCase(Locale.ROOT);
            default -> String.valueOf(number);
        };
    }

    private static String signs(int number, String digits) {
        StringBuilder signs = new StringBuilder();
        String.valueOf(Math.max(number, 0)).chars().forEach(c -> signs.append(digits.charAt(c - '0')));
        return signs.toString();
    }

    private static String enclosed(int number, char first, int most) {
        return number >= 1 && number <= most ? String.valueOf((char) (first + number - 1)) : String.valueOf(number);
    }

    /** 十, 二十一, 一百零三 */
    private static String counting(int number, String digits, String powers) {
        if (number < 1 || number > 9999) {
            return String.valueOf(number);
        }
        StringBuilder words = new StringBuilder();
        String decimal = String.valueOf(number);
        boolean zero = false;
        for (int i = 0; i < decimal.length(); i++) {
            int digit = decimal.charAt(i) - '0';
            int power = decimal.length() - 1 - i;
            if (digit > 0) {
                words.append(zero ? digits.substring(0, 1) : "").append(digits.charAt(digit)).append(power > 0 ? powers.substring(power - 1, power) : "");
            }
            zero = digit == 0;
        }
        // 一十三 is said 十三.
        return number >= 10 && number < 20 ? words.substring(1) : words.toString();
    }

    private static String letters(int number) {
        return number < 1 || number > 780 ? String.valueOf(number)
                : String.valueOf((char) ('A' + (number - 1) % 26)).repeat((number - 1) / 26 + 1);
    }

    private static String roman(int number) {
        if (number < 1 || number > 3999) {
            return String.valueOf(number);
        }
        StringBuilder roman = new StringBuilder();
        int rest = number;
        for (int i = 0; i < ROMAN.length; i++) {
            while (rest >= ROMAN[i]) {
                roman.append(ROMAN_SIGNS[i]);
                rest -= ROMAN[i];
            }
        }
        return roman.toString();
    }
}
