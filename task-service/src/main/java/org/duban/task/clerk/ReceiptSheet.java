package org.duban.task.clerk;

import java.util.List;

/**
 * 回执: what a unit filed together, as its page shows it.
 *
 * @param tasks those that it was filed for, in the notice's order
 */
public record ReceiptSheet(Sheet.Head head, String number, Sheet.Entry report, List<Line> tasks) {
    /** A task, as the notice numbers it. */
    public record Line(String label, String text) {}
}
