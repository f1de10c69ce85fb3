package org.duban.task.imports;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.imports.ImportText.Kind;
import org.duban.task.imports.ImportText.Mark;
import org.duban.task.parse.Finding;
import org.duban.task.parse.Span;

/** What is marked in a notice's text: each value that was read of it, by its JSON pointer, and each finding. */
final class ImportMarks {
    private static final Pattern OF_A_TASK = Pattern.compile("/tasks/(\\d{1,9})/(ref|text|lead|responsible|assisting|dueText)(?:/(\\d{1,9}))?");
    private static final Pattern HEADING = Pattern.compile("/sections/\\d+/heading");

    private final NoticeDraft reading;
    private final IntFunction<String> anchors;
    private final Map<String, String> names;
    private final boolean english;
    private final List<Mark> marks = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    private ImportMarks(NoticeDraft reading, IntFunction<String> anchors, Map<String, String> names, boolean english) {
        this.reading = reading;
        this.anchors = anchors;
        this.names = names;
        this.english = english;
    }

    /**
     * Of a place on the page with the anchor {@code task-7} the anchor in the text is {@code text-task-7}.
     *
     * @param reading  with its places
     * @param anchors  by a task's index in the reading: the anchor where the page shows it, as {@code task-7}; null: it does not
     * @param names    the anchors of printed names that the page asks about
     * @param findings as the page shows them, {@code finding-1} first
     */
    static List<Mark> of(NoticeDraft reading, IntFunction<String> anchors, Map<String, String> names, List<Finding> findings,
            boolean english) {
        ImportMarks marks = new ImportMarks(reading, anchors, names, english);
        if (reading.places() != null) {
            reading.places().forEach(marks::value);
        }
        for (int i = 0; i < findings.size(); i++) {
            marks.finding(i + 1, findings.get(i));
        }
        return marks.marks;
    }

    private void value(String pointer, Span place) {
        Matcher task = OF_A_TASK.matcher(pointer);
        if (task.matches()) {
            ofTask(Integer.parseInt(task.group(1)), task.group(2), task.group(3), place);
        } else if (HEADING.matcher(pointer).matches()) {
            add(Kind.HEADING, place, null, null, null);
        } else {
            String field = pointer.substring(1);
            Kind kind = field.startsWith("reportBy") ? Kind.DAY : field.equals("reportTo") ? Kind.UNIT : Kind.VALUE;
            add(kind, place, "text-" + field, null, ImportWords.in(english).field(field));
        }
    }

    private void ofTask(int index, String field, String item, Span place) {
        String anchor = anchors.apply(index);
        ImportWords words = ImportWords.in(english);
        switch (field) {
            case "ref" -> add(Kind.NUMBER, place, anchor == null ? null : "text-" + anchor, anchor == null ? null : "#" + anchor,
                    anchor == null ? words.notTaken() : words.toTask());
            case "text" -> add(Kind.TASK, place, null, null, null);
            case "dueText" -> add(Kind.DAY, place, null, null, words.field("due"));
            default -> {
                String name = name(reading.tasks().get(index), field, Integer.parseInt(item));
                add(Kind.UNIT, place, names.containsKey(name) ? "text-" + names.get(name) : null, null, words.field(field));
            }
        }
    }

    private static String name(TaskDraft task, String role, int item) {
        List<String> names = switch (role) {
            case "lead" -> task.lead();
            case "responsible" -> task.responsible();
            default -> task.assisting();
        };
        return names.get(item);
    }

    private void finding(int number, Finding finding) {
        if (finding.place() != null && finding.severity() != null) {
            add(Kind.valueOf(finding.severity().name()), finding.place(), "text-finding-" + number, "#finding-" + number, finding.message());
        }
    }

    /** An id stands once in a page: that of the first place. */
    private void add(Kind kind, Span place, String id, String href, String hint) {
        marks.add(new Mark(kind, place, id != null && ids.add(id) ? id : null, href, hint));
    }
}
