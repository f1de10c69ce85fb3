package org.duban.task.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.audit.Audit;
import org.duban.task.event.Ids;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.problem.ProblemException;
import org.duban.task.unit.Directory;
import org.duban.task.unit.Unit;

/** Stores drafts. */
@ApplicationScoped
public class Notices {
    private final Audit audit;
    private final Clock clock;

    Notices(Audit audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    Notice create(NoticeDraft draft, String actor) {
        Notice notice = new Notice(Ids.next(), clock.instant());
        notice.title = draft.title().strip();
        notice.documentNumber = draft.documentNumber();
        notice.issuedBy = draft.issuedBy();
        notice.issuedOn = draft.issuedOn();
        notice.publishedOn = draft.publishedOn();
        notice.reportBy = draft.reportBy();
        notice.reportByText = draft.reportByText();
        notice.reportTo = draft.reportTo();
        // Known or not yet: dispatch asks the directory again, and does not go without an answer (R11).
        notice.reportToUnit = draft.reportTo() == null ? null
                : Directory.byName(draft.reportTo()).map(unit -> unit.code).orElse(null);
        if (draft.inspectorateUnit() != null && Unit.byCode(draft.inspectorateUnit()).isEmpty()) {
            throw ProblemException.field("/inspectorateUnit", "名录中没有此单位。", "The directory has no such unit.");
        }
        notice.inspectorateUnit = draft.inspectorateUnit();
        notice.mailbox = draft.mailbox();
        notice.contact = orEmpty(draft.contact());
        notice.sections = orEmpty(draft.sections());
        notice.findings = orEmpty(draft.findings());
        notice.sourceText = draft.sourceText();
        notice.persist();
        Task.persist(tasks(notice.id, draft.tasks()));
        audit.record(new Audit.Entry(actor, "notice.created", "notice", notice.id, null,
                Map.of("title", notice.title, "tasks", draft.tasks().size()), null));
        return notice;
    }

    private static List<Task> tasks(UUID noticeId, List<TaskDraft> drafts) {
        List<Task> tasks = new ArrayList<>(drafts.size());
        Map<String, Integer> refs = new HashMap<>();
        for (int i = 0; i < drafts.size(); i++) {
            TaskDraft draft = drafts.get(i);
            String pointer = "/tasks/" + i;
            Integer other = refs.put(draft.ref(), i);
            if (other != null) {
                throw ProblemException.field(pointer + "/ref", "与第" + (other + 1) + "项事项的编号相同。",
                        "Task " + (other + 1) + " has the same ref.");
            }
            Task task = new Task(Ids.next(), noticeId, i);
            task.ref = draft.ref();
            task.number = draft.number() == null ? String.valueOf(i + 1) : draft.number();
            task.label = draft.label() == null ? task.ref : draft.label();
            task.heading = draft.heading();
            task.text = draft.text();
            task.units = units(draft);
            task.etc = Boolean.TRUE.equals(draft.etc());
            task.due(draft.due());
            task.dueText = draft.dueText();
            if (task.units.isEmpty()) {
                throw ProblemException.field(pointer + "/responsible", "没有责任单位。", "No unit is responsible.");
            }
            tasks.add(task);
        }
        return tasks;
    }

    private static List<Task.PrintedUnit> units(TaskDraft draft) {
        List<Task.PrintedUnit> units = new ArrayList<>();
        orEmpty(draft.lead()).forEach(name -> units.add(new Task.PrintedUnit(UnitRole.LEAD, name)));
        orEmpty(draft.responsible()).forEach(name -> units.add(new Task.PrintedUnit(UnitRole.RESPONSIBLE, name)));
        orEmpty(draft.assisting()).forEach(name -> units.add(new Task.PrintedUnit(UnitRole.ASSISTING, name)));
        return units;
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : list;
    }
}
