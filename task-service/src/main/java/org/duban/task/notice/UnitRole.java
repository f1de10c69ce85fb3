package org.duban.task.notice;

import org.duban.task.problem.Text;

/** What a unit is to a task (责任分工). The strongest comes first. */
public enum UnitRole {
    /** 牵头: answers for the whole task, reads the others' reports on it. */
    LEAD("牵头", "lead"),
    /** 责任: answers for its own part. */
    RESPONSIBLE("责任", "responsible"),
    /** 配合: helps; the task can be done without its report. */
    ASSISTING("配合", "assisting");

    private final Text word;

    UnitRole(String zh, String en) {
        word = new Text(zh, en);
    }

    /** What people read. */
    public String word(boolean english) {
        return word.in(english);
    }
}
