package org.duban.start;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.duban.product.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./start --replay}: the sample's whole life, by its figures. Both at once, since each waits for itself most of the time. */
class ReplayTest {
    private static final Duration AT_MOST = Duration.ofMinutes(3);
    private static final Duration SOON = Duration.ofSeconds(20);
    /** Of two at once: one alone takes well under a minute. */
    private static final int MOST_SECONDS = 100;

    @TempDir
    static Path folder;
    private static StartScript silent;
    private static StartScript believable;

    @BeforeAll
    static void start() {
        silent = StartScript.run("--replay", "--silent", "--local", folder.resolve("silent").toString());
        believable = StartScript.run("--replay", "--stay", "--local", folder.resolve("believable").toString());
    }

    @AfterAll
    static void end() {
        silent.close();
        believable.close();
    }

    @Test
    void whenNoUnitEverAnswersEachGetsNineMails() throws Exception {
        // When
        assertEquals(0, silent.exitCode(AT_MOST), silent::output);
        JsonNode result = result("silent");

        // Then
        assertAll(() -> assertTrue(silent.output().contains("2023-08-31"), silent::output),
                () -> assertEquals("""
                        days=44 duplicates=0 inspectorateMails=4 leaderCopies=160 lost=0 mailboxMails=36 open=124 \
                        overdue=124 unitMails=288 unknown=0""", figures(result, "days", "duplicates", "inspectorateMails",
                        "leaderCopies", "lost", "mailboxMails", "open", "overdue", "unitMails", "unknown")),
                () -> assertEquals(32, result.path("mailsPerUnit").size()),
                () -> result.path("mailsPerUnit").forEach(mails -> assertEquals(9, mails.asInt())),
                () -> assertTrue(result.path("seconds").asDouble() < MOST_SECONDS, () -> result.path("seconds") + " s"));
        mailsCanBeReadByDayAndUnit(288 + 160 + 4 + 36);
    }

    @Test
    void theBelievableSceneComesToTheFiguresOfTheArchitecturePage() throws Exception {
        // When
        String board = believable.await(line -> line.contains("看板"), AT_MOST).replaceAll(".*(http://\\S+)", "$1");
        JsonNode result = result("believable");

        // Then it stays up until it is ended
        assertEquals(200, HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()
                .send(HttpRequest.newBuilder(URI.create(board)).build(), BodyHandlers.discarding()).statusCode());
        believable.terminate();
        believable.exitCode(SOON);

        // Then
        Map<String, String> expected = tableOfArchitecture();
        assertTrue(expected.size() >= 10, () -> "the table was not found: " + expected);
        Map<String, String> seen = new TreeMap<>();
        expected.keySet().forEach(figure -> seen.put(figure, result.path(figure).asText()));
        assertEquals(expected, seen);
    }

    /** Every mail lies there as a file, and the index leads to it. */
    private void mailsCanBeReadByDayAndUnit(int count) throws IOException {
        Path mails = folder.resolve("silent/mails");
        try (Stream<Path> files = Files.list(mails)) {
            assertEquals(count, files.filter(file -> file.toString().endsWith(".eml")).count());
        }
        String index = Files.readString(mails.resolve("index.html"));
        assertAll(() -> assertTrue(index.contains("2023-07-27")), () -> assertTrue(index.contains("州水利局")),
                () -> assertTrue(index.contains(".eml")));
    }

    private static JsonNode result(String scene) throws IOException {
        return Api.JSON.readTree(folder.resolve(scene).resolve("replay.json").toFile());
    }

    private static String figures(JsonNode result, String... names) {
        return String.join(" ", Stream.of(names).map(name -> name + "=" + result.path(name).asText()).toList());
    }

    /** Rows of the form {@code | `figure` | value | …} under the heading of the scene. */
    private static Map<String, String> tableOfArchitecture() throws IOException {
        Map<String, String> table = new TreeMap<>();
        String page = Files.readString(StartScript.HOME.resolve("ARCHITECTURE.md"));
        String section = page.substring(page.indexOf("<!-- believable scene -->"), page.indexOf("<!-- end of scene -->"));
        section.lines().map(line -> line.split("\\|")).filter(cells -> cells.length > 2 && cells[1].contains("`"))
                .forEach(cells -> table.put(cells[1].strip().replace("`", ""), cells[2].strip()));
        return table;
    }
}
