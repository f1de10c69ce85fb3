package org.duban.task.assignment;

/** What changed in a deadline, when no mail follows from it. */
public enum Cause {
    ACKNOWLEDGED,
    INTERIM_SUBMITTED,
    SUBMITTED,
    ACCEPTED,
    /** An assignment left this deadline for one of another day. */
    MOVED_AWAY,
    /** An assignment is no longer asked for, or not of this unit. */
    TERMINATED
}
