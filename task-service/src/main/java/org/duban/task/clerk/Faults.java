package org.duban.task.clerk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** What is wrong with what was typed. It is said at the top, with a way to each field, and again at the field. */
public final class Faults {
    /**
     * One thing that is wrong.
     *
     * @param field its name in the form; null: no single one
     * @param label what the page calls it; null likewise
     */
    public record Fault(String field, String label, String text) {}

    /** Thrown instead of doing anything. */
    static final class Found extends RuntimeException {
        final transient int status;
        final transient Faults faults;

        private Found(int status, Faults faults) {
            super("wrong in a form", null, false, false);
            this.status = status;
            this.faults = faults;
        }
    }

    private static final Map<String, Text> LABELS = Map.of("assignment", new Text("事项", "Tasks"), "kind", new Text("报送类型", "Kind"),
            "summary", new Text("办理情况", "What was done"), "percent", new Text("完成比例", "Per cent done"),
            "problems", new Text("存在问题", "What stands in the way"), "nextSteps", new Text("下一步打算", "Next steps"),
            "files", new Text("附件", "Files"), "wantedDue", new Text("申请延至", "New day"), "reason", new Text("理由", "Reason"));

    /** As the fields stand on the page. */
    private static final List<String> ORDER = List.of("assignment", "kind", "summary", "percent", "problems", "nextSteps", "files",
            "wantedDue", "reason");

    private final boolean english;
    private final List<Fault> all = new ArrayList<>();

    Faults(boolean english) {
        this.english = english;
    }

    Faults add(String field, Text what) {
        Text label = field == null ? null : LABELS.getOrDefault(field, new Text(field, field));
        all.add(new Fault(field, label == null ? null : label.in(english), what.in(english)));
        return this;
    }

    /** What a problem says, at the fields that it names. */
    Faults add(ProblemException problem) {
        problem.places().forEach(place -> add(place.pointer() == null ? null : place.pointer().substring(1), place.detail()));
        return problem.hasPlaces() ? this : add(null, problem.detail());
    }

    /** @throws Found where anything is wrong */
    void raise(int status) {
        if (!all.isEmpty()) {
            throw new Found(status, this);
        }
    }

    /** In the order of the page. */
    public List<Fault> all() {
        return all.stream().sorted(Comparator.comparing(fault -> fault.field == null ? -1 : ORDER.indexOf(fault.field))).toList();
    }

    public boolean any() {
        return !all.isEmpty();
    }

    /** What is wrong with the field; null: nothing. */
    public String of(String field) {
        String text = all.stream().filter(fault -> field.equals(fault.field)).map(Fault::text).collect(Collectors.joining(" "));
        return text.isEmpty() ? null : text;
    }
}
