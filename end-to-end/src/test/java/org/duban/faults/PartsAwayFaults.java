package org.duban.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.product.Keys;
import org.duban.product.ServiceProcess;
import org.duban.stack.StackProcess;
import org.duban.stack.bench.Results;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3 and F5: the services while Kafka was never there, and the database goes and comes back. What they say of themselves is true. */
class PartsAwayFaults {
    private static final int ROUNDS = 5;
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    Path home;

    private StackProcess stack;
    private FaultProxy database;
    private Keys keys;
    private Service tasks;
    private Service notifications;

    private record Service(ServiceProcess process, int port, int metrics, String reads) {
        String url(String path) {
            return "http://127.0.0.1:" + port + path;
        }
    }

    @AfterEach
    void end() {
        List.of(tasks, notifications).forEach(service -> service.process.close());
        database.close();
        stack.close();
    }

    @Test
    void whatTheySayIsTrue() throws Exception {
        // Given
        stack = StackProcess.start(home.resolve("data"), home.resolve("mails"));
        database = new FaultProxy(stack.addresses().postgresPort());
        keys = new Keys(home.resolve("keys"));
        keys.ensure();
        tasks = start("task-service", "/api/v1/units", Map.of("DUBAN_DB_OWNER", "task_owner", "DUBAN_DB_OWNER_PASSWORD", "none"));
        notifications = start("notify-service", "/api/v1/mails", Map.of());

        // Then: without Kafka requests are answered
        for (Service service : List.of(tasks, notifications)) {
            assertEquals(200, get(service.url(service.reads)).statusCode());
            assertEquals(200, get(service.url("/q/health/ready")).statusCode());
            assertEquals(200, get(service.url("/q/health/live")).statusCode());
        }
        assertEquals(201, put(tasks.url("/api/v1/units/99"), "{\"name\":\"示例局\"}").statusCode());
        assertEquals(503, get(notifications.url("/q/health/well")).statusCode());
        assertTrue(metrics(notifications).contains("duban_kafka_up 0.0"), metrics(notifications));

        long slowest = 0;
        for (int i = 0; i < ROUNDS; i++) {
            // When the database goes
            database.mode(Mode.REFUSE);
            database.cut();
            for (Service service : List.of(tasks, notifications)) {
                slowest = Math.max(slowest, refusedIn(service));
                assertEquals(503, get(service.url("/q/health/ready")).statusCode());
                assertEquals(200, get(service.url("/q/health/live")).statusCode());
                assertTrue(metrics(service).contains("duban_loop_heartbeat_age_seconds"));
            }

            // When it comes back: one failed request at most
            database.mode(Mode.PASS);
            for (Service service : List.of(tasks, notifications)) {
                int first = get(service.url(service.reads)).statusCode();
                assertTrue(first == 200 || get(service.url(service.reads)).statusCode() == 200, service.reads + ": " + first);
                assertEquals(200, get(service.url("/q/health/ready")).statusCode());
            }
        }
        System.out.println("faults parts-away: 503 within " + slowest + " ms");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fault", "F5 database away, F3 no broker");
        row.put("runs", ROUNDS);
        row.put("lost", 0);
        row.put("duplicates", 0);
        row.put("ambiguous", 0);
        row.put("seen", database.cuts());
        Results.faults().add(row);
        assertTrue(database.cuts() >= ROUNDS);
    }

    /** @return milliseconds */
    private long refusedIn(Service service) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<String> answer = get(service.url(service.reads));
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("5", answer.headers().firstValue("Retry-After").orElse("none"));
        assertEquals("application/problem+json", answer.headers().firstValue("Content-Type").orElse("").split(";")[0]);
        assertTrue(took.compareTo(SOON) < 0, service.reads + " took " + took);
        return took.toMillis();
    }

    private Service start(String name, String reads, Map<String, String> more) throws IOException {
        int port = freePort();
        int metrics = freePort();
        Map<String, String> environment = new HashMap<>(more);
        environment.putAll(Map.of(
                "DUBAN_HTTP_HOST", "127.0.0.1",
                "DUBAN_HTTP_PORT", String.valueOf(port),
                "DUBAN_METRICS_PORT", String.valueOf(metrics),
                "DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:" + database.port() + "/duban",
                // Nothing listens on the discard port.
                "DUBAN_KAFKA", "127.0.0.1:9",
                "DUBAN_JWT_KEY", keys.publicKey().toAbsolutePath().toUri().toString()));
        ServiceProcess process = new ServiceProcess(name, Path.of("..", name, "target/quarkus-app/quarkus-run.jar").toAbsolutePath(),
                port, environment, home.resolve(name + ".log"));
        process.start();
        process.awaitReady();
        return new Service(process, port, metrics, reads);
    }

    private String metrics(Service service) throws IOException, InterruptedException {
        return get("http://127.0.0.1:" + service.metrics + "/q/metrics").body();
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)));
    }

    private HttpResponse<String> put(String url, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json").PUT(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.header("Authorization", "Bearer " + keys.token("office", null)).timeout(Duration.ofSeconds(60)).build(),
                BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
