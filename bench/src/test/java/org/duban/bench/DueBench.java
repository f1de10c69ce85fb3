package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.duban.stack.bench.Figures;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * One instance with the settings of production beside ten million open deadlines: how often it asks while nothing is due,
 * and how long it takes from the moment at which a deadline is due until a consumer has the event, 200 a second.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DueBench {
    /** {@code -Dbench.deadlines} makes a trial short. */
    private static final int OPEN = Integer.getInteger("bench.deadlines", 10_000_000);
    /** Of 320 notices to 40 units each. The first quarter warms the service. */
    private static final int DUE = 12_800;
    private static final int A_SECOND = 200;
    private static final Duration BOUND = Duration.ofSeconds(DUE / A_SECOND + 60);
    /** A Wednesday, 10:00 in Shanghai: a working day on which the last rung of what was due in January has passed. */
    private static final Instant START = Instant.parse("2023-07-26T02:00:00Z");

    private static Bed bed;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("due-bench");
        bed.setClock("duban", START.minusSeconds(3600));
        bed.clockedProduct("duban");
        try (Connection connection = bed.superuser("duban"); Statement sql = connection.createStatement()) {
            new Ledger(4 * DUE, 160, 40, 1, true).fill(connection);
            sql.execute("set search_path = task");
            sql.execute("""
                    update deadline d set due = '2023-01-10', next_rung = 'T+60', calendar_version = (select version from calendar_version),
                        next_at = timestamptz '%s' + n * interval '1 second' / %d
                    from (select id, row_number() over (order by md5(id::text)) as n from deadline) q where q.id = d.id"""
                    .formatted(START, A_SECOND));
            new Crowd(OPEN - DUE).fill(connection);
        }
    }

    @Test
    @Order(1)
    void anIdleInstance() {
        double statements = bed.statements(Duration.ofSeconds(20));
        Figures.report("idle", statements, "statements/s", 4);
        assertTrue(statements <= 4, "an idle instance sends " + statements + " statements a second");
    }

    @Test
    @Order(2)
    void fromDueToConsumer() throws SQLException {
        Instant begin = Instant.now().plusSeconds(5);
        bed.runClock("duban", START, begin);
        List<Double> latencies = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bed.kafka(), "group.id",
                UUID.randomUUID().toString(), "auto.offset.reset", "earliest", "metadata.max.age.ms", "500"),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of("duban.events"));
            Map<String, Instant> moments = moments();
            while (ids.size() < DUE && Instant.now().isBefore(begin.plus(BOUND))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    Instant now = Instant.now();
                    ids.add(header(record, "ce_id"));
                    Duration since = Duration.between(START, moments.get(header(record, "ce_subject")));
                    latencies.add(Duration.between(begin.plus(since), now).toNanos() / 1e6);
                }
            }
        }
        assertEquals(DUE, ids.size(), "events");
        assertEquals(DUE, latencies.size(), "and none twice");
        double[] warm = latencies.stream().skip(DUE / 4).mapToDouble(Double::doubleValue).sorted().toArray();
        double p50 = warm[warm.length / 2];
        double p99 = warm[(int) (warm.length * 0.99)];
        Figures.report("due-to-consumer-p50", p50, "ms", 25);
        Figures.report("due-to-consumer-p99", p99, "ms", 250);
        assertTrue(p50 <= 25 && p99 <= 250, "p50 %.1f ms, p99 %.1f ms".formatted(p50, p99));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value());
    }

    /** By the deadline's id. */
    private static Map<String, Instant> moments() throws SQLException {
        Map<String, Instant> moments = new HashMap<>();
        try (Connection connection = bed.superuser("duban"); Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("select id, next_at from task.deadline where " + Ledger.DEADLINES)) {
            while (row.next()) {
                moments.put(row.getString(1), row.getTimestamp(2).toInstant());
            }
        }
        return moments;
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
