package org.duban.task.imports;

import io.quarkus.panache.common.Sort;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.task.assignment.ComparisonResource.ComparisonView;
import org.duban.task.assignment.PlannedMail.UnitName;
import org.duban.task.assignment.ReminderPlans;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.notice.Imports;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.NoticeReading;
import org.duban.task.notice.NoticeResource.NoticeView;
import org.duban.task.notice.Task;
import org.duban.task.parse.Due;
import org.duban.task.problem.Problem;
import org.duban.task.problem.ProblemCode;
import org.duban.task.unit.Contact;
import org.duban.task.unit.Unit;
import org.duban.task.unit.UnitReading;

/** The pages of an import, as text. */
@ApplicationScoped
public class ImportPages {
    private static final int MOST_DRAFTS = 50;
    /** Of names offered while one types. */
    private static final int MOST_UNITS = 500;

    private final ImportViews views;
    private final ReminderPlans plans;
    private final WorkingCalendar calendar;

    ImportPages(ImportViews views, ReminderPlans plans, WorkingCalendar calendar) {
        this.views = views;
        this.plans = plans;
        this.calendar = calendar;
    }

    /** A notice that is stored already. */
    public record Stored(UUID id, String title, Notice.Status status, Instant createdAt) {
        static Stored of(Notice notice) {
            return new Stored(notice.id, notice.title, notice.status, notice.createdAt);
        }
    }

    /** A unit of the directory. */
    public record Listed(String code, String name) {}

    /** The notice that a reading would repeat, and how they differ. */
    public record Known(Stored notice, ComparisonView comparison) {}

    @CheckedTemplate(basePath = "imports")
    static class Templates {
        static native TemplateInstance start(boolean english, ImportWords words, String text, Problem problem, List<Stored> drafts);

        static native TemplateInstance reading(boolean english, ImportWords words, NoticeDraft notice, ImportView view, Known known,
                ImportForm form, List<Listed> units, Problem problem);

        static native TemplateInstance draft(boolean english, ImportWords words, NoticeView notice, boolean editable, ImportView view,
                ImportForm form, List<String> ladder, String prefix, List<Listed> units, Problem problem);

        static native TemplateInstance dispatch(boolean english, ImportWords words, NoticeView notice, boolean editable, LocalDate due, boolean dated,
                ImportOutlook outlook, long left, boolean unchased, boolean ownLadder, ImportForm form, Problem problem);
    }

    /** Where an import begins. @param text what was pasted, to be corrected; empty at first */
    @Transactional
    String start(boolean english, String text, Problem problem) {
        List<Stored> drafts = Notice.<Notice>find("status = ?1 order by createdAt desc, id desc", Notice.Status.DRAFT)
                .page(0, MOST_DRAFTS).list().stream().map(Stored::of).toList();
        return Templates.start(english, ImportWords.in(english), text, problem, drafts).render();
    }

    /** What was read, before anything is stored. @param form what was entered; null at first */
    @Transactional
    String reading(boolean english, NoticeDraft read, ImportForm form, Problem problem) {
        Known known = Imports.known(read).map(notice -> new Known(Stored.of(notice), ComparisonView.of(notice, read))).orElse(null);
        ImportForm shown = form == null ? views.withFirstTask(ImportForm.of(read), read) : form;
        return Templates.reading(english, ImportWords.in(english), read, views.of(read, english), known,
                problem == null ? shown : shown.wrong(problem), listed(), problem).render();
    }

    /**
     * A stored notice, to be corrected while it is a draft.
     *
     * @param edit {@code notice}, {@code ladder}, {@code new}, {@code task-1} or, for one that was read and left out, {@code read-0}; else nothing
     */
    @Transactional
    String draft(boolean english, UUID id, String edit) {
        Notice notice = Notice.byId(id);
        return draft(english, notice, form(notice, edit), null);
    }

    /** The same after a refusal, with what was entered. */
    @Transactional
    String draft(boolean english, UUID id, ImportForm entered, Problem problem) {
        Notice notice = Notice.byId(id);
        NoticeDraft stored = NoticeDraft.of(notice, Task.ofNotice(id));
        ImportForm now = switch (entered.of()) {
            case NOTICE -> ImportForm.of(stored);
            case TASK -> stored.tasks().stream().filter(task -> entered.is("was", task.ref())).findFirst()
                    .map(task -> ImportForm.of(task, task.ref())).orElseGet(entered::asNew);
            case UNITS, LADDER, LIAISONS, NOTHING -> entered;
        };
        boolean changed = problem.status() == ProblemCode.PRECONDITION_FAILED.status;
        return draft(english, notice, (changed ? entered.beside(now) : entered).wrong(problem), problem);
    }

    private String draft(boolean english, Notice notice, ImportForm form, Problem problem) {
        boolean editable = notice.status == Notice.Status.DRAFT;
        List<Task> tasks = Task.ofNotice(notice.id).stream().filter(task -> task.withdrawnAt == null).toList();
        List<UnitReading> units = NoticeReading.units(notice, tasks);
        Map<String, ImportAnswer> answers = ImportAnswer.of(form).stream()
                .collect(Collectors.toMap(ImportAnswer::name, Function.identity(), (first, again) -> first));
        return Templates.draft(english, ImportWords.in(english), NoticeView.of(notice, false), editable,
                views.of(notice, tasks, units, answers, english), editable ? form : ImportForm.none(), ImportWords.in(english).ladder(notice),
                form.has("prefix") ? form.value("prefix") : ImportViews.prefix(units), editable ? listed() : List.of(), problem).render();
    }

    private ImportForm form(Notice notice, String edit) {
        if (edit == null || notice.status != Notice.Status.DRAFT) {
            return ImportForm.none();
        }
        NoticeDraft stored = NoticeDraft.of(notice, Task.ofNotice(notice.id));
        return edit.equals("notice") ? ImportForm.of(stored)
                : edit.equals("ladder") ? ImportForm.ofLadder(notice)
                : edit.equals("new") ? ImportForm.ofNewTask()
                : edit.startsWith("task-") ? at(stored.tasks(), edit, 1).map(task -> ImportForm.of(task, task.ref())).orElseGet(ImportForm::none)
                : edit.startsWith("read-") ? at(views.reading(notice).tasks(), edit, 0).map(task -> ImportForm.of(task, "")).orElseGet(ImportForm::none)
                : ImportForm.none();
    }

    private static Optional<TaskDraft> at(List<TaskDraft> tasks, String edit, int first) {
        String number = edit.substring(edit.indexOf('-') + 1);
        int index = number.matches("\\d{1,6}") ? Integer.parseInt(number) - first : -1;
        return index >= 0 && index < tasks.size() ? Optional.of(tasks.get(index)) : Optional.empty();
    }

    /** What a dispatch would do; of a dispatched notice what is to come. */
    @Transactional
    String dispatch(boolean english, UUID id, ImportForm form, Problem problem) {
        Notice notice = Notice.byId(id);
        ReminderPlans.Plan plan = plans.of(id);
        List<String> codes = ImportOutlook.units(plan).map(UnitName::code).filter(code -> code != null).toList();
        List<Task> tasks = Task.ofNotice(id);
        List<String> doubtful = notice.status != Notice.Status.DRAFT ? List.of()
                : ImportViews.doubtful(NoticeReading.units(notice, tasks)).stream().map(UnitReading::name).toList();
        boolean dated = notice.reportBy != null || tasks.stream().map(Task::due).anyMatch(due -> due != null && !due.equals(Due.openEnded()));
        boolean draft = notice.status == Notice.Status.DRAFT;
        return Templates.dispatch(english, ImportWords.in(english), NoticeView.of(notice, false), draft, notice.due(calendar), dated,
                ImportOutlook.of(plan, doubtful, Contact.unitsWith(Contact.Role.LIAISON, codes)), draft ? views.left(notice, tasks) : 0,
                notice.ladder == LadderChoice.NONE,
                notice.ladder == LadderChoice.OWN, form, problem).render();
    }

    private static List<Listed> listed() {
        return Unit.<Unit>findAll(Sort.by("code")).page(0, MOST_UNITS).list().stream()
                .map(unit -> new Listed(unit.code, unit.name)).toList();
    }
}
