package org.duban.task.imports;

import jakarta.validation.Validator;
import java.util.List;
import java.util.stream.Stream;
import org.duban.task.notice.NoticeDraft.TaskDraft;

/** Why a task cannot be stored as it was read: the draft then begins without it, and the office takes it in by hand. */
public enum ImportObstacle {
    /** No list of units has a name. */
    NO_UNIT,
    /** Its text is longer than a task's may be. */
    TOO_LONG,
    /** Something else of it is. */
    OTHER;

    /** Null: nothing is in the way. */
    static ImportObstacle of(TaskDraft task, Validator validator) {
        if (Stream.of(task.lead(), task.responsible(), task.assisting()).allMatch(names -> names == null || names.isEmpty())) {
            return NO_UNIT;
        }
        if (task.text() != null && task.text().length() > TaskDraft.LONGEST) {
            return TOO_LONG;
        }
        return validator.validate(task).isEmpty() ? null : OTHER;
    }

    /** Those in whose way nothing is. */
    static List<TaskDraft> without(List<TaskDraft> tasks, Validator validator) {
        return tasks.stream().filter(task -> of(task, validator) == null).toList();
    }
}
