package org.duban.task.report;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** Names of files: cleaned when they come, written safely when they go. */
public final class FileName {
    private static final int LONGEST = 120;
    private static final String ATTR_CHAR = "!#$&+-.^_`|~";

    private FileName() {}

    /** Without path, control characters and what file systems refuse; the ending stays when it is cut. Empty: nothing is left. */
    public static String clean(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String plain = Normalizer.normalize(last, Normalizer.Form.NFC).replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "")
                .replaceAll("[<>:\"|?*]", "_").strip().replaceAll("^\\.+", "");
        int dot = plain.lastIndexOf('.');
        String ending = dot < 0 ? "" : plain.substring(dot);
        String base = dot < 0 ? plain : plain.substring(0, dot);
        int length = base.codePointCount(0, base.length());
        String cut = length <= LONGEST ? base : base.substring(0, base.offsetByCodePoints(0, LONGEST));
        return cut.isBlank() ? "" : cut + ending;
    }

    /** Content-Disposition that makes a browser save and never show (RFC 6266), with the name by RFC 8187. */
    public static String attachment(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = b > 0 && (Character.isLetterOrDigit(b) || ATTR_CHAR.indexOf(b) >= 0);
            encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        String ascii = name.replaceAll("[^ -~]", "_").replaceAll("[\"\\\\%]", "_");
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
