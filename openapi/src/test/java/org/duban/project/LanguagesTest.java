package org.duban.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A page that is there in Chinese and in English is the same page, as far as a program can tell. */
class LanguagesTest {
    /** Both pages of one. */
    record Pair(Markdown english, Markdown chinese) {
        Pair(String name) {
            this(Markdown.read(name), Markdown.read(Markdown.chinese(name)));
        }

        @Override
        public String toString() {
            return english.toString();
        }
    }

    static Stream<Pair> pairs() {
        return Markdown.names().stream().filter(Markdown::isChinese).map(Markdown::english).map(Pair::new);
    }

    static Stream<String> pages() {
        return Markdown.names().stream();
    }

    @Test
    void everyGuideIsThereInBoth() {
        List<String> names = Markdown.names();
        List<String> single = names.stream().filter(name -> name.startsWith("docs/"))
                .filter(name -> !names.contains(Markdown.english(name)) || !names.contains(Markdown.chinese(name))).toList();

        assertEquals(List.of(), single, "pages of docs/ that are there in one language only");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void headingsAreTheSame(Pair pair) {
        assertEquals(pair.english.levels(), pair.chinese.levels(), () -> "the levels of the headings, one after the other:\n"
                + String.join("\n", pair.english.headings()) + "\n\n" + String.join("\n", pair.chinese.headings()) + "\n");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void blocksOfCodeAreTheSameButForComments(Pair pair) {
        assertEquals(code(pair.english), code(pair.chinese));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void tablesHaveTheSameRows(Pair pair) {
        assertEquals(String.join("\n", pair.english.rows()), String.join("\n", pair.chinese.rows()), "the code in each row's first cell");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void picturesAreTheSameAndEachLeadsToTheOther(Pair pair) {
        assertEquals(pair.english.pictures(), pair.chinese.pictures());
        assertTrue(pair.english.links().contains(fileName(pair.chinese)), () -> pair.english + " has no link to the Chinese page");
        assertTrue(pair.chinese.links().contains(fileName(pair.english)), () -> pair.chinese + " has no link to the English page");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkToAFileArrives(String name) {
        Path folder = Markdown.ROOT.resolve(name).resolveSibling("");
        List<String> broken = Markdown.read(name).links().stream().map(link -> link.replaceFirst("#.*", ""))
                .filter(link -> !link.isEmpty() && !link.contains(":") && !Files.exists(folder.resolve(link))).toList();

        assertEquals(List.of(), broken, "links of " + name + " that lead nowhere");
    }

    /** A difference would be seen. */
    @Test
    void aDifferenceIsSeen() {
        Markdown page = Markdown.of("# A\n\n## B\n| x | y |\n|---|---|\n| `a` one | 1 |\n```sh\ncurl x  # says x\n```\n```\n# no heading\n```\n");

        assertEquals(code(page), code(Markdown.of("```sh\n# 说明\ncurl x\n```\n```\n```\n")));
        assertNotEquals(code(page), code(Markdown.of("```sh\ncurl y\n```\n```\n```\n")));
        assertNotEquals(code(page), code(Markdown.of("```sh notest: why\ncurl x\n```\n```\n```\n")));
        assertEquals(List.of(1, 2), page.levels());
        assertEquals(List.of("-", "-", "a"), page.rows());
    }

    private static String code(Markdown page) {
        return String.join("\n\n", page.blocks().stream().map(block -> String.join("\n", block.code())).toList());
    }

    private static String fileName(Markdown page) {
        return page.toString().replaceFirst(".*/", "");
    }
}
