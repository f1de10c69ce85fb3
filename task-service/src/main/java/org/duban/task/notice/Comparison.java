package org.duban.task.notice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a new reading says otherwise than the notice that is stored. Tasks are the same by their ref, else by their text.
 *
 * @param fields    of the notice itself
 * @param tasks     those that differ, in the order of the new reading; those that it has no more stand last
 * @param unchanged how many tasks are the same
 */
public record Comparison(List<Change> fields, List<TaskChange> tasks, int unchanged) {

    /** A field that differs; null: it is empty. Lists are joined by 、. */
    @Schema(name = "FieldChange", requiredProperties = {"field"})
    public record Change(@Schema(examples = "due") String field, @Schema(examples = "2023-08-01") String before,
            @Schema(examples = "2023-08-15") String after) {}

    /** What became of a task. */
    @Schema(name = "TaskChangeKind")
    public enum Kind {
        /** The stored notice does not have it. */
        ADDED,
        /** It differs in the fields named. */
        CHANGED,
        /** The new reading does not have it. */
        REMOVED
    }

    /**
     * A task that differs.
     *
     * @param id    of the stored one; null where it is added
     * @param draft the new one; null where it is removed
     */
    public record TaskChange(Kind kind, UUID id, String ref, List<Change> fields, TaskDraft draft) {}

    /** Withdrawn tasks are no part of the stored notice. */
    public static Comparison of(Notice notice, List<Task> tasks, NoticeDraft draft) {
        NoticeDraft stored = NoticeDraft.of(notice, tasks);
        List<Change> fields = changes(header(stored), header(draft));
        Map<String, Task> byRef = new LinkedHashMap<>();
        tasks.stream().filter(task -> task.withdrawnAt == null).forEach(task -> byRef.put(task.ref, task));
        Map<String, Task> byText = new HashMap<>();
        byRef.values().forEach(task -> byText.putIfAbsent(squeezed(task.text), task));
        List<TaskDraft> wanted = draft.tasks() == null ? List.of() : draft.tasks();
        wanted.forEach(task -> byText.values().remove(byRef.get(task.ref())));
        List<TaskChange> changed = new ArrayList<>();
        int same = 0;
        for (TaskDraft task : wanted) {
            Task before = byRef.containsKey(task.ref()) ? byRef.remove(task.ref()) : byText.remove(squeezed(task.text()));
            if (before == null) {
                changed.add(new TaskChange(Kind.ADDED, null, task.ref(), List.of(), task));
                continue;
            }
            byRef.remove(before.ref);
            List<Change> of = changes(fields(TaskDraft.of(before)), fields(task));
            same += of.isEmpty() ? 1 : 0;
            if (!of.isEmpty()) {
                changed.add(new TaskChange(Kind.CHANGED, before.id, task.ref(), of, task));
            }
        }
        byRef.values().forEach(task -> changed.add(new TaskChange(Kind.REMOVED, task.id, task.ref, List.of(), null)));
        return new Comparison(fields, changed, same);
    }

    private static Map<String, Object> header(NoticeDraft draft) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("title", draft.title());
        fields.put("documentNumber", draft.documentNumber());
        fields.put("issuedBy", draft.issuedBy());
        fields.put("issuedOn", draft.issuedOn());
        fields.put("publishedOn", draft.publishedOn());
        fields.put("reportBy", draft.reportBy());
        fields.put("reportByText", draft.reportByText());
        fields.put("reportTo", draft.reportTo());
        fields.put("mailbox", draft.mailbox());
        return fields;
    }

    private static Map<String, Object> fields(TaskDraft task) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ref", task.ref());
        fields.put("heading", task.heading());
        fields.put("text", task.text());
        fields.put("lead", names(task.lead()));
        fields.put("responsible", names(task.responsible()));
        fields.put("assisting", names(task.assisting()));
        fields.put("due", task.due());
        fields.put("dueText", task.dueText());
        return fields;
    }

    private static String names(List<String> names) {
        return names == null || names.isEmpty() ? null : String.join("、", names);
    }

    /** A text that was laid out otherwise is the same. */
    private static List<Change> changes(Map<String, Object> before, Map<String, Object> after) {
        return before.entrySet().stream().filter(field -> !Objects.equals(squeezed(field.getValue()), squeezed(after.get(field.getKey()))))
                .map(field -> new Change(field.getKey(), text(field.getValue()), text(after.get(field.getKey())))).toList();
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }

    private static String squeezed(Object value) {
        return value == null ? "" : value.toString().replaceAll("[\\s\\u00a0\\u3000]", "");
    }
}
