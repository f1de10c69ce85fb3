package org.duban.notify.problem;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Builds problem documents in the client's language. */
public final class Problems {

    private static final List<Locale> OURS = List.of(Locale.CHINESE, Locale.ENGLISH);

    private Problems() {}

    static Problem of(ProblemException problem, String path, boolean english) {
        return of(problem.code(), path, english, problem.faults(english));
    }

    static Problem of(ProblemCode code, String path, boolean english) {
        return of(code, path, english, List.of());
    }

    private static Problem of(ProblemCode code, String path, boolean english, List<Problem.Fault> errors) {
        return new Problem(
                URI.create("/problems/" + code.code()),
                code.title(english),
                code.status(),
                code.detail(english),
                code.code(),
                instance(path),
                errors);
    }

    /** The path as the client sent it; left out where it is no URI. */
    private static URI instance(String path) {
        try {
            return path == null ? null : new URI(path);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    /** Chinese unless the client prefers English (RFC 9110 §12.5.4). */
    public static boolean isEnglish(String acceptLanguage) {
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
