package org.duban.task.parse;

import java.util.List;
import java.util.Map;

/** Whether a reading's findings lead a person to a value that is wrong. */
final class Doubts {
    /** They say how something was taken, and lead nobody to look whether it is right. */
    private static final List<String> REMARKS = List.of("mixed-separators", "numbering-restarts", "task-day-beside-report-day", "personal-data",
            "due-inclusive", "dates-differ", "group-to-expand", "first-listed-leads", "empty-annex", "members-without-task");
    /** What says that a field is empty, or that its value is one of several. */
    private static final Map<String, List<String>> FIELDS = Map.of("title", List.of("no-title", "title"), "issuedBy", List.of("no-issuer", "issuer", "signatures"),
            "issuedOn", List.of("no-issue-day", "issue-day", "signatures"), "documentNumber", List.of("number"), "reportBy", List.of("report-day", "recurring"),
            "reportTo", List.of("report"), "mailbox", List.of("mailbox"));
    private static final int BEFORE = 12;

    private final Labelled notice;
    private final ParsedNotice read;

    Doubts(Labelled notice, ParsedNotice read) {
        this.notice = notice;
        this.read = read;
    }

    /** A finding at the field's place, or one that speaks of that field. */
    boolean atField(String field, String value) {
        Span place = read.places().get("/" + field);
        return place != null && value != null && between(place.start(), place.end())
                || read.findings().stream().anyMatch(f -> FIELDS.get(field).stream().anyMatch(f.code()::contains));
    }

    /** From its number to the last of its units. */
    boolean atTask(ParsedTask task) {
        String pointer = "/tasks/" + read.tasks().indexOf(task) + "/";
        int start = Integer.MAX_VALUE;
        int end = 0;
        for (Map.Entry<String, Span> place : read.places().entrySet()) {
            if (place.getKey().startsWith(pointer)) {
                start = Math.min(start, place.getValue().start());
                end = Math.max(end, place.getValue().end());
            }
        }
        return between(start, end + 1);
    }

    /** At the words of a task that was not read, or that nothing was read at all. */
    boolean atWords(String words) {
        String compact = compact(notice.text());
        int at = compact.indexOf(compact(words));
        int start = 0;
        for (int ink = 0; ink < at && start < notice.text().length(); start++) {
            ink += Character.isWhitespace(notice.text().charAt(start)) ? 0 : 1;
        }
        return read.tasks().isEmpty() && read.findings().stream().anyMatch(f -> f.code().equals("no-tasks"))
                || at >= 0 && between(Math.max(0, start - BEFORE), notice.text().indexOf('\n', start));
    }

    private static String compact(String words) {
        return words.replaceAll("\\s", "");
    }

    private boolean between(int from, int to) {
        return read.findings().stream().filter(f -> !REMARKS.contains(f.code()))
                .anyMatch(f -> f.place().end() > from && f.place().start() < to && f.place().end() > f.place().start());
    }
}
