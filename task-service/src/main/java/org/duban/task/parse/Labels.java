package org.duban.task.parse;

/**
 * Finds the labels of responsibility and time: those with a colon (责任单位:), and those whose colon is lost or is a word:
 * 责任单位 市教育局, 责任单位为市教育局. The latter count only where a name or a day follows, for 责任单位 is also an ordinary word.
 */
final class Labels {
    /** The last characters of labels. */
    private static final String LAST = "位门室体构限间期点";
    private static final int LONGEST_NAME = 40;
    private static final int LONGEST_LABEL = 20;
    private static final int LONGEST_TIME = 20;

    private final SourceText text;
    private final Dates dates;

    Labels(SourceText text, Dates dates) {
        this.text = text;
        this.dates = dates;
    }

    /** The label that this character closes; null where it closes none. */
    RoleWords.Label at(int i, int floor) {
        char c = text.at(i);
        if (c == ':') {
            return RoleWords.labelAt(text.view, i, floor);
        }
        boolean may = (c == '为' || c == ' ') && LAST.indexOf(text.at(i - 1)) >= 0;
        RoleWords.Label label = may ? RoleWords.labelAt(text.view, i, Math.max(floor, i - LONGEST_LABEL)) : null;
        boolean opens = label != null && (SourceText.isBlank(text.at(label.start() - 1))
                || "。;,、(".indexOf(text.at(label.start() - 1)) >= 0);
        return opens && (label.role() != null ? nameFollows(i + 1) : label.time() && timeFollows(i + 1)) ? label : null;
    }

    /** Whether a label's end here is no colon, so that it was only taken for one. */
    boolean isAssumed(RoleWords.Label label) {
        return text.at(label.end() - 1) != ':';
    }

    private boolean nameFollows(int from) {
        int start = text.skipBlanks(from, from + 4);
        int end = start;
        while (end < start + LONGEST_NAME && "、,;。)".indexOf(text.at(end)) < 0 && !SourceText.isBlank(text.at(end))) {
            end++;
        }
        return UnitNames.isLike(text.view.substring(start, end)) && RoleWords.labelAt(text.view, end, start) == null;
    }

    private boolean timeFollows(int from) {
        int start = text.skipBlanks(from, from + 4);
        int end = start;
        while (end < start + LONGEST_TIME && end < text.length() && ",;。)\n".indexOf(text.at(end)) < 0) {
            end++;
        }
        return dates.in(start, end).stream().anyMatch(date -> date.start() == start) || Deadlines.timeAt(text.view.substring(start, end)) == 0;
    }
}
