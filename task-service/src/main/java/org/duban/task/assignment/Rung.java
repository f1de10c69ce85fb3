package org.duban.task.assignment;

import java.util.UUID;
import org.duban.task.event.Ids;

/**
 * One step of the ladder.
 *
 * @param offset            working days from the due day: -3 is T-3, 0 is T, 5 is T+5
 * @param stage             what its mail is
 * @param copyLeader        the unit's leader gets a copy
 * @param tellInspectorate  it goes on the next list for the inspectorate
 */
public record Rung(int offset, Stage stage, boolean copyLeader, boolean tellInspectorate) {
    /** What a rung's mail is (R5). */
    public enum Stage {
        /** 临近提醒, up to the day itself. */
        REMINDER,
        /** 催办, after the day. */
        CHASE,
        /** 督办, to the leader too and on the inspectorate's list. */
        ESCALATION
    }

    /** Its name is its offset: T-3, T, T+5. */
    public String name() {
        return name(offset);
    }

    /** The name of the rung at that offset. */
    public static String name(int offset) {
        return offset == 0 ? "T" : "T%+d".formatted(offset);
    }

    /** The id of the event of this rung of that deadline: the same whoever fires it (R6). */
    UUID eventId(UUID deadline) {
        return Ids.named(deadline, name());
    }
}
