package org.duban.task.parse;

import java.util.List;

/** Looks up findings by their code. */
final class TestFindings {
    private TestFindings() {
    }

    static List<String> quotes(ParsedNotice notice, String code) {
        return notice.findings().stream().filter(f -> f.code().equals(code)).map(Finding::quote).toList();
    }

    static String quote(ParsedNotice notice, String code) {
        List<String> quotes = quotes(notice, code);
        return quotes.isEmpty() ? null : quotes.get(0);
    }
}
