package org.duban.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duban.product.Keys;
import org.duban.product.Pause;
import org.duban.stack.StackProcess;
import org.duban.stack.bench.Results;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** F3 and F5: the services while Kafka was never there, and the database goes and comes back. What they say of themselves is true. */
class PartsAwayFaults {
    private static final int ROUNDS = 5;
    private static final int SECONDS_TO_SAY = 30;

    @TempDir
    Path home;

    @Test
    void whatTheySayIsTrue() throws Exception {
        // Given
        Keys keys = new Keys(home.resolve("keys"));
        keys.ensure();
        try (StackProcess stack = StackProcess.start(home.resolve("data"), home.resolve("mails"));
                FaultProxy database = new FaultProxy(stack.addresses().postgresPort())) {
            Map<String, String> settings = Map.of("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:" + database.port() + "/duban",
                    // Nothing listens on the discard port.
                    "DUBAN_KAFKA", "127.0.0.1:9",
                    "DUBAN_JWT_KEY", keys.publicKey().toAbsolutePath().toUri().toString());
            try (Instance tasks = Instance.ofTasks(home, keys, settings);
                    Instance notifications = Instance.ofNotifications(home, keys, settings)) {
                for (Instance service : List.of(tasks, notifications)) {
                    service.process.start();
                    service.process.awaitReady();
                }
                withoutKafkaRequestsAreAnswered(tasks, notifications);
                long slowest = 0;
                for (int i = 0; i < ROUNDS; i++) {
                    // It is gone, or there and silent.
                    Mode mode = i % 2 == 0 ? Mode.REFUSE : Mode.STALL;
                    slowest = Math.max(slowest, theDatabaseGoesAndComes(database, mode, List.of(tasks, notifications)));
                }
                report(slowest, database);
            }
        }
    }

    private static void withoutKafkaRequestsAreAnswered(Instance tasks, Instance notifications) throws Exception {
        for (Instance service : List.of(tasks, notifications)) {
            assertEquals(200, service.reads().statusCode());
            assertEquals(200, service.status("/q/health/ready"));
            assertEquals(200, service.status("/q/health/live"));
        }
        assertEquals(201, tasks.put("/api/v1/units/99", "{\"name\":\"示例局\"}").statusCode());
        assertEquals(503, notifications.status("/q/health/well"));
        // Its watch has waited in vain for the broker by then.
        for (int i = 0; i < SECONDS_TO_SAY && !notifications.metrics().contains("duban_kafka_up"); i++) {
            Pause.millis(1000);
        }
        assertTrue(notifications.metrics().contains("duban_kafka_up 0.0"), notifications.metrics());
    }

    private static long theDatabaseGoesAndComes(FaultProxy database, Mode mode, List<Instance> services) throws Exception {
        // When it goes
        long slowest = 0;
        database.mode(mode);
        if (mode == Mode.REFUSE) {
            database.cut();
        }
        for (Instance service : services) {
            slowest = Math.max(slowest, Refusal.of(service));
            assertEquals(503, service.status("/q/health/ready"));
            assertEquals(200, service.status("/q/health/live"));
            assertTrue(service.metrics().contains("duban_loop_heartbeat_age_seconds"));
        }

        // When it comes back: one failed request at most
        database.mode(Mode.PASS);
        for (Instance service : services) {
            int first = service.reads().statusCode();
            assertTrue(first == 200 || service.reads().statusCode() == 200, service.reads + ": " + first);
            assertEquals(200, service.status("/q/health/ready"));
        }
        return slowest;
    }

    private static void report(long slowest, FaultProxy database) {
        System.out.println("faults parts-away: 503 within " + slowest + " ms");
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("fault", "F5 database away, F3 no broker");
        row.put("runs", ROUNDS);
        row.put("lost", 0);
        row.put("duplicates", 0);
        row.put("ambiguous", 0);
        row.put("seen", database.cuts());
        Results.faults().add(row);
        assertTrue(database.cuts() >= ROUNDS / 2);
    }
}
