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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./start --replay}: the sample's whole life, by its figures. */
class ReplayTest {
    private static final Duration AT_MOST = Duration.ofMinutes(3);

    @TempDir
    Path local;

    @Test
    void whenNoUnitEverAnswersEachGetsNineMails() throws Exception {
        // When
        JsonNode result = replay("--silent");

        // Then
        assertAll(() -> assertEquals("""
                        days=44 duplicates=0 inspectorateMails=4 leaderCopies=160 lost=0 mailboxMails=36 open=124 \
                        overdue=124 unitMails=288 unknown=0""", figures(result, "days", "duplicates", "inspectorateMails",
                        "leaderCopies", "lost", "mailboxMails", "open", "overdue", "unitMails", "unknown")),
                () -> assertEquals(32, result.path("mailsPerUnit").size()),
                () -> result.path("mailsPerUnit").forEach(mails -> assertEquals(9, mails.asInt())),
                () -> assertTrue(result.path("seconds").asDouble() < 60, () -> result.path("seconds") + " s"));
        mailsCanBeReadByDayAndUnit(288 + 160 + 4 + 36);
    }

    @Test
    void theBelievableSceneComesToTheFiguresOfTheArchitecturePage() throws Exception {
        // When
        JsonNode result;
        try (StartScript start = StartScript.run("--replay", "--stay", "--local", local.toString())) {
            String board = start.await(line -> line.contains("看板"), AT_MOST).replaceAll(".*(http://\\S+)", "$1");
            result = Api.JSON.readTree(local.resolve("replay.json").toFile());

            // Then it stays up until it is ended
            assertEquals(200, HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build()
                    .send(HttpRequest.newBuilder(URI.create(board)).build(), BodyHandlers.discarding()).statusCode());
            start.terminate();
            start.exitCode(Duration.ofSeconds(20));
        }

        // Then
        Map<String, String> expected = tableOfArchitecture();
        assertTrue(expected.size() >= 10, () -> "the table was not found: " + expected);
        Map<String, String> seen = new TreeMap<>();
        expected.keySet().forEach(figure -> seen.put(figure, result.path(figure).asText()));
        assertEquals(expected, seen);
    }

    /** Every mail lies there as a file, and the index leads to it. */
    private void mailsCanBeReadByDayAndUnit(int count) throws IOException {
        Path mails = local.resolve("mails");
        try (Stream<Path> files = Files.list(mails)) {
            assertEquals(count, files.filter(file -> file.toString().endsWith(".eml")).count());
        }
        String index = Files.readString(mails.resolve("index.html"));
        assertAll(() -> assertTrue(index.contains("2023-07-27")), () -> assertTrue(index.contains("州水利局")),
                () -> assertTrue(index.contains(".eml")));
    }

    private JsonNode replay(String... scene) throws IOException, InterruptedException {
        String[] arguments = Stream.concat(Stream.of("--replay", "--local", local.toString()), Stream.of(scene))
                .toArray(String[]::new);
        try (StartScript start = StartScript.run(arguments)) {
            assertEquals(0, start.exitCode(AT_MOST), start::output);
            assertTrue(start.output().contains("2023-08-31"), start::output);
        }
        return Api.JSON.readTree(local.resolve("replay.json").toFile());
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
