package org.duban.task.paper;

import java.util.List;
import java.util.StringJoiner;
import org.duban.task.problem.Text;

/** The official columns of a ledger, and what stands in them. */
final class LedgerCells {
    static final int NUMBER = 0;
    static final int TASK = 1;
    static final int UNIT = 2;
    static final int ROLE = 3;
    static final int DUE = 4;
    static final int PROGRESS = 5;
    static final int STATUS = 6;
    static final int LIGHT = 7;

    private static final List<Text> HEADINGS = List.of(new Text("序号", "No."), new Text("事项", "Task"), new Text("责任单位", "Unit"),
            new Text("角色", "Role"), new Text("完成时限", "Due"), new Text("进展", "Progress"), new Text("状态", "Status"),
            new Text("灯", "Light"));

    private LedgerCells() {}

    static String[] headings(boolean english) {
        return HEADINGS.stream().map(heading -> heading.in(english)).toArray(String[]::new);
    }

    /** A cell may have several lines. */
    static String[] of(LedgerRow row, boolean english) {
        return new String[] {String.valueOf(row.number()), Words.line(row.label()) + " " + Words.clean(row.task()).strip(),
            Words.line(row.unit()), row.role().word(english), due(row, english), progress(row, english),
            row.status().word(english), row.light().word(english)};
    }

    /** The day in force, and the first one where that was another (R3); without any, the words of the notice. */
    private static String due(LedgerRow row, boolean english) {
        if (row.due() == null) {
            return Words.line(row.dueText());
        }
        boolean moved = row.originalDue() != null && !row.originalDue().equals(row.due());
        return row.due() + (moved ? (english ? "\n(was %s)" : "\n（原%s）").formatted(row.originalDue()) : "");
    }

    private static String progress(LedgerRow row, boolean english) {
        StringJoiner lines = new StringJoiner("\n");
        if (row.newest() != null) {
            String percent = row.newest().percent() == null ? ""
                    : (english ? " (%d%%)" : "（进度%d%%）").formatted(row.newest().percent());
            lines.add(Words.clean(row.newest().summary()).strip() + percent);
            add(lines, english ? "Problems: " : "存在问题：", row.newest().problems());
            add(lines, english ? "Next: " : "下一步：", row.newest().nextSteps());
        }
        add(lines, english ? "Returned: " : "退回：", row.returned());
        return lines.toString();
    }

    private static void add(StringJoiner lines, String heading, String text) {
        String clean = Words.clean(text).strip();
        if (!clean.isEmpty()) {
            lines.add(heading + clean);
        }
    }
}
