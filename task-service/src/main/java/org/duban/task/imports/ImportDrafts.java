package org.duban.task.imports;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.duban.task.assignment.Dispatch;
import org.duban.task.assignment.LadderChange;
import org.duban.task.assignment.LadderForm;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.DraftPatch;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeDraft;
import org.duban.task.notice.NoticeDraft.TaskDraft;
import org.duban.task.notice.NoticeUnits;
import org.duban.task.notice.NoticeUnitsResource;
import org.duban.task.notice.Notices;
import org.duban.task.notice.Task;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.ProblemMappers;
import org.duban.task.problem.Text;
import org.duban.task.security.Caller;
import org.duban.task.unit.ConfirmedUnits;
import org.duban.task.unit.Contact;
import org.duban.task.unit.Directory;
import org.duban.task.unit.UnitReading;
import org.duban.task.unit.UnitResource.ContactView;

/**
 * What the import pages change, through the classes that the API changes it by. Every change names the version of the
 * notice that its page showed: what somebody else has changed meanwhile is not overwritten unseen.
 */
@ApplicationScoped
public class ImportDrafts {
    /** The post of a contact that was given by its address alone. */
    private static final String LIAISON = "联络员";

    private final Notices notices;
    private final NoticeUnits units;
    private final ConfirmedUnits confirmed;
    private final Directory directory;
    private final Dispatch dispatch;
    private final LadderChange ladders;
    private final DraftPatch patch;
    private final Validator validator;
    private final ObjectMapper json;
    private final Caller caller;

    ImportDrafts(Notices notices, NoticeUnits units, ConfirmedUnits confirmed, Directory directory, Dispatch dispatch,
            LadderChange ladders, DraftPatch patch, Validator validator, ObjectMapper json, Caller caller) {
        this.notices = notices;
        this.units = units;
        this.confirmed = confirmed;
        this.directory = directory;
        this.dispatch = dispatch;
        this.ladders = ladders;
        this.patch = patch;
        this.validator = validator;
        this.json = json;
        this.caller = caller;
    }

    /** Stores what was read, as the form has it, but for tasks that cannot be stored so; where none is left, with the form's own. */
    @Transactional
    UUID create(NoticeDraft read, ImportForm form) {
        ObjectNode changes = notice(form);
        // Whom a name is only taken for is to be confirmed, name by name; a reading that is sent whole would confirm it.
        changes.putArray("units");
        List<TaskDraft> tasks = ImportObstacle.without(read.tasks(), validator);
        if (tasks.isEmpty()) {
            changes.putArray("tasks").add(form.into(json.createObjectNode()));
        } else if (tasks.size() < read.tasks().size()) {
            changes.set("tasks", json.valueToTree(tasks));
        }
        return notices.create(patch.apply(changes, read), form.is("duplicate", "true"), caller.actor()).id;
    }

    /** Changes the notice's own fields. */
    @Transactional
    void change(UUID id, ImportForm form) {
        replace(id, form, draft -> notice(form));
    }

    private ObjectNode notice(ImportForm form) {
        ObjectNode changes = form.notice(json);
        String inspectorate = form.value("inspectorateUnit");
        if (!inspectorate.isEmpty()) {
            changes.put("inspectorateUnit", Directory.code(inspectorate));
        }
        return changes;
    }

    /** Changes a task, or adds one after the others of its heading; its place in the notice, from 0. */
    @Transactional
    int putTask(UUID id, ImportForm form) {
        int[] place = new int[1];
        replace(id, form, draft -> {
            ArrayNode tasks = json.valueToTree(draft.tasks());
            if (form.value("was").isEmpty()) {
                place[0] = placeOfNew(draft, form.value("heading"));
                tasks.insert(place[0], form.into(json.createObjectNode()));
            } else {
                place[0] = place(draft, form.value("was"));
                form.into((ObjectNode) tasks.get(place[0]));
            }
            return json.createObjectNode().set("tasks", tasks);
        });
        return place[0];
    }

    @Transactional
    void removeTask(UUID id, ImportForm form) {
        replace(id, form, draft -> {
            ArrayNode tasks = json.valueToTree(draft.tasks());
            tasks.remove(place(draft, form.value("was")));
            return json.createObjectNode().set("tasks", tasks);
        });
    }

    private static int place(NoticeDraft draft, String ref) {
        return IntStream.range(0, draft.tasks().size()).filter(i -> draft.tasks().get(i).ref().equals(ref)).findFirst()
                .orElseThrow(() -> ProblemException.notFound(new Text("事项", "task"), ref));
    }

    private static int placeOfNew(NoticeDraft draft, String heading) {
        return 1 + IntStream.range(0, draft.tasks().size())
                .filter(i -> Objects.equals(Objects.requireNonNullElse(draft.tasks().get(i).heading(), ""), heading))
                .max().orElse(draft.tasks().size() - 1);
    }

    /**
     * Makes units and groups of the names that are to become some, and keeps whom the others mean in this notice: all or nothing.
     *
     * @param answers what the office has said of each printed name
     */
    @Transactional
    void confirm(UUID id, ImportForm form, List<ImportAnswer> answers) {
        requireSeen(form, Notice.locked(id));
        String prefix = form.value("prefix");
        List<String> made = answers.stream().filter(ImportAnswer::isNewUnit).map(ImportAnswer::name).toList();
        if (answers.stream().anyMatch(answer -> answer.isNewUnit() || answer.isNewGroup())) {
            requireValid(new NoticeUnitsResource.NewUnits(prefix, made.isEmpty() ? null : made));
        }
        if (!made.isEmpty()) {
            units.create(id, made, prefix, caller.actor());
        }
        answers.stream().filter(ImportAnswer::isNewGroup).forEach(answer -> confirmed.createGroup(answer.name(),
                answer.memberNames().stream().map(Directory::code).toList(), prefix, caller.actor()));
        Map<String, String> meant = new HashMap<>();
        answers.stream().filter(answer -> answer.code() != null).forEach(answer -> meant.put(answer.name(), Directory.code(answer.code())));
        if (!meant.isEmpty()) {
            replace(id, form, draft -> {
                List<UnitReading> all = new ArrayList<>(draft.units().stream().filter(unit -> !meant.containsKey(unit.name())).toList());
                meant.forEach((name, code) -> all.add(UnitReading.given(name, code)));
                return json.createObjectNode().set("units", json.valueToTree(all));
            });
        }
    }

    /** Says when the draft's units will be reminded. Nobody has been told of it yet, so no reason is asked for. */
    @Transactional
    void chase(UUID id, ImportForm form) {
        LadderChoice choice = form.is("choice", "OWN") ? LadderChoice.OWN : form.is("choice", "NONE") ? LadderChoice.NONE : LadderChoice.DEFAULT;
        Ladder own = null;
        if (choice == LadderChoice.OWN) {
            LadderForm entered = ImportLadder.of(form);
            requireValid(entered);
            own = entered.ladder("/ladder");
        }
        ladders.change(id, choice, own, null, caller.actor(), notice -> {
            requireSeen(form, notice);
            requireDraft(notice);
        });
    }

    /** Gives units the address of a liaison: all or nothing. */
    @Transactional
    void reach(ImportForm form) {
        ProblemException problem = new ProblemException(ProblemCode.INVALID_FIELD, Text.of("邮箱的写法不对。", "That is no address."));
        form.entered("email").forEach((code, email) -> {
            validator.validate(new ContactView(Contact.Role.LIAISON, LIAISON, email)).forEach(violation ->
                    problem.at("/email-" + code, new Text(violation.getMessage(), violation.getMessage())));
            if (!problem.hasPlaces()) {
                directory.addContact(code, Contact.Role.LIAISON, LIAISON, email, caller.actor());
            }
        });
        if (problem.hasPlaces()) {
            throw problem;
        }
    }

    private static void requireDraft(Notice notice) {
        if (notice.status != Notice.Status.DRAFT) {
            throw new ProblemException(ProblemCode.ILLEGAL_MOVE, Text.of("通知已不是草稿，不能在此修改。", "The notice is no draft any more."));
        }
    }

    /** @param due null: the notice's day */
    @Transactional
    Dispatch.Result dispatch(UUID id, ImportForm form, LocalDate due, LadderChoice ladder) {
        Notice notice = Notice.locked(id);
        if (notice.status == Notice.Status.DRAFT) {
            requireSeen(form, notice);
        }
        return dispatch.dispatch(id, due, ladder, caller.actor());
    }

    private void replace(UUID id, ImportForm form, Function<NoticeDraft, ObjectNode> changes) {
        notices.replace(id, caller.actor(), notice -> requireSeen(form, notice), notice -> {
            NoticeDraft draft = NoticeDraft.of(notice, Task.ofNotice(id));
            return patch.apply(changes.apply(draft), draft);
        });
    }

    private static void requireSeen(ImportForm form, Notice notice) {
        if (!form.is("version", String.valueOf(notice.version))) {
            throw new ProblemException(ProblemCode.PRECONDITION_FAILED, Text.of(
                    "您打开本页之后，草稿已被改动，您填写的内容尚未保存。请对照现在的内容，需要时再次保存。",
                    "The draft was changed after you opened this page; what you entered is not saved yet. Compare it with what is there now, and save again if it still holds."));
        }
    }

    private void requireValid(Object body) {
        var violations = validator.validate(body);
        if (!violations.isEmpty()) {
            throw ProblemMappers.ofBody(violations);
        }
    }
}
