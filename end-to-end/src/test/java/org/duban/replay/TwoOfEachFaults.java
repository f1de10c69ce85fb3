package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.duban.product.Api;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Way;
import org.duban.start.StartScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of each service, as a province would run them: when some die the others take their work over, and when all
 * are replaced, one by one, nobody notices. The mails are counted at the end: none is lost, none comes twice.
 */
class TwoOfEachFaults {
    private static final Instant DISPATCH = Instant.parse("2023-07-19T00:00:00Z");
    /** Three working days before the day of all: every unit is reminded. */
    private static final Instant REMINDERS = Instant.parse("2023-07-27T00:30:00Z");
    private static final int UNITS = 32;
    private static final Duration TAKEOVER = Duration.ofSeconds(5);
    /** Kafka gives up a consumer that is silent after ten. */
    private static final Duration REBALANCED = Duration.ofSeconds(30);
    private static final Duration STOPPED = Duration.ofSeconds(30);
    private static final int CLIENTS = 2;
    private static final int BETWEEN_MILLIS = 30;

    @TempDir
    Path local;

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger reports = new AtomicInteger();
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void someDieAndAllAreReplacedAndEachMailComesOnce() throws Exception {
        Ports ports = FreePorts.known();
        int free = StartScript.freePorts();
        try (FaultProxy database = new FaultProxy(ports.stack().postgres());
                Product product = Product.start(SilentReplay.HOME, Layout.replay(local), ports, settings(database));
                ServiceProcess tasks = product.tasks().another(free, Map.of("DUBAN_DB_URL", product.addresses().jdbcUrl()));
                ServiceProcess notifications = product.notifications().another(free + 1, Map.of())) {
            // Given
            start(tasks, notifications);
            product.clock().freeze(DISPATCH);
            String notice = new SampleLoader(product).load();
            Quiet quiet = new Quiet(product);
            quiet.await();

            someDie(product, database, tasks, notifications);
            quiet.await();
            allAreReplaced(product, tasks, notifications, notice);
            quiet.await();

            // Then
            Tally tally = Tally.of(product.notificationsAs("office"), notice, product.layout().mails());
            System.out.printf("two of each: %d reports, %d reads while all were replaced%n", reports.get(), reads.get());
            assertAll(() -> assertEquals(List.of(), List.copyOf(failures)),
                    () -> assertTrue(reports.get() > 100 && reads.get() > 100, reports + " reports, " + reads + " reads"),
                    () -> assertEquals(2 * UNITS + reports.get(), tally.mails("UNIT"), "dispatch, reminder, a receipt for each report"),
                    () -> assertEquals(UNITS, tally.mails("UNIT", "2023-07-27") - reports.get(), "each unit is reminded once"),
                    () -> assertEquals(0, tally.lost()),
                    () -> assertEquals(0, tally.unknown()),
                    () -> assertEquals(0, tally.ambiguous()),
                    () -> assertEquals(0, tally.duplicates()));
        }
    }

    private static Map<String, String> settings(FaultProxy database) {
        Map<String, String> settings = new HashMap<>();
        settings.put("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban".formatted(database.port()));
        settings.put("DUBAN_SHUTDOWN_DELAY", "3S");
        settings.put("DUBAN_RATE_LIMIT", "0");
        // So few that no instance gets all.
        settings.put("DUBAN_TICK_BATCH", "4");
        return settings;
    }

    /** One notify-service, and one task-service in the moment in which Kafka has its events and they are not marked. */
    private static void someDie(Product product, FaultProxy database, ServiceProcess tasks, ServiceProcess notifications)
            throws Exception {
        CountDownLatch dead = new CountDownLatch(1);
        product.notifications().kill();
        database.tap((connection, way, piece) -> {
            String text = new String(piece, StandardCharsets.ISO_8859_1);
            if (dead.getCount() > 0 && way == Way.TO_SERVER && text.contains("update outbox set published_at")) {
                product.tasks().kill();
                dead.countDown();
                throw new FaultProxy.Cut();
            }
        });
        product.clock().freeze(REMINDERS);
        Api victim = product.tasksAs("office", null);
        for (int i = 0; !dead.await(20, TimeUnit.MILLISECONDS); i++) {
            // An instance publishes at once what it has written itself.
            try {
                victim.put("/api/v1/units/99%04d".formatted(i), Map.of("name", "示例局" + i));
                victim.put("/api/v1/units/99%04d/contacts".formatted(i),
                        List.of(Map.of("role", "LIAISON", "post", "联络员", "email", "a%d@honghe.example".formatted(i))));
            } catch (UncheckedIOException e) {
                // It is dead by now.
            }
        }
        database.tap(null);

        // Then the others do what is left
        awaitNone(product.tasksAs("office", null).at(tasks.url()), List.of("due", "outbox"), TAKEOVER);
        start(product.tasks());
        awaitNone(product.notificationsAs("office").at(notifications.url()), List.of("lag", "unsent"), REBALANCED);
        start(product.notifications());
    }

    private void allAreReplaced(Product product, ServiceProcess tasks, ServiceProcess notifications, String notice) throws Exception {
        AtomicBoolean going = new AtomicBoolean(true);
        ExecutorService clients = Executors.newCachedThreadPool();
        try (Balancer toTasks = new Balancer(product.tasks(), tasks);
                Balancer toNotifications = new Balancer(product.notifications(), notifications)) {
            List<JsonNode> assignments = product.tasksAs("office", null).all("/api/v1/assignments?notice=" + notice);
            String office = "Bearer " + product.token("office", null);
            List<CompletableFuture<Void>> load = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                JsonNode own = assignments.get(i);
                String unit = own.path("unit").asText();
                String token = "Bearer " + product.token("unit", unit);
                load.add(CompletableFuture.runAsync(() -> work(going, () -> {
                    ask(toTasks, "/api/v1/assignments?unit=" + unit, request(token), 200, reads);
                    ask(toNotifications, "/api/v1/mails?limit=20", request(office), 200, reads);
                    ask(toTasks, "/api/v1/assignments/%s/submissions".formatted(own.path("id").asText()), report(token), 201, reports);
                }), clients));
            }
            replace(product.tasks(), product.notifications());
            replace(tasks, notifications);
            going.set(false);
            load.forEach(CompletableFuture::join);
        } finally {
            clients.shutdownNow();
        }
    }

    /** One of each, one after the other for each service. */
    private static void replace(ServiceProcess... instances) {
        CompletableFuture.allOf(List.of(instances).stream().map(instance -> CompletableFuture.runAsync(() -> {
            assertTrue(instance.stop(STOPPED), "it has ended by itself");
            start(instance);
        })).toArray(CompletableFuture[]::new)).join();
    }

    private static void start(ServiceProcess... instances) {
        List.of(instances).forEach(ServiceProcess::start);
        List.of(instances).forEach(ServiceProcess::awaitReady);
    }

    private static void work(AtomicBoolean going, Runnable round) {
        while (going.get()) {
            round.run();
            Pause.millis(BETWEEN_MILLIS);
        }
    }

    private static HttpRequest.Builder request(String token) {
        return HttpRequest.newBuilder().header("Authorization", token);
    }

    private static HttpRequest.Builder report(String token) {
        return request(token).header("Content-Type", "application/json").header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(BodyPublishers.ofString("{\"kind\":\"INTERIM\",\"percent\":40,\"summary\":\"（演示）正在逐项整改。\"}"));
    }

    /** Whatever is not as wanted is a request that somebody would have noticed. */
    private void ask(Balancer balancer, String path, HttpRequest.Builder request, int wanted, AtomicInteger count) {
        try {
            int status = balancer.status(path, request);
            if (status == wanted) {
                count.incrementAndGet();
            } else {
                failures.add(path + ": " + status);
            }
        } catch (IOException e) {
            failures.add(path + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitNone(Api service, List<String> counts, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            JsonNode seen = service.get("/local/status");
            if (counts.stream().allMatch(count -> seen.path(count).asLong(-1) == 0)) {
                return;
            }
            assertTrue(System.nanoTime() < end, "not within " + atMost + ": " + seen);
            Pause.millis(20);
        }
    }
}
