package org.duban.task.parse;

/** How much a finding asks of the person who checks the draft. */
public enum Severity {
    /** Worth knowing; nothing was guessed. */
    INFO,
    /** Something was assumed, or left out; look at it before dispatch. */
    WARNING,
    /** The draft is probably wrong or incomplete there. */
    ERROR
}
