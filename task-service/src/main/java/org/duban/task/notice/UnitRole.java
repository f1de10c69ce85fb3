package org.duban.task.notice;

/** What a unit is to a task (责任分工). The strongest comes first. */
public enum UnitRole {
    /** 牵头: answers for the whole task, reads the others' reports on it. */
    LEAD,
    /** 责任: answers for its own part. */
    RESPONSIBLE,
    /** 配合: helps; the task can be done without its report. */
    ASSISTING
}
