package org.duban.task.ladder;

/**
 * One step of the ladder.
 *
 * @param offset            days from the due day, negative before it, in the ladder's {@link Days}
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

    Rung at(int offset) {
        return new Rung(offset, stage, copyLeader, tellInspectorate);
    }
}
