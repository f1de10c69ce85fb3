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

    /** What a column of a table of tasks can hold, by the words of its head. */
    enum Column {
        NUMBER, TASK, LEAD, RESPONSIBLE, ASSISTING, TIME, PERSON, OTHER;

        private static final List<String> TIMES = List.of("时限", "期限", "完成时间", "整改时间", "时间节点", "时间安排", "完成日期", "进度");
        private static final List<String> DOING = List.of("承办", "负责", "落实单位", "实施单位", "主管单位", "主管部门");

        /** 牵头责任单位 → LEAD */
        static Column of(String head) {
            if (head.equals("序号") || head.equals("编号")) {
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
            boolean task = head.contains("任务") || head.contains("措施") || head.contains("事项") || head.contains("工作内容")
                    || head.contains("目标") || head.contains("内容");
            return task ? TASK : OTHER;
        }

        boolean isUnits() {
            return this == LEAD || this == RESPONSIBLE || this == ASSISTING;
        }
    }
}
