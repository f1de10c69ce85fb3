package org.duban.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.project.Markdown.Block;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands that somebody pastes are run by a test, or the page's source says why not. */
class CommandsTest {
    private static final Set<String> SHELLS = Set.of("bash", "shell", "console", "zsh");
    private static final Set<String> TESTS = tests();

    static Stream<String> pages() {
        return Markdown.names().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aBlockIsRunOrSaysWhyNot(String name) {
        List<String> faults = Markdown.read(name).blocks().stream().flatMap(block -> fault(name, block).stream())
                .map(fault -> "\n" + name + ":" + fault).toList();

        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @CsvSource({"README.md, sh, 0", "docs/integration.zh-CN.md, sh, 0", "docs/other.md, sh, 1", "docs/other.md, sh notest: needs a server, 0",
            "docs/other.md, sh notest:, 1", "docs/other.md, sh test: CommandsTest, 0", "docs/other.md, sh test: NoSuchTest, 1",
            "docs/other.md, yaml, 0", "README.md, bash, 1"})
    void aMissingMarkIsSeen(String name, String info, int faults) {
        assertEquals(faults, fault(name, new Block(info, List.of(), 1)).size());
    }

    @Test
    void thePagesThatAreRunAreThere() {
        assertEquals(List.of(), Markdown.RUN.stream().filter(name -> !pages().toList().contains(name)).toList());
    }

    private static List<String> fault(String name, Block block) {
        if (SHELLS.contains(block.language())) {
            return List.of(block.line() + ": write sh instead of " + block.language());
        }
        String mark = block.mark();
        boolean good = !block.language().equals("sh")
                || mark.isEmpty() && Markdown.RUN.contains(Markdown.english(name))
                || mark.matches("notest: .*\\S")
                || mark.startsWith("test: ") && TESTS.contains(mark.substring("test: ".length()));
        return good ? List.of() : List.of(block.line() + ": these commands are run by no test. Behind the fence write `sh test: NAME`, the test class"
                + " that runs them, or `sh notest: REASON`; or name the page in Markdown.RUN, then DocsTest runs it against the product");
    }

    private static Set<String> tests() {
        try (Stream<Path> modules = Files.list(Markdown.ROOT)) {
            return modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).flatMap(CommandsTest::classes)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> classes(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".java"))
                    .map(file -> file.replace(".java", "")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
