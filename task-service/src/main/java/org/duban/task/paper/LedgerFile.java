package org.duban.task.paper;

import java.io.IOException;
import java.util.List;

/** A ledger on its way to who asked for it. What was not finished cannot be taken for a whole one. */
interface LedgerFile {
    /** Rows in their order; those of one task come one after another. */
    void add(List<LedgerRow> page) throws IOException;

    void finish() throws IOException;

    /**
     * What stands above the table.
     *
     * @param note of which moment it is, and of what
     */
    record Head(String title, String note, boolean english) {}
}
