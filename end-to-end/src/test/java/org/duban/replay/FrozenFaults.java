package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
import org.duban.stack.mail.MailsClient;
import org.duban.start.StartScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An instance that stands still, neither dead nor alive, while it holds the relay's lock: PostgreSQL ends its transaction. Linux only. */
class FrozenFaults {
    /** A minute for the transaction, and a look of the other instance. */
    private static final int GIVEN_UP_SECONDS = 70;
    private static final List<String> UNITS = List.of("991", "992", "993");

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
            // Given an instance that stands still between the update and its commit
            Api office = product.tasksAs("office", null);
            product.clock().freeze(Instant.parse("2023-07-19T02:00:00Z"));
            UNITS.forEach(unit -> write(office, unit));
            new Quiet(product).await();
            database.tap((connection, way, piece) -> {
                if (frozen.getCount() > 0 && way == Way.TO_SERVER
                        && new String(piece, StandardCharsets.ISO_8859_1).contains("update outbox set published_at")) {
                    signal("-STOP", product.tasks());
                    frozen.countDown();
                }
            });
            // Whether it still answers is chance.
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> dispatch(office, UNITS.get(0)));
            assertTrue(frozen.await(20, TimeUnit.SECONDS), "it published nothing");
            long since = System.nanoTime();

            // When another has events to publish, it can do so within the minute
            Api beside = office.at(other.url());
            dispatch(beside, UNITS.get(1));
            while (beside.get("/local/status").path("outbox").asLong() != 0) {
                assertTrue(System.nanoTime() - since < GIVEN_UP_SECONDS * 1_000_000_000L, "the lock is still held");
                Pause.millis(100);
            }
            long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);

            // Then the first one goes on as if nothing had been, and each unit has its one mail
            signal("-CONT", product.tasks());
            first.handle((done, failure) -> null).join();
            product.tasks().awaitReady();
            dispatch(office, UNITS.get(2));
            new Quiet(product).await();
            MailsClient mails = new MailsClient(product.addresses().mailsUrl());
            List<Integer> counts = UNITS.stream().map(unit -> mails.to(address(unit)).size()).toList();
            System.out.println("faults frozen: taken over after " + seconds + " s");
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("fault", "an instance is frozen");
            row.put("runs", 1);
            row.put("lost", counts.stream().filter(count -> count == 0).count());
            row.put("duplicates", counts.stream().filter(count -> count > 1).count());
            row.put("ambiguous", 0);
            row.put("seen", 1 - frozen.getCount());
            Results.faults().add(row);
            assertEquals(List.of(1, 1, 1), counts);
        }
    }

    private static void write(Api office, String unit) {
        office.put("/api/v1/units/" + unit, Map.of("name", "示例局" + unit));
        office.put("/api/v1/units/" + unit + "/contacts", List.of(Map.of("role", "LIAISON", "post", "联络员", "email", address(unit))));
    }

    private static String address(String unit) {
        return unit + "@honghe.example";
    }

    private static void dispatch(Api office, String unit) {
        JsonNode notice = office.post("/api/v1/notices?duplicate=true", office.postText("/api/v1/notices/parse", """
                示例市人民政府关于做好防汛工作的通知
                一、工作任务
                1. 排查水库隐患。(责任单位:示例局%1$s)
                二、工作要求
                请于2023年8月1日前将落实情况报示例局%1$s。""".formatted(unit)));
        office.post("/api/v1/notices/" + notice.path("id").asText() + "/dispatch", Map.of());
    }

    private static void signal(String signal, ServiceProcess service) {
        try {
            int status = new ProcessBuilder("kill", signal, String.valueOf(service.handle().pid())).inheritIO().start().waitFor();
            assertEquals(0, status, "kill " + signal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
