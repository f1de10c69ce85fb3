package org.duban.task.parse;

import java.util.List;

/**
 * A table of tasks: what each column holds, and its rows of cells.
 *
 * @param place what it occupies, so that nothing else reads there
 */
record Table(Range place, List<Column> columns, List<List<Range>> rows) {

    /** What a column of a table of tasks can hold, by the words of its head. */
    enum Column {
        NUMBER, TASK, LEAD, RESPONSIBLE, ASSISTING, TIME, PERSON, OTHER;

        /** 牵头责任单位 → LEAD */
        static Column of(String head) {
            if (head.equals("序号") || head.equals("编号")) {
                return NUMBER;
            } else if (head.contains("时限") || head.contains("完成时间") || head.contains("时间节点")) {
                return TIME;
            } else if (head.contains("领导") || head.endsWith("责任人") || head.contains("联系人")) {
                return PERSON;
            } else if (head.contains("牵头") || head.contains("主办")) {
                return LEAD;
            } else if (head.contains("配合") || head.contains("协助") || head.contains("协办") || head.contains("参加")) {
                return ASSISTING;
            } else if (head.contains("责任") && !head.contains("任务") || head.contains("承办")) {
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
