package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some two hundred and forty notices of other governments: how well they are read, and that nothing is invented where there is nothing. */
class CollectedNoticesTest {
    /**
     * Those in which something is still wrong, each with what; every value of all the others is right. Where no finding points to it
     * is said too.
     */
    private static final Map<String, String> WRONG = Map.ofEntries(
            Map.entry("49-guangzhou-2006", "four measures whose numbers are lost in a wrong encoding; their tasks are in no finding"),
            Map.entry("218-pdf-table", "a cell's second line is parted from it"),
            Map.entry("223-shanggao-2010", "minutes whose spread head (某 县 人 民 政 府 办 公 室 二O一O年四月六日) is taken for no signature"),
            Map.entry("255-picture-guide", "a picture's words are taken for a title"),
            Map.entry("302-baoshan-2008", "▲ lines of one measure; 各镇、街道 is one unit; in no finding"),
            Map.entry("310-nanan-2007", "a notice that forwards another: issuer and day are the inner one's"),
            Map.entry("319-beijing-air-2021", "a table of a PDF whose cells are wrapped"),
            Map.entry("325-shengsi-2021", "a second body in a line of its own, in the last row of a table"),
            Map.entry("338-supervise-slip", "a slip as a table of labels and values"),
            Map.entry("371-chuangwei-table", "a column 具体工作及责任 repeats a unit in short"),
            Map.entry("373-township-notice", "several duties in one paragraph without numbers"),
            Map.entry("374-minutes-inline", "市财政局做好资金保障, 由市财政局从…安排: no verb of duty"));

    static Stream<Labelled> notices() {
        return Labelled.COLLECTED.stream().map(id -> Labelled.of("collected/" + id));
    }

    @Test
    void readsThemAsWellAsWanted() {
        // Given
        Score score = new Score();
        // When
        notices().forEach(notice -> score.add(notice, NoticeParser.parse(notice.text())));
        // Then
        String wrong = String.join("\n", score.wrong);
        assertAll(() -> assertTrue(score.tasks.f1() >= 0.97, () -> "tasks " + score.tasks.f1() + "\n" + wrong),
                () -> assertTrue(score.units.f1() >= 0.97, () -> "units " + score.units.f1() + "\n" + wrong),
                () -> assertTrue(score.roles.f1() >= 0.97, () -> "roles " + score.roles.f1() + "\n" + wrong),
                () -> assertTrue(score.dueRight >= 0.97 * score.due, () -> "days " + score.dueRight + "\n" + wrong),
                () -> assertEquals(0, score.fieldsInvented, wrong));
        assertEquals(new TreeSet<>(WRONG.keySet()), score.wrong.stream().map(CollectedNoticesTest::id).collect(Collectors.toCollection(TreeSet::new)), wrong);
        assertEquals(Set.of("49-guangzhou-2006", "302-baoshan-2008"), score.silent.stream().map(CollectedNoticesTest::id).collect(Collectors.toSet()), wrong);
        assertAll(Score.FIELDS.stream().map(field -> (Executable) () -> assertTrue(score.field(field) >= 0.97, () -> field + "\n" + wrong)));
    }

    /** collected/302-baoshan-2008 一/1: … → 302-baoshan-2008 */
    private static String id(String wrong) {
        return wrong.replaceFirst("^\\(silent\\) ", "").split(" ", 2)[0].replaceFirst("^collected/", "");
    }

    /** The texts without a measure give no task. */
    @ParameterizedTest
    @MethodSource("notices")
    void inventsNoTask(Labelled notice) {
        if (notice.labels().path("tasks").isEmpty() && notice.labels().path("truncatedTail").isEmpty()) {
            assertEquals(List.of(), NoticeParser.parse(notice.text()).tasks());
        }
    }

    /** The office corrects a draft by its refs. */
    @ParameterizedTest
    @MethodSource("notices")
    void givesEachTaskItsOwnRef(Labelled notice) {
        List<String> refs = NoticeParser.parse(notice.text()).tasks().stream().map(ParsedTask::ref).toList();
        assertEquals(refs.stream().distinct().toList(), refs);
    }
}
