package org.duban.task.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A table, row by row, as it becomes text: a line a row, cells parted by tabs. Cells that go over several rows stand in each
 * of them. A table of tasks is brought to the form that the parser reads: 序号 first, each row with a number of its own.
 */
final class Grid {
    private static final Pattern LAYOUT = Pattern.compile("[\\s\\u00a0\\u3000]+");
    private static final Pattern NUMBER = Pattern.compile("[(（]?[0-9０-９一二三四五六七八九十百]{1,5}[)）]?[.．、。]?");
    private static final List<String> NUMBER_HEADS = List.of("序号", "编号", "项号", "序");
    private static final List<String> TASK_HEADS = List.of("任务", "事项", "内容", "措施", "项目", "要点");
    private static final List<String> UNIT_HEADS = List.of("单位", "部门", "牵头", "责任", "配合", "主办", "协办", "承办");
    private static final int LONGEST_HEAD = 14;
    private static final int LONGEST_CELL = 2_000;
    /** Titles and notes may stand above the head. */
    private static final int LAST_HEAD = 10;

    private final List<List<String>> rows = new ArrayList<>();
    /** By column: what a cell from above still covers, and for how many rows. */
    private final List<Cover> covers = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    /** As it stands where it is no table but a layout. */
    private final StringBuilder plain = new StringBuilder();

    private static final class Cover {
        private String text = "";
        private int rows;
    }

    /** Adds a cell after those that come from above; columns after its first stay empty. */
    void cell(String text, int columns, int rowsDown) {
        fromAbove();
        plain.append(text.strip()).append('\n');
        String words = LAYOUT.matcher(text).replaceAll(" ").strip();
        for (int i = 0; i < columns; i++) {
            cover(i == 0 ? words : "", rowsDown - 1);
        }
    }

    /** Adds cells that go on from the row above. */
    void again(int columns) {
        List<String> above = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
        for (int i = 0; i < columns; i++) {
            cell(i == 0 && row.size() < above.size() ? above.get(row.size()) : "", 1, 1);
        }
    }

    private void cover(String words, int rowsDown) {
        while (covers.size() <= row.size()) {
            covers.add(new Cover());
        }
        Cover cover = covers.get(row.size());
        cover.text = words;
        cover.rows = rowsDown;
        row.add(words);
    }

    private void fromAbove() {
        while (row.size() < covers.size() && covers.get(row.size()).rows > 0) {
            Cover cover = covers.get(row.size());
            cover.rows--;
            row.add(cover.text);
        }
    }

    void endRow() {
        fromAbove();
        if (row.stream().anyMatch(cell -> !cell.isEmpty())) {
            rows.add(row);
        }
        row = new ArrayList<>();
    }

    /** Two rows and two columns make a table; less is layout, as is a cell that is a whole page. */
    private boolean isTable() {
        return rows.size() > 1 && rows.stream().anyMatch(cells -> cells.size() > 1)
                && rows.stream().flatMap(List::stream).allMatch(cell -> cell.length() <= LONGEST_CELL);
    }

    /** Its lines, each with its line end. */
    String text() {
        if (!isTable()) {
            return plain.toString();
        }
        StringBuilder text = new StringBuilder();
        int head = head();
        if (head < 0) {
            rows.forEach(cells -> line(text, cells));
            return text.toString();
        }
        rows.subList(0, head).stream().filter(cells -> !isHead(cells)).forEach(cells -> line(text, cells));
        tasks(text, rows.get(head), rows.subList(head + 1, rows.size()));
        return text.toString();
    }

    /** A head may take two rows: 责任单位 over 牵头单位 and 配合单位. The lower one counts. */
    private int head() {
        int head = -1;
        for (int i = 0; i < Math.min(rows.size(), LAST_HEAD); i++) {
            boolean goesOn = head < 0 || head == i - 1 && rows.get(i).get(0).equals(rows.get(head).get(0));
            head = goesOn && isHead(rows.get(i)) ? i : head;
        }
        return head;
    }

    private static boolean isHead(List<String> cells) {
        return cells.stream().anyMatch(cell -> isHead(cell, TASK_HEADS)) && cells.stream().anyMatch(cell -> isHead(cell, UNIT_HEADS))
                && cells.stream().allMatch(cell -> cell.length() <= LONGEST_HEAD);
    }

    private static boolean isHead(String cell, List<String> words) {
        return words.stream().anyMatch(cell.replace(" ", "")::contains);
    }

    private void tasks(StringBuilder text, List<String> head, List<List<String>> body) {
        int column = numbers(head);
        boolean printed = column >= 0 && haveNumbersOfTheirOwn(column, body);
        // Numbers that begin anew stay visible beside the new ones.
        List<String> names = head.stream().map(cell -> !printed && head.indexOf(cell) == column ? "原" + cell : cell.replace(" ", "")).toList();
        List<String> whole = new ArrayList<>(names);
        whole.add(0, printed ? whole.remove(column) : "序号");
        int number = 0;
        boolean headed = false;
        for (List<String> cells : body) {
            if (isOneCell(cells)) {
                // It heads the rows that follow: they are read under the table's head again.
                line(text, cells);
                headed = false;
            } else if (!isHead(cells) || !cells.get(0).equals(head.get(0))) {
                List<String> ordered = new ArrayList<>(cells);
                number++;
                if (!headed) {
                    line(text, whole);
                    headed = true;
                }
                ordered.add(0, printed ? bare(ordered.remove(column)) : String.valueOf(number));
                line(text, ordered);
            }
        }
    }

    private static int numbers(List<String> head) {
        for (int i = 0; i < head.size(); i++) {
            if (NUMBER_HEADS.contains(head.get(i).replace(" ", ""))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean haveNumbersOfTheirOwn(int column, List<List<String>> body) {
        List<List<String>> tasks = body.stream().filter(cells -> !isOneCell(cells)).toList();
        List<String> numbers = tasks.stream().map(cells -> column < cells.size() ? bare(cells.get(column)) : "").toList();
        return numbers.stream().allMatch(number -> NUMBER.matcher(number).matches()) && numbers.stream().distinct().count() == numbers.size();
    }

    private static boolean isOneCell(List<String> cells) {
        return cells.stream().filter(cell -> !cell.isEmpty()).count() == 1;
    }

    /** 3. → 3 */
    private static String bare(String number) {
        return number.replaceAll("[.．、。]$", "").strip();
    }

    /** An empty last cell is closed by a tab, so that it counts. */
    private static void line(StringBuilder text, List<String> cells) {
        if (isOneCell(cells)) {
            text.append(String.join("", cells)).append('\n');
        } else {
            text.append(String.join("\t", cells)).append(cells.get(cells.size() - 1).isEmpty() ? "\t\n" : "\n");
        }
    }
}
