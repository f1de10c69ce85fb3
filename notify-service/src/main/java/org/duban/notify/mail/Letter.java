package org.duban.notify.mail;

import java.util.ArrayList;
import java.util.List;
import org.duban.notify.attachment.Workbook;

/**
 * A mail in parts, before it is text or HTML. Every string is plain text; the templates escape.
 *
 * @param subject one line
 * @param demo whether the banner 演示数据 stands above it
 * @param salutation without its colon
 * @param opening paragraphs: what, by when
 * @param reportLink where to report, the token left out; null where nothing is asked for, or there is no such page
 * @param attachedTasks how many tasks stand in the attached list only
 * @param notes what stands below: how to report, whom to ask, the source, why it came
 */
record Letter(
        String subject,
        boolean demo,
        String salutation,
        List<String> opening,
        String reportLink,
        List<TaskGroup> tasks,
        int attachedTasks,
        List<Table> tables,
        List<Note> notes) {

    /** The file that has whatever a long letter leaves out. */
    static final String LIST = "清单.xlsx";

    private static final String GOES_ON = "……（全文见附件）";
    private static final List<String> TASK_COLUMNS = List.of("编号", "标题", "事项", "情况", "时限", "亮灯", "备注");

    /** Tasks under one heading of the notice. */
    record TaskGroup(String heading, List<Task> tasks) {}

    /**
     * One task of the unit.
     *
     * @param facts role, status and day in one line
     * @param left how the day stands, as 还有3个工作日
     * @param remark a return's reason; empty where there is none
     */
    record Task(String label, String text, String facts, String left, DueState.Light light, String remark) {

        private Task within(int longest) {
            return text.length() <= longest && remark.length() <= longest
                    ? this
                    : new Task(label, cut(text, longest), facts, left, light, cut(remark, longest));
        }
    }

    /**
     * Rows of cells.
     *
     * @param empty said instead where there are no rows
     * @param attached how many further rows stand in the attached list
     * @param more how many there are besides, which the event does not name
     */
    record Table(String title, List<String> columns, List<List<String>> rows, String empty, int attached, int more) {

        private Table within(int most, int longest) {
            boolean whole = rows.size() <= most
                    && rows.stream().allMatch(row -> row.stream().allMatch(cell -> cell.length() <= longest));
            return whole
                    ? this
                    : new Table(
                            title,
                            columns,
                            rows.stream()
                                    .limit(most)
                                    .map(row -> row.stream()
                                            .map(cell -> cut(cell, longest))
                                            .toList())
                                    .toList(),
                            empty,
                            Math.max(0, rows.size() - most),
                            more);
        }

        /** What is not shown here, and where it is; empty where all is. */
        public String rest() {
            String here = attached == 0 ? "" : "以上为前" + rows.size() + "项，附件“" + LIST + "”另列" + attached + "项。";
            return more == 0 ? here : here + "另有" + more + "项未列出，请在督办系统中按本通知查询。";
        }
    }

    record Note(String title, String text) {}

    /** What is not shown of the tasks, and where it is; empty where all is. */
    public String restOfTasks() {
        int shown = tasks.stream().mapToInt(group -> group.tasks().size()).sum();
        return attachedTasks == 0
                ? ""
                : "以上为前" + shown + "项，共" + (shown + attachedTasks) + "项，全部列在附件“" + LIST + "”中。";
    }

    /** The same letter with at most so many tasks, and rows of a table, of at most so many characters each. */
    Letter within(int most, int longest) {
        List<TaskGroup> first = new ArrayList<>();
        int left = most;
        int all = 0;
        for (TaskGroup group : tasks) {
            all += group.tasks().size();
            if (left > 0) {
                first.add(new TaskGroup(
                        cut(group.heading(), longest),
                        group.tasks().stream()
                                .limit(left)
                                .map(task -> task.within(longest))
                                .toList()));
                left -= group.tasks().size();
            }
        }
        return new Letter(
                subject,
                demo,
                salutation,
                opening,
                reportLink,
                first,
                Math.max(0, all - most),
                tables.stream().map(table -> table.within(most, longest)).toList(),
                notes);
    }

    /** The same letter, naming what is attached to it. */
    Letter with(Note attachments) {
        List<Note> all = new ArrayList<>(notes);
        all.add(0, attachments);
        return new Letter(subject, demo, salutation, opening, reportLink, tasks, attachedTasks, tables, all);
    }

    /** All that it lists, for the file. */
    List<Workbook.Sheet> sheets() {
        List<Workbook.Sheet> sheets = new ArrayList<>();
        if (!tasks.isEmpty()) {
            sheets.add(new Workbook.Sheet(
                    "待报送事项",
                    TASK_COLUMNS,
                    tasks.stream()
                            .flatMap(group -> group.tasks().stream()
                                    .map(task -> List.of(
                                            task.label(),
                                            group.heading(),
                                            task.text(),
                                            task.facts(),
                                            task.left(),
                                            task.light().words(),
                                            task.remark())))
                            .toList()));
        }
        tables.stream()
                .filter(table -> !table.rows().isEmpty())
                .map(table -> new Workbook.Sheet(table.title(), table.columns(), table.rows()))
                .forEach(sheets::add);
        return sheets;
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end) + GOES_ON;
    }
}
