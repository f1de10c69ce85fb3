package org.duban.notify.mail;

import java.util.List;

/**
 * A mail in parts, before it is text or HTML. Every string is plain text; the templates escape.
 *
 * @param subject one line
 * @param demo whether the banner 演示数据 stands above it
 * @param salutation without its colon
 * @param opening paragraphs: what, by when
 * @param notes what stands below: how to report, whom to ask, the source, why it came
 */
record Letter(
        String subject,
        boolean demo,
        String salutation,
        List<String> opening,
        List<TaskGroup> tasks,
        List<Table> tables,
        List<Note> notes) {

    /** Tasks under one heading of the notice. */
    record TaskGroup(String heading, List<Task> tasks) {}

    /**
     * One task of the unit.
     *
     * @param facts role, status and day in one line
     * @param left how the day stands, as 还有3个工作日
     * @param remark a return's reason; empty where there is none
     */
    record Task(String label, String text, String facts, String left, DueState.Light light, String remark) {}

    /**
     * Rows of cells.
     *
     * @param empty said instead where there are no rows
     * @param more how many rows there are besides, which are not shown
     */
    record Table(String title, List<String> columns, List<List<String>> rows, String empty, int more) {}

    record Note(String title, String text) {}
}
