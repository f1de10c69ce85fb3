package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Some hundred and eighty notices of other governments: how well they are read, and that nothing is invented where there is nothing. */
class CollectedNoticesTest {

    static Stream<Labelled> notices() {
        return Labelled.COLLECTED.stream().map(id -> Labelled.of("collected/" + id));
    }

    /** What is wrong: four measures of one page whose numbers are lost in a wrong encoding. */
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
        assertAll(Score.FIELDS.stream().map(field -> (Executable) () -> assertTrue(score.field(field) >= 0.97, () -> field + "\n" + wrong)));
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
