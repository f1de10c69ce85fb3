package org.duban.task.paper;

/** Paper that a ledger is set up to be printed on, across. */
public enum PaperSize {
    A4,
    A3
}
