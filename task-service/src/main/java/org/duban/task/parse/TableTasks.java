package org.duban.task.parse;

import java.util.ArrayList;
import java.util.List;

/** Turns the rows of tables into tasks: each cell is read by the rule of its column. */
final class TableTasks {
    private final SourceText text;
    private final ResponsibilityReader responsibilities;
    private final Deadlines deadlines;

    TableTasks(SourceText text, ResponsibilityReader responsibilities, Deadlines deadlines) {
        this.text = text;
        this.responsibilities = responsibilities;
        this.deadlines = deadlines;
    }

    List<Task> read(List<Table> tables) {
        List<Task> tasks = new ArrayList<>();
        for (Table table : tables) {
            int place = 0;
            for (List<Range> row : table.rows()) {
                Task task = task(table, row, ++place);
                if (task != null) {
                    tasks.add(task);
                }
            }
        }
        return tasks;
    }

    private Task task(Table table, List<Range> row, int place) {
        Range words = null;
        Range time = null;
        List<Responsibility> phrases = new ArrayList<>();
        boolean numbered = table.columns().get(0) == Table.Column.NUMBER;
        int task = table.task();
        for (int i = numbered ? 1 : 0; i < row.size(); i++) {
            Range cell = row.get(i);
            switch (table.columns().get(i)) {
                case TASK, GOAL -> words = i == task ? cell : words;
                case TIME -> time = cell;
                case LEAD -> phrases.add(units(cell, Role.LEAD));
                case RESPONSIBLE -> phrases.add(units(cell, Role.RESPONSIBLE));
                case ASSISTING -> phrases.add(units(cell, Role.ASSISTING));
                case NUMBER, PERSON, OTHER -> { }
            }
        }
        if (words == null || words.end() <= words.start()) {
            return null;
        }
        phrases.removeIf(p -> p.units.isEmpty());
        Deadlines.Reading due = time != null && time.end() > time.start() ? deadlines.labelled(time)
                : deadlines.inWords(words.start(), words.end());
        Range number = numbered ? row.get(0) : new Range(words.start(), words.start());
        return new Task(null, numbered ? text.name(number.start(), number.end()) : String.valueOf(place), number, words, phrases, due);
    }

    private Responsibility units(Range cell, Role role) {
        return responsibilities.read(cell.start(), cell.end(), cell.start(), cell.end(), role);
    }
}
