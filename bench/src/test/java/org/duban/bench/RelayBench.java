package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events of 1 kB that wait in the outbox, until the broker has acknowledged all: the service's relay beside a bare loop. */
class RelayBench {
    /** {@code -Dbench.events} makes a trial short. */
    private static final int EVENTS = Integer.getInteger("bench.events", 50_000);

    private static Bed bed;
    private static Connection superuser;
    private static BareRelay bare;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("relay-bench");
        bed.eagerProduct("duban");
        superuser = bed.superuser("duban");
        execute("set search_path = task");
        bare = new BareRelay(bed);
    }

    @Test
    void whatWaits() throws SQLException {
        // The product first: it makes the topic.
        Rounds.warm(RelayBench::product);
        assertOrder();
        Rounds.warm(RelayBench::bare);
        double ratio = Rounds.run(5, RelayBench::product, RelayBench::bare, Double::doubleValue)
                .report("relay", "events/s", Double::doubleValue);
        assertTrue(ratio >= 0.7, "relaying is " + ratio + " times as fast");
    }

    /** Events a second, from the moment that the relay may take its lock. */
    private static double product() {
        again();
        return perSecond(() -> {
            execute("select pg_advisory_unlock(%d)".formatted(Bed.RELAY));
            while (count("select count(*) from (select from outbox where position is null limit 1) q") > 0) {
                sleep();
            }
        });
    }

    private static double bare() {
        again();
        double rate = perSecond(bare::untilNothingIsLeft);
        execute("select pg_advisory_unlock(%d)".formatted(Bed.RELAY));
        return rate;
    }

    /** The relay stands still, and the outbox is full. */
    private static void again() {
        execute("select pg_advisory_lock(%d)".formatted(Bed.RELAY));
        execute("truncate outbox");
        execute("""
                insert into outbox (id, topic, key, type, subject, time, sequence, data)
                select gen_random_uuid(), 'duban.events', 'B-' || n %% 1000, 'org.duban.deadline.changed.v1', n::text, now(), 1,
                       '{"text":"' || substr(repeat(md5(n::text), 32), 1, 1013) || '"}'
                from generate_series(1, %d) n""".formatted(EVENTS));
        execute("vacuum (analyze) outbox");
        execute("checkpoint");
    }

    private static double perSecond(Runnable relaying) {
        long start = System.nanoTime();
        relaying.run();
        return EVENTS / ((System.nanoTime() - start) / 1e9);
    }

    /** What one key has is published as it was written. */
    private static void assertOrder() {
        assertEquals(EVENTS, count("select count(*) from outbox where position is not null"));
        assertEquals(0, count("""
                select count(*) from (select position, lag(position) over (partition by key order by seq) as before from outbox) q
                where position < before"""));
    }

    private static void execute(String statement) {
        try (Statement sql = superuser.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    private static long count(String select) {
        try (Statement sql = superuser.createStatement(); ResultSet row = sql.executeQuery(select)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(select, e);
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        if (bare != null) {
            bare.close();
        }
        if (superuser != null) {
            superuser.close();
        }
        if (bed != null) {
            bed.close();
        }
    }
}
