package org.duban.task.notice;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.parse.ParsedContact;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;
import org.duban.task.unit.ConfirmedUnits;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;

/** Stores drafts, and replaces them. */
@ApplicationScoped
public class Notices {
    /**
     * Most characters of all tasks together, counting so many for each beside its text. A unit may have them all, and then one event
     * tells them all: a broker refuses too large a record for ever (KafkaLink).
     */
    private static final int MOST_CHARACTERS = 1_000_000;
    private static final int BESIDE_THE_TEXT = 100;
    private static final int LONGEST_CONTACT = 200;

    private final Audit audit;
    private final Clock clock;

    Notices(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Stores a draft.
     *
     * @param again true: though a notice of the same number or text is there
     * @throws ProblemException 409 that names that one
     */
    @Transactional
    public Notice create(NoticeDraft draft, boolean again, String actor) {
        requireWhole(draft);
        if (!again) {
            Imports.refuseKnown(draft);
        }
        Notice notice = new Notice(Ids.next(), clock.instant());
        fill(notice, draft);
        notice.persist();
        Task.persist(tasks(notice.id, draft.tasks()));
        audit.record(new Audit.Entry(actor, "notice.created", "notice", notice.id, null, state(notice, draft.tasks().size()), null));
        return notice;
    }

    /**
     * Replaces a draft and all its tasks.
     *
     * @param before asked with the notice as it is; what it throws stops the change
     * @param change gives what it is to be
     * @throws ProblemException 404; 409 when it is no draft any more; 400 when it would alter the verbatim text
     */
    @Transactional
    public Notice replace(UUID id, String actor, Consumer<Notice> before, Function<Notice, NoticeDraft> change) {
        Notice notice = Notice.locked(id);
        before.accept(notice);
        if (notice.status != Notice.Status.DRAFT) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, new Text(
                    "通知的状态为" + notice.status.named() + "，只有草稿可以整份修改；已交办的请修改其事项。",
                    "The notice is " + notice.status + "; only a draft can be replaced. Amend the tasks of one that was dispatched."));
        }
        NoticeDraft draft = change.apply(notice);
        requireWhole(draft);
        if (notice.sourceText != null && draft.sourceText() != null && !notice.sourceText.equals(draft.sourceText())) {
            throw ProblemException.field("/sourceText", "原文入库后不再更改。", "The verbatim text is never changed.");
        }
        Map<String, Object> old = state(notice, Task.count("noticeId", id));
        fill(notice, draft);
        Task.delete("noticeId", id);
        Task.persist(tasks(id, draft.tasks()));
        // Also when only tasks differ: what the caller had read is no longer what is there.
        Panache.getEntityManager().lock(notice, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
        Panache.getEntityManager().flush();
        audit.record(new Audit.Entry(actor, "notice.changed", "notice", id, old, state(notice, draft.tasks().size()), null));
        return notice;
    }

    private static Map<String, Object> state(Notice notice, long tasks) {
        return Map.of("title", notice.title, "tasks", tasks, "reportBy", String.valueOf(notice.reportBy), "deadlineRule",
                notice.rule());
    }

    /** What a reading may lack and a draft may not. */
    private static void requireWhole(NoticeDraft draft) {
        if (draft.title() == null || draft.title().isBlank()) {
            throw ProblemException.field("/title", "不能为空。", "It must not be blank.");
        }
        if (draft.tasks() == null || draft.tasks().isEmpty()) {
            throw ProblemException.field("/tasks", "至少须有一项事项。", "There must be a task.");
        }
        if (draft.tasks().stream().mapToLong(Notices::length).sum() > MOST_CHARACTERS) {
            throw ProblemException.field("/tasks", "各项事项合计过长，请分为几份通知。", "The tasks are too long together; make several notices of it.");
        }
        for (int i = 0; draft.contact() != null && i < draft.contact().size(); i++) {
            ParsedContact contact = draft.contact().get(i);
            if (Stream.of(contact.name(), contact.phone()).anyMatch(part -> part != null && part.length() > LONGEST_CONTACT)) {
                throw ProblemException.field("/contact/" + i, "姓名和电话各不超过 " + LONGEST_CONTACT + " 个字。",
                        "Name and phone have at most " + LONGEST_CONTACT + " characters each.");
            }
        }
    }

    private static long length(TaskDraft task) {
        return task.text().length() + (task.heading() == null ? 0 : task.heading().length()) + BESIDE_THE_TEXT;
    }

    private static void fill(Notice notice, NoticeDraft draft) {
        notice.title = draft.title().strip();
        notice.documentNumber = draft.documentNumber();
        notice.issuedBy = draft.issuedBy();
        notice.issuedOn = draft.issuedOn();
        notice.publishedOn = draft.publishedOn();
        notice.reportBy = draft.reportBy();
        notice.reportByText = draft.reportByText();
        notice.reportTo = draft.reportTo();
        notice.units = ConfirmedUnits.own(orEmpty(draft.units()), "/units");
        // Known or not yet: dispatch asks the directory again, and does not go without an answer (R11).
        notice.reportToUnit = draft.reportTo() == null ? null
                : Directory.byName(draft.reportTo(), notice.givenUnits()).map(unit -> unit.code).orElse(null);
        if (draft.inspectorateUnit() != null && Unit.byCode(draft.inspectorateUnit()).isEmpty()) {
            throw ProblemException.field("/inspectorateUnit", "名录中没有此单位。", "The directory has no such unit.");
        }
        notice.inspectorateUnit = draft.inspectorateUnit();
        notice.mailbox = draft.mailbox();
        notice.contact = orEmpty(draft.contact());
        notice.sections = orEmpty(draft.sections());
        notice.findings = orEmpty(draft.findings());
        DeadlineRule rule = draft.deadlineRule() == null ? DeadlineRule.STANDARD : draft.deadlineRule().orStandard();
        notice.ruleBefore = rule.before();
        notice.ruleRestDay = rule.restDay();
        notice.sourceText = draft.sourceText() == null ? notice.sourceText : draft.sourceText();
    }

    private static List<Task> tasks(UUID noticeId, List<TaskDraft> drafts) {
        List<Task> tasks = new ArrayList<>(drafts.size());
        Map<String, Integer> refs = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            TaskDraft draft = drafts.get(i);
            Integer other = refs.put(draft.ref(), i);
            if (other != null) {
                throw ProblemException.field("/tasks/" + i + "/ref", "与第" + (other + 1) + "项事项的编号相同。",
                        "Task " + (other + 1) + " has the same ref.");
            }
            tasks.add(Task.of(noticeId, i, draft, "/tasks/" + i));
        }
        return tasks;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
