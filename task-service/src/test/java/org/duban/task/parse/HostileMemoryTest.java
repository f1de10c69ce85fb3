package org.duban.task.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A text of one megabyte is read in 64 MB, whatever it holds: a Java of its own that has no more. */
class HostileMemoryTest {
    private static final int MEGABYTE = 1_000_000;

    @Test
    void readsAMegabyteInSixtyFour() throws Exception {
        // Given
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        List<String> command = List.of(java, "-Xmx64m", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                HostileMemoryTest.class.getName());
        // When
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertEquals(true, process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertEquals("read all", said.strip());
    }

    public static void main(String[] arguments) {
        HostileTextTest.texts().filter(HostileMemoryTest::fills).forEach(text -> {
            String piece = text.substring(0, Math.min(text.length(), charactersOf(text)));
            try {
                NoticeParser.parse(piece);
            } catch (OutOfMemoryError full) {
                System.out.println("full: " + piece.substring(0, 20));
                System.exit(1);
            }
        });
        System.out.println("read all");
    }

    /** Those of which each few characters become an object: items, brackets, cells, days, phrases, boxes. */
    private static boolean fills(String text) {
        return Stream.of("1.a\n(", "()()", "|||", "\t\t", "(((", "市教育局、", "┌─┬", "2023年8月1日前2", "一是a", "1.abbb", "1.ab(", "序号\t")
                .anyMatch(text::startsWith);
    }

    /** How many characters of it make a megabyte of UTF-8. */
    private static int charactersOf(String text) {
        String start = text.substring(0, 10_000);
        return (int) (10_000L * MEGABYTE / start.getBytes(StandardCharsets.UTF_8).length);
    }
}
