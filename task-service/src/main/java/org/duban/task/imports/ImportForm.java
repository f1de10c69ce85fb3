package org.duban.task.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.notice.DeadlineRule;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.parse.Due;
import org.duban.task.problem.PlainText;
import org.duban.task.problem.Problem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/**
 * A form as a page shows it: what was entered or, before anything was, what is stored; with what is wrong beside each field.
 * It becomes JSON as the API takes it, so that both are read by the same rules.
 */
public final class ImportForm {
    /** What its fields belong to. */
    enum Of {
        /** Nothing: no form is open. */
        NOTHING,
        /** The notice itself. */
        NOTICE,
        /** One task; {@code was} holds the ref of a stored one. */
        TASK,
        /** Whom printed names mean. */
        UNITS,
        /** When it is reminded of. */
        LADDER,
        /** Addresses of units. */
        LIAISONS
    }

    private static final List<String> NOTICE_FIELDS = List.of("title", "documentNumber", "issuedBy", "issuedOn", "publishedOn", "reportBy",
            "reportByText", "reportTo", "mailbox", "inspectorateUnit");
    private static final List<String> TASK_FIELDS = List.of("label", "heading", "text", "dueText");
    private static final Pattern OF_A_RUNG = Pattern.compile(".*/rungs/(\\d{1,3})/(\\w+)");
    private static final List<String> ROLES = List.of("lead", "responsible", "assisting");

    private final Of of;
    private final Map<String, String> values;
    private final Map<String, String> errors = new HashMap<>();
    private Map<String, String> stored = Map.of();

    private ImportForm(Of of, Map<String, String> values) {
        this.of = of;
        this.values = values;
    }

    /**
     * As it was sent, without characters that no text may hold: they come with what is pasted, and nobody sees them. Browsers end
     * lines with CR LF whatever was typed; line ends are LF again. Files are left out.
     */
    static ImportForm of(Of of, MultipartFormDataInput sent) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, Collection<FormValue>> field : sent.getValues().entrySet()) {
            field.getValue().stream().filter(value -> !value.isFileItem()).findFirst().ifPresent(value ->
                    values.put(PlainText.plain(field.getKey()), PlainText.plain(value.getValue()).replace("\r\n", "\n")));
        }
        return new ImportForm(of, of == Of.LADDER ? ImportLadder.inOrder(values) : values);
    }

    static ImportForm of(NoticeDraft draft) {
        Map<String, String> values = new HashMap<>();
        put(values, "title", draft.title());
        put(values, "documentNumber", draft.documentNumber());
        put(values, "issuedBy", draft.issuedBy());
        put(values, "issuedOn", draft.issuedOn());
        put(values, "publishedOn", draft.publishedOn());
        put(values, "reportBy", draft.reportBy());
        put(values, "reportByText", draft.reportByText());
        put(values, "reportTo", draft.reportTo());
        put(values, "mailbox", draft.mailbox());
        put(values, "inspectorateUnit", draft.inspectorateUnit());
        put(values, "contact", ImportContacts.written(draft.contact()));
        NoticeDraft.Rule rule = draft.deadlineRule();
        put(values, "before", rule == null ? DeadlineRule.STANDARD.before() : rule.before());
        put(values, "restDay", rule == null ? DeadlineRule.STANDARD.restDay() : rule.restDay());
        values.put("dueIs", "notice");
        return new ImportForm(Of.NOTICE, values);
    }

    /** @param was the ref that the draft knows the task by; empty: it is to be added */
    static ImportForm of(TaskDraft task, String was) {
        Map<String, String> values = new HashMap<>(Map.of("was", was));
        put(values, "ref", task.ref());
        put(values, "number", task.number());
        put(values, "label", task.label() == null ? task.ref() : task.label());
        put(values, "heading", task.heading());
        put(values, "text", task.text());
        put(values, "lead", names(task.lead()));
        put(values, "responsible", names(task.responsible()));
        put(values, "assisting", names(task.assisting()));
        put(values, "dueText", task.dueText());
        put(values, "dueIs", task.due() == null ? "notice" : task.due().equals(Due.openEnded()) ? "open-ended" : "own");
        put(values, "due", task.due() == null ? null : task.due().day());
        return new ImportForm(Of.TASK, values);
    }

    static ImportForm ofLadder(Notice notice) {
        return new ImportForm(Of.LADDER, ImportLadder.fields(notice));
    }

    static ImportForm none() {
        return new ImportForm(Of.NOTHING, Map.of());
    }

    static ImportForm ofNewTask() {
        return new ImportForm(Of.TASK, new HashMap<>(Map.of("was", "", "dueIs", "notice")));
    }

    private static void put(Map<String, String> values, String name, Object value) {
        values.put(name, value == null ? "" : value.toString());
    }

    private static String names(List<String> names) {
        return names == null ? "" : String.join("、", names);
    }

    /** What is wrong: each error at the last name of its pointer, so /tasks/3/responsible/0 at responsible; a rung's at its row. */
    ImportForm wrong(Problem problem) {
        if (problem.errors() != null) {
            problem.errors().stream().filter(error -> error.pointer() != null)
                    .forEach(error -> errors.putIfAbsent(field(error.pointer()), error.detail()));
        }
        return this;
    }

    private static String field(String pointer) {
        Matcher rung = OF_A_RUNG.matcher(pointer);
        if (rung.matches()) {
            return rung.group(2) + "-" + (Integer.parseInt(rung.group(1)) + 1);
        }
        String name = pointer.replaceAll("(/\\d+)+$", "");
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.equals("ref") ? "label" : last;
    }

    /** What somebody else has stored meanwhile, to be shown where it is another value. */
    ImportForm beside(ImportForm now) {
        stored = now.values;
        return this;
    }

    /** Of a task that is gone meanwhile: what was entered, to be added. */
    ImportForm asNew() {
        values.put("was", "");
        return this;
    }

    Of of() {
        return of;
    }

    public boolean isOfNotice() {
        return of == Of.NOTICE;
    }

    public boolean isOfLiaisons() {
        return of == Of.LIAISONS;
    }

    public boolean isOfLadder() {
        return of == Of.LADDER;
    }

    public boolean isOfTask(String ref) {
        return of == Of.TASK && is("was", ref);
    }

    public boolean isOfNewTask() {
        return isOfTask("");
    }

    /** Empty where there is none. */
    public String value(String name) {
        return values.getOrDefault(name, "").strip();
    }

    public boolean is(String name, String value) {
        return value(name).equals(value);
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The rows of a table of fields, from 1, by the name of one of its columns. */
    public Stream<Integer> rows(String name) {
        return Stream.iterate(1, row -> has(name + "-" + row), row -> row + 1);
    }

    /** As {@link #value}, of the field of that name that belongs to the row, or to the thing of that code. */
    public String at(String name, Object row) {
        return value(name + "-" + row);
    }

    public boolean isAt(String name, Object row, String value) {
        return at(name, row).equals(value);
    }

    public String errorAt(String name, Object row) {
        return error(name + "-" + row);
    }

    /** What was entered in the fields of that name, by what they belong to. */
    Map<String, String> entered(String name) {
        return values.keySet().stream().filter(field -> field.startsWith(name + "-") && !value(field).isEmpty())
                .collect(Collectors.toMap(field -> field.substring(name.length() + 1), this::value));
    }

    /** With what another form has as well. */
    ImportForm and(ImportForm other) {
        values.putAll(other.values);
        return this;
    }

    /** Null where nothing is wrong. */
    public String error(String name) {
        return errors.get(name);
    }

    /** What somebody else has stored there; null where it is what stands in the field, or nobody has. */
    public String other(String name) {
        String now = stored.get(name);
        return now == null || now.equals(value(name)) ? null : now;
    }

    /** The text of a notice: nothing of it is taken away. */
    String verbatim() {
        return values.getOrDefault("source", "");
    }

    /** The notice's fields as JSON Merge Patch. */
    ObjectNode notice(ObjectMapper json) {
        ObjectNode patch = json.createObjectNode();
        NOTICE_FIELDS.stream().filter(this::has).forEach(name -> patch.put(name, orNull(name)));
        if (has("contact")) {
            patch.set("contact", json.valueToTree(ImportContacts.read(value("contact"))));
        }
        if (has("before") && has("restDay")) {
            patch.putObject("deadlineRule").put("before", value("before")).put("restDay", value("restDay"));
        }
        return patch;
    }

    /** The task's fields put into a task as the API has it. */
    ObjectNode into(ObjectNode task) {
        TASK_FIELDS.forEach(name -> task.put(name, orNull(name)));
        for (String role : ROLES) {
            ArrayNode names = task.putArray(role);
            split(value(role)).forEach(names::add);
        }
        task.put("due", switch (value("dueIs")) {
            case "own" -> value("due");
            case "open-ended" -> Due.openEnded().toString();
            default -> null;
        });
        if (!task.has("ref")) {
            // What was read has a number already; what is added by hand is known by what is printed.
            task.put("ref", value("ref").isEmpty() ? orNull("label") : value("ref"));
            task.put("number", orNull("number"));
        }
        return task;
    }

    /** Names as people part them. */
    static List<String> split(String names) {
        return Arrays.stream(names.split("[、,，;；\\n]")).map(String::strip).filter(name -> !name.isEmpty()).distinct()
                .collect(Collectors.toList());
    }

    private String orNull(String name) {
        return value(name).isEmpty() ? null : value(name);
    }
}
