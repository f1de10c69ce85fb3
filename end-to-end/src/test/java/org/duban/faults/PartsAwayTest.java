package org.duban.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.duban.product.Keys;
import org.duban.product.Pause;
import org.duban.stack.StackProcess;
import org.duban.start.StartScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services start though none of their parts is there, say what is true meanwhile, and join when the parts come. */
class PartsAwayTest {
    private static final int PATIENCE_SECONDS = 60;

    @TempDir
    Path home;

    private Keys keys;

    @Test
    void theyStartWithoutPostgresKafkaSmtpAndIssuerAndJoinWhenTheyCome() throws Exception {
        // Given services whose parts are to be at ports on which nobody listens
        keys = new Keys(home.resolve("keys"));
        keys.ensure();
        int parts = StartScript.freePorts();
        int issuer = Instance.freePort();
        Map<String, String> settings = settings(parts, issuer);
        try (Instance tasks = Instance.ofTasks(home, keys, settings);
                Instance others = Instance.ofTasks(home, keys, settings);
                Instance notifications = Instance.ofNotifications(home, keys, settings)) {
            List<Instance> all = List.of(tasks, others, notifications);
            all.forEach(service -> service.process.start());

            // Then they are alive, not started, and say so
            for (Instance service : all) {
                awaitStatus(service, "/q/health/live", 200);
                assertEquals(503, service.status("/q/health/started"));
                assertEquals(503, service.status("/q/health/ready"));
                Refusal.of(service);
                assertEquals(200, service.status("/q/openapi"));
                assertEquals(200, service.status("/problems/unavailable"));
                assertTrue(service.metrics().contains("duban_loop_heartbeat_age_seconds"), "who watches can see that they wait");
            }

            // When the parts come; two instances migrate the same tables at once
            try (StackProcess stack = StackProcess.start(home.resolve("data"), home.resolve("mails"), parts)) {
                // Then all of them are ready, only that nobody can be known before the issuer's keys are
                for (Instance service : all) {
                    awaitStatus(service, "/q/health/ready", 200);
                    assertEquals(200, service.status("/q/health/started"));
                    Refusal.of(service);
                }
                HttpServer keysOfIssuer = issuer(issuer);
                for (Instance service : all) {
                    awaitStatus(service, service.reads, 200);
                    awaitStatus(service, "/q/health/well", 200);
                }
                assertEquals(201, tasks.put("/api/v1/units/99", "{\"name\":\"示例局\"}").statusCode());
                assertEquals(200, others.status("/api/v1/units/99"));
                keysOfIssuer.stop(0);
                // Before their parts go: else each waits for them.
                all.forEach(Instance::close);
            }
        }
    }

    private static Map<String, String> settings(int parts, int issuer) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban".formatted(parts));
        settings.put("DUBAN_KAFKA", "127.0.0.1:" + (parts + 1));
        settings.put("DUBAN_SMTP_PORT", String.valueOf(parts + 3));
        settings.put("DUBAN_JWT_KEY", "http://127.0.0.1:%d/key".formatted(issuer));
        return settings;
    }

    private HttpServer issuer(int port) throws IOException {
        byte[] key = Files.readAllBytes(keys.publicKey());
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/key", exchange -> {
            exchange.sendResponseHeaders(200, key.length);
            exchange.getResponseBody().write(key);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static void awaitStatus(Instance service, String path, int wanted) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
        int seen = 0;
        while (seen != wanted) {
            assertTrue(System.nanoTime() < end, service.reads + ": " + path + " is " + seen);
            assertTrue(service.process.isAlive(), service.reads + ": it has ended");
            try {
                seen = service.status(path);
            } catch (IOException e) {
                // The port is not open yet.
                seen = 0;
            }
            if (seen != wanted) {
                Pause.millis(50);
            }
        }
    }
}
