package org.duban.task.imports;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.task.assignment.LadderForm;
import org.duban.task.assignment.LadderForm.Repeat;
import org.duban.task.assignment.LadderForm.Step;
import org.duban.task.ladder.Days;
import org.duban.task.ladder.Ladder;
import org.duban.task.ladder.Rung;
import org.duban.task.notice.Notice;
import org.duban.task.problem.ProblemException;

/**
 * A ladder (催办阶梯) as the fields of a form: a row for each rung, {@code offset-1}, {@code stage-1}, …, and some empty ones. A row
 * without an offset is none, and they may be entered in any order.
 */
final class ImportLadder {
    private static final int EMPTY_ROWS = 3;
    private static final List<String> COLUMNS = List.of("offset", "stage", "copyLeader", "tellInspectorate");

    private ImportLadder() {}

    /** The one in force; where nobody is reminded, the usual one to begin with. */
    static Map<String, String> fields(Notice notice) {
        Ladder ladder = notice.ladderInForce() == null ? Ladder.STANDARD : notice.ladderInForce();
        Map<String, String> fields = new HashMap<>(Map.of("choice", notice.ladder.name(), "days", ladder.days().name(),
                "hour", ladder.hour().toString()));
        if (ladder.repetition() != null) {
            fields.put("every", String.valueOf(ladder.repetition().every()));
            fields.put("until", String.valueOf(ladder.repetition().until()));
        }
        for (int i = 0; i < ladder.rungs().size(); i++) {
            Rung rung = ladder.rungs().get(i);
            put(fields, i + 1, List.of(String.valueOf(rung.offset()), rung.stage().name(), rung.copyLeader() ? "true" : "",
                    rung.tellInspectorate() ? "true" : ""));
        }
        addEmptyRows(fields, ladder.rungs().size());
        return fields;
    }

    /** The rows that were sent, in the order of their offsets, so that what is wrong with a rung stands at its row. */
    static Map<String, String> inOrder(Map<String, String> sent) {
        Map<String, String> fields = new HashMap<>(sent);
        List<List<String>> rows = new ArrayList<>();
        for (int i = 1; sent.containsKey("offset-" + i); i++) {
            int row = i;
            COLUMNS.forEach(column -> fields.remove(column + "-" + row));
            List<String> cells = COLUMNS.stream().map(column -> sent.getOrDefault(column + "-" + row, "").strip()).toList();
            if (!cells.get(0).isEmpty()) {
                rows.add(cells);
            }
        }
        rows.sort(Comparator.comparing((List<String> cells) -> whole(cells.get(0)), Comparator.nullsLast(Comparator.naturalOrder())));
        IntStream.range(0, rows.size()).forEach(i -> put(fields, i + 1, rows.get(i)));
        addEmptyRows(fields, rows.size());
        return fields;
    }

    private static void put(Map<String, String> fields, int row, List<String> cells) {
        for (int i = 0; i < COLUMNS.size(); i++) {
            fields.put(COLUMNS.get(i) + "-" + row, cells.get(i));
        }
    }

    private static void addEmptyRows(Map<String, String> fields, int rows) {
        IntStream.rangeClosed(rows + 1, rows + EMPTY_ROWS).forEach(row -> put(fields, row, List.of("", "", "", "")));
    }

    /** @throws ProblemException 400 where something is no number */
    static LadderForm of(ImportForm form) {
        List<Step> rungs = form.rows("offset").filter(row -> !form.at("offset", row).isEmpty()).map(row -> new Step(
                whole(form.at("offset", row), "/ladder/rungs/" + (row - 1) + "/offset"), constant(Rung.Stage.values(), form.at("stage", row)),
                form.isAt("copyLeader", row, "true"), form.isAt("tellInspectorate", row, "true"))).toList();
        boolean once = form.value("every").isEmpty() && form.value("until").isEmpty();
        return new LadderForm(constant(Days.values(), form.value("days")), form.value("hour").isEmpty() ? null : form.value("hour"), rungs,
                once ? null : new Repeat(whole(form.value("every"), "/ladder/repetition/every"), whole(form.value("until"), "/ladder/repetition/until")));
    }

    private static Integer whole(String entered, String pointer) {
        Integer whole = whole(entered);
        if (whole == null) {
            throw ProblemException.field(pointer, "应为整数。", "It must be a whole number.");
        }
        return whole;
    }

    /** Null: it is none. Also as a Chinese keyboard writes it, and with a true minus sign. */
    private static Integer whole(String entered) {
        String plain = Normalizer.normalize(entered, Normalizer.Form.NFKC).replace('−', '-');
        return plain.matches("[+-]?[0-9]{1,4}") ? Integer.valueOf(plain) : null;
    }

    private static <E extends Enum<E>> E constant(E[] all, String name) {
        return Stream.of(all).filter(constant -> constant.name().equals(name)).findFirst().orElse(null);
    }
}
