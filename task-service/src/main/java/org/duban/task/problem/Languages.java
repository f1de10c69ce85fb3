package org.duban.task.problem;

import java.util.List;
import java.util.Locale;

/** Which of the API's two languages a caller wants (RFC 9110 §12.5.4): Chinese unless English is preferred. */
public final class Languages {
    private static final List<Locale> OURS = List.of(Locale.CHINESE, Locale.ENGLISH);

    private Languages() {}

    public static boolean english(String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank()) {
            return false;
        }
        try {
            return Locale.ENGLISH.equals(Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), OURS));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
