package org.duban.task.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.NoticeReading;
import org.duban.task.notice.Task;
import org.duban.task.imports.ImportText.Mark;
import org.duban.task.parse.Finding;
import org.duban.task.unit.Unit;
import org.duban.task.unit.UnitReading;

/**
 * Puts together what the pages show. Of a stored notice the text is read anew for the places of its values: the reading is
 * a function of the text alone, so nothing of it need be kept.
 */
@ApplicationScoped
class ImportViews {
    private static final NoticeDraft NOTHING = new NoticeDraft(null, null, null, null, null, null, null, null, null, null, List.of(), List.of(),
            List.of(), List.of(), null, null, Map.of(), List.of());

    private final NoticeReading reading;
    private final Validator validator;

    ImportViews(NoticeReading reading, Validator validator) {
        this.reading = reading;
        this.validator = validator;
    }

    /** Of what was just read. */
    ImportView of(NoticeDraft read, boolean english) {
        return view(read, read.tasks(), i -> "task-" + (i + 1), sorted(read.findings().stream()), List.of(), doubtful(read.units()), Map.of(), english);
    }

    /**
     * Of a stored notice.
     *
     * @param units   whom its printed names mean now
     * @param answers what was entered of printed names, by name
     */
    ImportView of(Notice notice, List<Task> tasks, List<UnitReading> units, Map<String, ImportAnswer> answers, boolean english) {
        NoticeDraft read = reading(notice);
        List<TaskDraft> stored = tasks.stream().map(TaskDraft::of).toList();
        Map<String, String> anchorsByRef = new HashMap<>();
        IntStream.range(0, stored.size()).forEach(i -> anchorsByRef.put(stored.get(i).ref(), "task-" + (i + 1)));
        IntFunction<String> anchors = i -> anchorsByRef.get(read.tasks().get(i).ref());
        // Names that the directory lacks are asked for by themselves, as they stand now.
        List<Finding> findings = sorted(notice.findings.stream().filter(finding -> finding.code() == null || !finding.code().startsWith("unit-")));
        List<ImportView.Left> left = IntStream.range(0, read.tasks().size()).filter(i -> anchors.apply(i) == null)
                .mapToObj(i -> ImportView.left(i, read.tasks().get(i), validator)).toList();
        return view(read, stored, anchors, findings, left, doubtful(units), answers, english);
    }

    private ImportView view(NoticeDraft read, List<TaskDraft> tasks, IntFunction<String> anchors, List<Finding> findings,
            List<ImportView.Left> left, List<UnitReading> units, Map<String, ImportAnswer> answers, boolean english) {
        Map<String, String> anchorsByName = new HashMap<>();
        IntStream.range(0, units.size()).forEach(i -> anchorsByName.put(units.get(i).name(), "unit-" + (i + 1)));
        List<Mark> marks = read.sourceText() == null ? List.of() : ImportMarks.of(read, anchors, anchorsByName, findings, english);
        Set<String> marked = marks.stream().map(Mark::id).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, String> meant = Unit.byCodes(units.stream().map(UnitReading::code).filter(Objects::nonNull).toList()).stream()
                .collect(Collectors.toMap(unit -> unit.code, unit -> unit.name));
        List<ImportView.Name> names = units.stream().map(unit -> ImportView.Name.of(unit, unit.code() == null ? null : meant.get(unit.code()),
                marked.contains("text-" + anchorsByName.get(unit.name())), answers.get(unit.name()))).toList();
        return new ImportView(read.sourceText() == null ? List.of() : ImportText.pieces(read.sourceText(), marks), findings,
                ImportView.parts(tasks, marked, validator), left, names, marked, tasks.size());
    }

    /** What may be wrong comes before what is only worth knowing; else in the order of the text. */
    private static List<Finding> sorted(Stream<Finding> findings) {
        return findings.sorted(Comparator.comparing(Finding::severity, Comparator.nullsFirst(Comparator.naturalOrder())).reversed()).toList();
    }

    /** How many tasks were read from its text that the draft does not have. */
    long left(Notice notice, List<Task> tasks) {
        Set<String> refs = tasks.stream().map(task -> task.ref).collect(Collectors.toSet());
        return reading(notice).tasks().stream().filter(task -> !refs.contains(task.ref())).count();
    }

    /** Begins a form for the first task with what was read of one, where a draft could have none as it is. */
    ImportForm withFirstTask(ImportForm form, NoticeDraft read) {
        boolean none = ImportObstacle.without(read.tasks(), validator).isEmpty();
        return none && !read.tasks().isEmpty() ? form.and(ImportForm.of(read.tasks().get(0), "")) : form;
    }

    /** What its text says; nothing where it has none. */
    NoticeDraft reading(Notice notice) {
        return notice.sourceText == null ? NOTHING : reading.read(notice.sourceText);
    }

    /** Those that nobody is known by, and those that are only assumed: dispatch would refuse them. */
    static List<UnitReading> doubtful(List<UnitReading> units) {
        return units.stream().filter(unit -> unit.code() == null || unit.by().isAssumed()).toList();
    }

    /** What the codes of units begin with here: what those that the notice names already begin with mostly. */
    static String prefix(List<UnitReading> units) {
        Stream<String> codes = units.stream().map(UnitReading::code).filter(code -> code != null && code.indexOf('-') > 0);
        return codes.map(code -> code.substring(0, code.indexOf('-'))).collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .entrySet().stream().max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey).orElse("");
    }
}
