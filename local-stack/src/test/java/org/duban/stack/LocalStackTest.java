package org.duban.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack in this process and one beside it, on the same data one after the other: each start takes seconds. */
class LocalStackTest {
    private static final int PORTS = 6;

    @TempDir
    Path directory;

    @Test
    void keepsItsDataOverARestartAndAKill() throws Exception {
        Path data = directory.resolve("data");
        Path mails = directory.resolve("mails");

        // When it starts on nothing
        StackAddresses first;
        try (LocalStack stack = LocalStack.start(new StackOptions(data, mails, StackPorts.free()))) {
            first = stack.addresses();
            assertEquals(first, StackAddresses.parse(first.toJson()));
            Probe probe = new Probe(first);
            probe.leaveTraces();
            probe.findTraces();
            forcesToDisk(probe);
            keepsTheServicesApart(probe);

            // Then nobody else may start on the same data, and is told why
            assertRefused("Another local stack", () -> LocalStack.start(new StackOptions(data, mails, StackPorts.free())));
            assertRefused("Another local stack", () -> StackProcess.start(data, mails));
        }
        assertFalse(listens(first.postgresPort()));

        // When it starts again on other ports, in a process that is then killed: its PostgreSQL is left
        int base = freeRow();
        try (StackProcess killed = StackProcess.start(data, mails, base)) {
            new Probe(killed.addresses()).findTraces();
            killed.kill();
        }
        assertTrue(listens(base));

        // Then it can start once more, on the port that this one holds
        long pid;
        try (StackProcess again = StackProcess.start(data, mails, base)) {
            pid = again.pid();
            new Probe(again.addresses()).findTraces();
        }

        // And nothing is left after it
        await().atMost(10, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
        assertTrue(IntStream.range(base, base + PORTS).noneMatch(LocalStackTest::listens));
    }

    private static void forcesToDisk(Probe probe) throws SQLException {
        assertEquals(List.of("on"), probe.query("task_service", "SHOW fsync"));
        assertEquals(List.of("on"), probe.query("task_service", "SHOW synchronous_commit"));
    }

    private static void keepsTheServicesApart(Probe probe) throws SQLException {
        assertEquals(List.of("task"), probe.query("task_service", "SELECT current_schema"));
        assertEquals(List.of("notify"), probe.query("notify_service", "SELECT current_schema"));
        assertThrows(SQLException.class, () -> probe.query("notify_service", "SELECT * FROM task.probe"));
        assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE notify.t (i int)"));
        assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE public.t (i int)"));
        assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE task.t (i int)"));
        assertEquals(List.of("task"), probe.query("task_owner", "SELECT current_schema"));
        assertThrows(SQLException.class, () -> execute(probe, "task_owner", "CREATE TABLE notify.t (i int)"));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(StackAddresses.HOST))) {
            StackPorts ports = new StackPorts(0, 0, 0, other.getLocalPort(), 0, 0);

            assertRefused("port " + other.getLocalPort(), () -> LocalStack.start(new StackOptions(directory, directory, ports)));
        }
    }

    private interface Start {
        AutoCloseable start();
    }

    private static void assertRefused(String why, Start start) {
        StackException refused = assertThrows(StackException.class, start::start);

        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    /** The first of a row of ports on which nobody listens. */
    private static int freeRow() {
        return IntStream.iterate(31_000, base -> base + PORTS).limit(100)
                .filter(base -> IntStream.range(base, base + PORTS).noneMatch(LocalStackTest::listens)).findFirst().orElseThrow();
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(StackAddresses.HOST, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void execute(Probe probe, String user, String statement) throws SQLException {
        try (Connection connection = probe.connect(user); Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
