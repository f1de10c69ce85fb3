package org.duban.task.clerk;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.duban.task.problem.PlainText;
import org.jboss.resteasy.reactive.server.multipart.FileItem;
import org.jboss.resteasy.reactive.server.multipart.FormValue;
import org.jboss.resteasy.reactive.server.multipart.MultipartFormDataInput;

/** What was typed and ticked, as it is shown again where something of it is wrong. Files are not: no browser lets a page fill them in. */
public final class Form {
    /** Nothing was typed yet. */
    static final Form EMPTY = new Form(Map.of(), List.of());

    /** What a form asks for. Its name is the value of the button. */
    public enum Action {
        ACKNOWLEDGE,
        REPORT,
        EXTEND,
        DISPUTE
    }

    /** A file that was chosen; its content is deleted when the request ends. */
    record Upload(String name, FileItem content) {}

    private final Map<String, List<String>> values;
    private final List<Upload> uploads;

    private Form(Map<String, List<String>> values, List<Upload> uploads) {
        this.values = values;
        this.uploads = uploads;
    }

    /** Characters that no text may hold are left out: they come with what is pasted, and nobody sees them. */
    static Form of(MultipartFormDataInput input) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        input.getValues().forEach((name, each) -> values.put(name, each.stream().filter(value -> !value.isFileItem())
                .map(value -> PlainText.plain(value.getValue()).replace("\r\n", "\n")).toList()));
        List<Upload> uploads = input.getValues().values().stream().flatMap(Collection::stream).filter(FormValue::isFileItem)
                // What a browser sends where no file was chosen.
                .filter(file -> file.getFileName() != null && !file.getFileName().isBlank())
                .map(file -> new Upload(file.getFileName(), file.getFileItem())).toList();
        return new Form(values, uploads);
    }

    /** With one task ticked. */
    static Form ticked(UUID assignment) {
        return new Form(Map.of("assignment", List.of(assignment.toString())), List.of());
    }

    /** As it was typed; empty where nothing was. */
    public String value(String field) {
        return values(field).stream().findFirst().orElse("");
    }

    public boolean has(String field, String value) {
        return values(field).contains(value);
    }

    List<String> values(String field) {
        return values.getOrDefault(field, List.of());
    }

    /** Without blanks around it; null where nothing was typed. */
    String text(String field) {
        String text = value(field).strip();
        return text.isEmpty() ? null : text;
    }

    Optional<Action> action() {
        return Stream.of(Action.values()).filter(each -> each.name().equals(value("action"))).findFirst();
    }

    /** Whether the assignment is ticked for a report; the forms of one assignment name it without a tick. */
    public boolean ticks(UUID assignment) {
        return (value("action").isEmpty() || value("action").equals("REPORT")) && has("assignment", assignment.toString());
    }

    /** Whether this was asked for on that assignment: its form is open then. */
    public boolean asks(String action, UUID assignment) {
        return value("action").equals(action) && value("assignment").equals(assignment.toString());
    }

    /** The id that the page gives a field of the form that was sent. */
    public String anchor(String field) {
        boolean ofOne = action().filter(action -> action == Action.EXTEND || action == Action.DISPUTE).isPresent();
        return value("action") + "-" + field + (ofOne ? "-" + value("assignment") : "");
    }

    List<Upload> uploads() {
        return uploads;
    }
}
