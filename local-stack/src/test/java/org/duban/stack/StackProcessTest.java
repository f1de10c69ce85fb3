package org.duban.stack;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackProcessTest {

    @TempDir
    Path directory;

    @Test
    void startsAgainAfterItWasKilledAndStopsWithItsInput() throws Exception {
        Path data = directory.resolve("data");
        Path mails = directory.resolve("mails");

        // Given a killed stack, whose PostgreSQL is left running
        int orphanPort;
        try (StackProcess killed = StackProcess.start(data, mails)) {
            new Probe(killed.addresses()).leaveTraces();
            orphanPort = killed.addresses().postgresPort();
            killed.kill();
        }
        assertTrue(listens(orphanPort));

        // When it is started again on other ports
        StackAddresses addresses;
        long pid;
        try (StackProcess again = StackProcess.start(data, mails)) {
            addresses = again.addresses();
            pid = again.pid();
            assertTrue(!listens(orphanPort));
            new Probe(addresses).findTraces();
        }

        // Then nothing is left after it
        await().atMost(10, SECONDS).until(() -> ProcessHandle.of(pid).isEmpty());
        assertTrue(!listens(addresses.postgresPort()));
        assertTrue(!listens(addresses.smtpPort()));
    }

    @Test
    void startsAgainOnThePortThatItsOrphanHolds() throws Exception {
        Path data = directory.resolve("data");
        int port;
        try (StackProcess killed = StackProcess.start(data, directory.resolve("mails"))) {
            port = killed.addresses().postgresPort();
            killed.kill();
        }

        StackOptions samePort = new StackOptions(data, directory.resolve("mails"), new StackPorts(port, 0, 0, 0, 0, 0));
        try (LocalStack again = LocalStack.start(samePort)) {
            assertEquals(List.of("1"), new Probe(again.addresses()).query("task_service", "SELECT 1"));
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName(StackAddresses.HOST))) {
            StackPorts ports = new StackPorts(0, 0, 0, other.getLocalPort(), 0, 0);
            StackOptions options = new StackOptions(directory, directory, ports);

            StackException refused = assertThrows(StackException.class, () -> LocalStack.start(options));

            assertTrue(refused.getMessage().contains("port " + other.getLocalPort()), refused.getMessage());
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws Exception {
        Path data = directory.resolve("data");
        try (LocalStack running = LocalStack.start(StackOptions.in(data))) {
            Path mails = directory.resolve("mails");
            StackException refused = assertThrows(StackException.class, () -> StackProcess.start(data, mails));

            assertTrue(refused.getMessage().contains("Another local stack"), refused.getMessage());
            assertEquals(StackAddresses.parse(running.addresses().toJson()), running.addresses());
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(StackAddresses.HOST, port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
