package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.duban.product.Api;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.stack.bench.Results;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Way;
import org.duban.start.StartScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that stands still, neither dead nor alive, while it holds the relay's lock: PostgreSQL ends its transaction. Linux only. */
class FrozenFaults {
    /** A minute for the transaction, and a look of the other instance. */
    private static final int GIVEN_UP_SECONDS = 70;

    @TempDir
    Path local;

    @Test
    void theRelayOfAFrozenInstanceIsTakenOver() throws Exception {
        Ports ports = FreePorts.known();
        try (FaultProxy database = new FaultProxy(ports.stack().postgres());
                Product product = Product.start(SilentReplay.HOME, Layout.replay(local), ports,
                        Map.of("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban".formatted(database.port())));
                ServiceProcess other = product.tasks().another(StartScript.freePorts(), Map.of("DUBAN_DB_URL", product.addresses().jdbcUrl()))) {
            other.start();
            other.awaitReady();
            CountDownLatch frozen = new CountDownLatch(1);
            database.tap((connection, way, piece) -> {
                if (frozen.getCount() > 0 && way == Way.TO_SERVER
                        && new String(piece, StandardCharsets.ISO_8859_1).contains("update outbox set published_at")) {
                    signal("-STOP", product.tasks());
                    frozen.countDown();
                }
            });

            // Given an instance that stands still between the update and its commit
            Api office = product.tasksAs("office", null);
            write(office, "1");
            assertTrue(frozen.await(20, TimeUnit.SECONDS), "it published nothing");
            long since = System.nanoTime();

            // When another has events to publish, it can do so within the minute
            Api beside = office.at(other.url());
            write(beside, "2");
            while (beside.get("/local/status").path("outbox").asLong() != 0) {
                assertTrue(System.nanoTime() - since < GIVEN_UP_SECONDS * 1_000_000_000L, "the lock is still held");
                Pause.millis(100);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);

            // Then the first one goes on as if nothing had been
            signal("-CONT", product.tasks());
            product.tasks().awaitReady();
            write(office, "3");
            new Quiet(product).await();
            System.out.println("faults frozen: taken over after " + seconds + " s");
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("fault", "an instance is frozen");
            row.put("runs", 1);
            row.put("lost", 0);
            row.put("duplicates", 0);
            row.put("ambiguous", 0);
            row.put("seen", seconds);
            Results.faults().add(row);
        }
    }

    private static void write(Api office, String number) {
        office.put("/api/v1/units/99" + number, Map.of("name", "示例局" + number));
        office.put("/api/v1/units/99" + number + "/contacts", List.of(Map.of("role", "LIAISON", "post", "联络员", "email", "a@honghe.example")));
    }

    private static void signal(String signal, ServiceProcess service) {
        try {
            new ProcessBuilder("kill", signal, String.valueOf(service.handle().pid())).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
