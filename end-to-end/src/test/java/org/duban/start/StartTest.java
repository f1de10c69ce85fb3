package org.duban.start;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.duban.product.Api;
import org.duban.product.Keys;
import org.duban.product.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./start}: serving, ending, starting again, and what it says when it cannot. */
class StartTest {
    private static final Duration UP = Duration.ofMinutes(2);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void helpTellsEveryOption() throws InterruptedException {
        try (StartScript start = StartScript.run("--help")) {
            assertEquals(0, start.exitCode(SOON));
            for (String option : List.of("--port", "--at", "--fresh", "--token", "--replay", "--silent", "--stay", "--local")) {
                assertTrue(start.output().contains(option), option);
            }
        }
    }

    @Test
    void servesKeepsItsDataThoughItIsKilledAndEndsWithoutATrace() throws Exception {
        int port = StartScript.freePorts();
        String local = folder.resolve("local").toString();
        String noticeOfFirst;

        // Given a first start on the day of dispatch
        try (StartScript first = StartScript.run("--port", String.valueOf(port), "--local", local, "--at", "2023-07-19T08:00")) {
            first.await(line -> line.contains("Duban is ready"), UP);
            // It prints a line for each mail: 32 units and the mailbox
            first.await(line -> line.contains("河口瑶族自治县"), UP);
            String office = token(local, "office");
            noticeOfFirst = notice(port, office);
            assertEquals(124, count(port, office, "/api/v1/assignments"));
            assertEquals(5, count(port, token(local, "unit", "532501"), "/api/v1/assignments"));

            // When it is killed, its services see it and end
            List<ProcessHandle> services = first.family().stream()
                    .filter(one -> one.info().command().orElse("").endsWith("java")).toList();
            assertEquals(3, services.size(), "the launcher and two services");
            first.kill();
            for (ProcessHandle one : services) {
                one.onExit().get(15, TimeUnit.SECONDS);
            }
        }

        // Then nothing blocks the next start: the sample is there and not loaded twice, and its clock has run on
        try (StartScript second = StartScript.run("--port", String.valueOf(port), "--local", local)) {
            second.await(line -> line.contains("Duban is ready"), UP);
            assertEquals(noticeOfFirst, notice(port, new Keys(Layout.live(Path.of(local)).keys()).token("office", null)));
            assertTrue(second.await(line -> line.contains("clock"), SOON).contains("2023-07-19"));

            // When it gets SIGTERM, all of it ends within ten seconds
            List<ProcessHandle> family = second.family();
            second.terminate();
            second.exitCode(Duration.ofSeconds(10));
            for (ProcessHandle one : family) {
                one.onExit().get(2, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aTakenPortIsOneSentence() throws Exception {
        int port = StartScript.freePorts();
        try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                StartScript start = StartScript.run("--port", String.valueOf(taken.getLocalPort()), "--local",
                        folder.toString())) {
            assertRefused(start, String.valueOf(port));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));
        try (StartScript start = StartScript.run("--local", file.resolve("below").toString())) {
            assertRefused(start, "cannot be written");
        }
    }

    @Test
    void aTooOldJavaIsOneSentence() throws Exception {
        Path java = Files.createFile(folder.resolve("java"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n");
        try (StartScript start = StartScript.run(Map.of("PATH", folder + ":/usr/bin:/bin", "JAVA_HOME", ""))) {
            assertRefused(start, "too old");
        }
    }

    @Test
    void aTokenBeforeAnyStartIsOneSentence() throws Exception {
        try (StartScript start = StartScript.run("--token", "office", "--local", folder.toString())) {
            assertRefused(start, "./start first");
        }
    }

    private static void assertRefused(StartScript start, String word) throws InterruptedException {
        int code = start.exitCode(SOON);
        assertAll(() -> assertNotEquals(0, code), () -> assertTrue(start.output().contains(word), start::output),
                () -> assertEquals(1, start.output().lines().filter(line -> line.startsWith("start:")).count(), start::output),
                () -> assertTrue(start.output().lines().noneMatch(line -> line.startsWith("\tat ")), start::output));
    }

    private static String token(String local, String... role) throws InterruptedException {
        String[] arguments = new String[role.length + 3];
        arguments[0] = "--local";
        arguments[1] = local;
        arguments[2] = "--token";
        System.arraycopy(role, 0, arguments, 3, role.length);
        try (StartScript start = StartScript.run(arguments)) {
            assertEquals(0, start.exitCode(SOON), start::output);
            return start.output().strip();
        }
    }

    private static String notice(int port, String token) throws Exception {
        JsonNode notices = get(port, token, "/api/v1/notices").path("items");
        assertEquals(1, notices.size());
        return notices.get(0).path("id").asText();
    }

    private static int count(int port, String token, String path) throws Exception {
        return get(port, token, path + "?limit=200").path("items").size();
    }

    private static JsonNode get(int port, String token, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token).build();
        return Api.JSON.readTree(HTTP.send(request, BodyHandlers.ofString()).body());
    }
}
