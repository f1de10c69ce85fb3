package org.duban.task.parse;

import java.util.List;

/**
 * A table of tasks: what each column holds, and its rows of cells.
 *
 * @param place what it occupies, so that nothing else reads there
 * @param doubtful rows whose cells go on in further lines, which could not be told apart
 */
record Table(Range place, List<Column> columns, List<List<Range>> rows, List<Range> doubtful) {

    Table(Range place, List<Column> columns, List<List<Range>> rows) {
        this(place, columns, rows, List.of());
    }

    /**
     * The column of what is to be done: of several the last before the units, for what stands behind them says something else of it
     * (具体措施). Where none is, that of the goals.
     */
    int task() {
        int task = -1;
        boolean units = false;
        for (int i = 0; i < columns.size(); i++) {
            units |= columns.get(i).isUnits();
            task = columns.get(i) == Column.TASK && (task < 0 || !units) ? i : task;
        }
        return task < 0 ? columns.indexOf(Column.GOAL) : task;
    }

    /** 重点任务 and 工作措施: which of them is the task's words, a person may see otherwise. */
    boolean hasSeveralTasks() {
        return !rows.isEmpty() && columns.stream().filter(column -> column == Column.TASK || column == Column.GOAL).count() > 1;
    }

    /** A table of tasks says what is to be done, and by whom. */
    static boolean isOfTasks(List<Column> columns) {
        return (columns.contains(Column.TASK) || columns.contains(Column.GOAL)) && columns.stream().anyMatch(Column::isUnits);
    }

    /** What a column of a table of tasks can hold, by the words of its head. */
    enum Column {
        NUMBER, TASK, GOAL, LEAD, RESPONSIBLE, ASSISTING, TIME, PERSON, OTHER;

        private static final List<String> TIMES = List.of("时限", "期限", "完成时间", "整改时间", "时间节点", "时间安排", "完成日期", "进度");
        private static final List<String> TASKS = List.of("任务", "措施", "事项", "内容");
        /** What a task is to reach; where no column says what is to be done, it is that. */
        private static final List<String> GOALS = List.of("目标", "指标", "项目", "问题");
        /** 目标类型: of what kind the task is. */
        private static final List<String> KINDS = List.of("类型", "类别");
        private static final List<String> DOING = List.of("承办", "负责", "主责", "落实单位", "实施单位", "主管单位", "主管部门");

        /** 牵头责任单位 → LEAD */
        static Column of(String head) {
            if (head.isEmpty() || KINDS.stream().anyMatch(head::endsWith)) {
                return OTHER;
            } else if (head.equals("序号") || head.equals("编号")) {
                return NUMBER;
            } else if (TIMES.stream().anyMatch(head::contains)) {
                return TIME;
            } else if (head.contains("领导") || head.endsWith("责任人") || head.endsWith("负责人") || head.contains("联系人")) {
                return PERSON;
            } else if (head.contains("牵头") || head.contains("主办")) {
                return LEAD;
            } else if (head.contains("配合") || head.contains("协助") || head.contains("协同") || head.contains("协办") || head.contains("参加")) {
                return ASSISTING;
            } else if (head.contains("责任") && !head.contains("任务") || DOING.stream().anyMatch(head::contains)) {
                return RESPONSIBLE;
            }
            return TASKS.stream().anyMatch(head::contains) ? TASK : GOALS.stream().anyMatch(head::contains) ? GOAL : OTHER;
        }

        boolean isUnits() {
            return this == LEAD || this == RESPONSIBLE || this == ASSISTING;
        }
    }
}
