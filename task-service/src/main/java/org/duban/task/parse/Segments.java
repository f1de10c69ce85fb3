package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** The head of a notice cut at line ends, bars and blanks: titles, numbers, signatures are whole segments, or several. */
final class Segments {
    static final int MOST = 400;

    private Segments() {
    }

    static List<Range> of(SourceText text, int from, int to) {
        List<Range> found = new ArrayList<>();
        int start = from;
        for (int i = from; i <= to && found.size() < MOST; i++) {
            if (i == to || SourceText.isBlank(text.at(i)) || text.at(i) == '|') {
                if (i > start) {
                    found.add(new Range(start, i));
                }
                start = i + 1;
            }
        }
        return found;
    }
}
