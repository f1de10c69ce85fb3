package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.duban.stack.bench.Figures;
import org.duban.stack.bench.HttpConnection;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A million deadlines are overdue: two instances catch up, one of them is killed midway and started again, and clerks
 * read all the while. Beside the rate at which the same instances fire what is due at once. Nobody relays meanwhile.
 */
class CatchUpBench {
    /** {@code -Dbench.overdue} makes a trial short. Each notice has 40 deadlines with four assignments. */
    private static final int OVERDUE = Integer.getInteger("bench.overdue", 1_000_000);
    private static final int AT_ONCE = Math.min(OVERDUE, 50_000);
    private static final Ledger LEDGER = new Ledger(4 * OVERDUE, 160, 40, 1, true);
    /** A Wednesday, 08:30 in Shanghai, three working days before the day of all. */
    private static final Instant MORNING = Instant.parse("2023-07-26T00:30:00Z");
    private static final Instant BEFORE = MORNING.minusSeconds(3600);
    private static final String DUE = "2023-07-31";
    private static final int READS_A_SECOND = 50;

    private static Bed bed;
    private static Connection superuser;
    private static int first;
    private static int second;
    private static String[] tokens;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("catch-up-bench");
        bed.setClock("duban", BEFORE);
        first = bed.eagerProduct("duban");
        second = bed.eagerProduct("duban");
        superuser = bed.superuser("duban");
        LEDGER.fill(superuser);
        execute("update deadline set due = '%s', calendar_version = (select version from calendar_version)".formatted(DUE));
        execute("update assignment set due = '%1$s', original_due = '%1$s' where notice_id < '%2$s'".formatted(DUE, Ledger.notice(AT_ONCE / 40)));
        execute("vacuum (full, analyze) deadline");
        execute("select pg_advisory_lock(%d)".formatted(Bed.RELAY));
        tokens = new String[LEDGER.units()];
        for (int unit = 0; unit < tokens.length; unit++) {
            tokens[unit] = bed.token("unit", Ledger.unit(unit));
        }
    }

    @Test
    void aMillion() throws Exception {
        Rounds.warm(CatchUpBench::atOnce);
        double rate = atOnce();
        double idle = reads(lasting(20));
        idle = reads(lasting(20));

        ready("true");
        ExecutorService reader = Executors.newSingleThreadExecutor();
        long start = System.nanoTime();
        bed.setClock("duban", MORNING);
        AtomicBoolean done = new AtomicBoolean();
        Future<Double> read = reader.submit(() -> reads(() -> !done.get()));
        await("select coalesce(max(seq) - min(seq), 0) >= %d from outbox".formatted(OVERDUE / 2));
        bed.kill(second);
        bed.eagerProduct("duban");
        await("select not exists (select from deadline where next_at <= '%s')".formatted(MORNING));
        double catching = OVERDUE / ((System.nanoTime() - start) / 1e9);
        done.set(true);
        reader.shutdown();

        assertEquals(OVERDUE, count("select count(*) from outbox where type = 'org.duban.rung.fired.v1'"), "events");
        assertEquals(OVERDUE, count("select count(distinct subject) from outbox"), "deadlines that they are of");
        Figures.report("catch-up", catching, "events/s", rate);
        Figures.report("catch-up-read-p99", read.get(), "ms", idle);
        assertTrue(catching >= 0.8 * rate, "%.0f a second instead of %.0f".formatted(catching, rate));
        assertTrue(read.get() <= 3 * idle, "p99 of reads %.1f ms instead of %.1f".formatted(read.get(), idle));
    }

    /** Events a second when some are due at once. */
    private static double atOnce() {
        ready("notice_id < '%s'".formatted(Ledger.notice(AT_ONCE / 40)));
        long start = System.nanoTime();
        bed.setClock("duban", MORNING);
        await("select not exists (select from deadline where next_at <= '%s')".formatted(MORNING));
        return AT_ONCE / ((System.nanoTime() - start) / 1e9);
    }

    /** Those wait for the morning, and nothing else. */
    private static void ready(String which) {
        bed.setClock("duban", BEFORE);
        execute("truncate outbox");
        execute("update deadline set next_at = '%s', next_rung = 'T-3', fired_rung = null where %s".formatted(MORNING, which));
        execute("vacuum (analyze) deadline");
        execute("checkpoint");
    }

    private static BooleanSupplier lasting(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        return () -> System.nanoTime() < end;
    }

    /** The p99 in milliseconds of reads of one assignment, so many a second, while it goes on. */
    private static double reads(BooleanSupplier going) throws IOException, InterruptedException {
        double[] latencies = new double[1 << 16];
        int count = 0;
        try (HttpConnection connection = new HttpConnection(first, () -> {
            int n = ThreadLocalRandom.current().nextInt(LEDGER.size());
            return HttpConnection.request("GET", "/api/v1/assignments/" + LEDGER.assignment(n), tokens[LEDGER.unitOf(n)], null);
        }, 200)) {
            while (going.getAsBoolean()) {
                long start = System.nanoTime();
                connection.once();
                latencies[count++] = (System.nanoTime() - start) / 1e6;
                Thread.sleep(1000 / READS_A_SECOND);
            }
        }
        double[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        return sorted[(int) (count * 0.99)];
    }

    private static void await(String condition) {
        try (Statement sql = superuser.createStatement()) {
            for (boolean met = false; !met;) {
                Thread.sleep(20);
                try (ResultSet row = sql.executeQuery(condition)) {
                    row.next();
                    met = row.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(condition, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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

    @AfterAll
    static void stop() throws SQLException {
        if (superuser != null) {
            superuser.close();
        }
        if (bed != null) {
            bed.close();
        }
    }
}
