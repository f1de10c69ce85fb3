package org.duban.task.notice;

import org.duban.task.ladder.Ladder;

/** Which ladder a notice has. */
public enum LadderChoice {
    /** The default ladder (R5). */
    DEFAULT,
    /** No reminders, chases or escalations. */
    NONE,
    /** A ladder of the notice's own. */
    OWN;

    /** @return null: no reminders */
    public Ladder ladder(Ladder own) {
        return switch (this) {
            case DEFAULT -> Ladder.STANDARD;
            case NONE -> null;
            case OWN -> own;
        };
    }
}
