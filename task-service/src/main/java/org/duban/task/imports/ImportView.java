package org.duban.task.imports;

import jakarta.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.UnitRole;
import org.duban.task.parse.Due;
import org.duban.task.parse.Finding;
import org.duban.task.unit.NameMatching;
import org.duban.task.unit.UnitReading;

/**
 * A notice as the pages show it: its text with what is marked in it, and beside it what was read.
 *
 * @param source   the text; empty where there is none
 * @param findings doubts about the text
 * @param parts    its tasks under their headings
 * @param left     tasks that were read from the text and that the draft does not have
 * @param units    printed names that the office has to look at
 * @param marked   ids of the places in the text that can be jumped to
 * @param tasks    how many tasks it has
 */
public record ImportView(List<ImportText.Piece> source, List<Finding> findings, List<Part> parts, List<Left> left, List<Name> units, Set<String> marked,
        int tasks) {
    private static final int SHORT = 120;

    /** Tasks that stand together under a heading, which may be null. */
    public record Part(String heading, List<Row> rows) {}

    /**
     * A task.
     *
     * @param number   from 1, in the order of the notice; {@code task-1} is its anchor
     * @param inText   whether its place in the text is known
     * @param obstacle why a draft could not have it as it is; null: it could
     */
    public record Row(int number, String ref, String label, String text, List<Who> units, Due due, String dueText, boolean inText,
            ImportObstacle obstacle) {}

    /** Who has that role in a task: the names, joined by 、 */
    public record Who(UnitRole role, String names) {}

    /**
     * A task that the draft does not have.
     *
     * @param index    of the task in the reading
     * @param obstacle why it could not be taken as it was read; null: it was taken out
     */
    public record Left(int index, String label, String text, ImportObstacle obstacle) {}

    /**
     * A printed name and whom it may mean.
     *
     * @param inText whether its place in the text is known
     * @param meant  name of the one that it is taken for; null: nobody is known by it
     * @param answer what stands in the form
     */
    public record Name(UnitReading reading, String meant, boolean inText, boolean collective, ImportAnswer answer) {
        /** By what a select of the form is set to. */
        public boolean is(String as) {
            return answer.as().equals(as);
        }

        public boolean isLater() {
            return is("");
        }

        public String other() {
            return answer.other();
        }

        public String members() {
            return answer.members();
        }

        static Name of(UnitReading reading, String meant, boolean inText, ImportAnswer answer) {
            boolean collective = NameMatching.isCollective(reading.name());
            // Nothing is made of a name that is near to one that is there unless the office says so.
            String usual = reading.code() != null ? reading.code() : collective || !reading.nearest().isEmpty() ? "" : "=unit";
            return new Name(reading, meant, inText, collective, answer != null ? answer : new ImportAnswer(reading.name(), usual, "", ""));
        }
    }

    static List<Part> parts(List<TaskDraft> tasks, Set<String> marked, Validator validator) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < tasks.size(); i++) {
            TaskDraft task = tasks.get(i);
            if (parts.isEmpty() || !Objects.equals(parts.get(parts.size() - 1).heading, task.heading())) {
                parts.add(new Part(task.heading(), new ArrayList<>()));
            }
            parts.get(parts.size() - 1).rows.add(new Row(i + 1, task.ref(), label(task), shortened(task.text()), who(task), task.due(), task.dueText(),
                    marked.contains("text-task-" + (i + 1)), ImportObstacle.of(task, validator)));
        }
        return parts;
    }

    static Left left(int index, TaskDraft task, Validator validator) {
        return new Left(index, label(task), shortened(task.text()), ImportObstacle.of(task, validator));
    }

    /** How many tasks a draft could not have as they are. */
    public long obstacles() {
        return parts.stream().flatMap(part -> part.rows.stream()).filter(row -> row.obstacle != null).count();
    }

    /** Whether a draft can begin with a task that was read. */
    public boolean begins() {
        return obstacles() < tasks;
    }

    private static String label(TaskDraft task) {
        return task.label() == null ? task.ref() : task.label();
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SHORT ? text : text.substring(0, text.offsetByCodePoints(0, SHORT)) + "…";
    }

    private static List<Who> who(TaskDraft task) {
        return Stream.of(who(UnitRole.LEAD, task.lead()), who(UnitRole.RESPONSIBLE, task.responsible()), who(UnitRole.ASSISTING, task.assisting()))
                .flatMap(Optional::stream).toList();
    }

    private static Optional<Who> who(UnitRole role, List<String> names) {
        return names == null || names.isEmpty() ? Optional.empty() : Optional.of(new Who(role, String.join("、", names)));
    }

    /** Whether the text is marked where it says that field of the notice. */
    public boolean marks(String field) {
        return marked.contains("text-" + field);
    }
}
