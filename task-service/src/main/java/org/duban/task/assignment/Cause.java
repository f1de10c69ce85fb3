package org.duban.task.assignment;

/** What changed in a deadline. A mail follows only from a report, which gets its receipt, and where something is no longer asked for. */
public enum Cause {
    ACKNOWLEDGED,
    INTERIM_SUBMITTED,
    SUBMITTED,
    ACCEPTED,
    /** An assignment left this deadline for one of another day. */
    MOVED_AWAY,
    /** An assignment is no longer asked for, or not of this unit. */
    TERMINATED,
    /** A task was changed or withdrawn after dispatch. */
    AMENDED,
    /** The office closed the notice: nothing of it is sent any more. */
    NOTICE_CLOSED,
    /** The office withdrew the notice: what was open of it is terminated. */
    NOTICE_WITHDRAWN
}
