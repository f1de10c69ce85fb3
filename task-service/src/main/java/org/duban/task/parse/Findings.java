package org.duban.task.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects findings, in the order of their places. A hostile text must not make a million of them, so each code is capped. */
final class Findings {
    static final int MOST_PER_CODE = 100;

    private final SourceText text;
    private final List<Finding> all = new ArrayList<>();
    private final Map<String, Integer> perCode = new HashMap<>();

    Findings(SourceText text) {
        this.text = text;
    }

    void info(String code, int start, int end, String message) {
        add(code, Severity.INFO, start, end, message);
    }

    void warn(String code, int start, int end, String message) {
        add(code, Severity.WARNING, start, end, message);
    }

    void error(String code, int start, int end, String message) {
        add(code, Severity.ERROR, start, end, message);
    }

    private void add(String code, Severity severity, int start, int end, String message) {
        if (perCode.merge(code, 1, Integer::sum) <= MOST_PER_CODE) {
            Span place = text.place(start, end);
            all.add(new Finding(code, severity, place, text.verbatim(place), message));
        }
    }

    List<Finding> sorted() {
        all.sort(Comparator.comparingInt(f -> f.place().start()));
        return all;
    }
}
