package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Firing what comes due in one moment, by two instances of the service: claimed, its next moment computed, its event in
 * the outbox. Beside two connections that do it set by set in SQL, and beside db-scheduler, an outbox row an execution.
 * Nobody relays meanwhile: that is {@link RelayBench}'s.
 */
class FireBench {
    /** Each has 32 deadlines of about four assignments; {@code -Dbench.notices} makes a trial short. */
    private static final int NOTICES = Integer.getInteger("bench.notices", 1600);
    private static final int DEADLINES = NOTICES * 32;
    /** It is slower by far. */
    private static final int PEERS = Math.min(DEADLINES, 10_000);
    /** A Wednesday, 08:30 in Shanghai, three working days before the day of all. */
    static final Instant MORNING = Instant.parse("2023-07-26T00:30:00Z");
    private static final Instant BEFORE = MORNING.minus(Duration.ofHours(1));
    private static final String DUE = "2023-07-31";

    private static Bed bed;
    private static Connection superuser;
    private static BareFiring bare;
    private static SchedulerFiring peer;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("fire-bench");
        bed.eagerProduct("duban");
        bed.eagerProduct("duban");
        bed.setClock("duban", BEFORE);
        try (Connection connection = bed.superuser("duban")) {
            new Ledger(NOTICES * 125, 125, 32, 1, true).fill(connection);
        }
        superuser = bed.superuser("duban");
        try (Statement sql = superuser.createStatement()) {
            sql.execute("set search_path = task");
            sql.execute("update deadline set due = '%s', calendar_version = (select version from calendar_version)".formatted(DUE));
            sql.execute("update assignment set due = '%1$s', original_due = '%1$s'".formatted(DUE));
            sql.execute("vacuum (full, analyze) assignment");
            sql.execute("select pg_advisory_lock(%d)".formatted(Bed.RELAY));
        }
        product();
        String data = sampleEvent();
        bare = new BareFiring(bed, data);
        peer = new SchedulerFiring(bed, superuser, data);
    }

    @Test
    void besideSetBasedSql() {
        Rounds.warm(FireBench::product);
        Rounds.warm(FireBench::bare);
        double ratio = Rounds.run(5, FireBench::product, FireBench::bare, Double::doubleValue)
                .report("fire", "events/s", Double::doubleValue);
        assertTrue(ratio >= 0.6, "firing is " + ratio + " times as fast");
    }

    @Test
    void besideDbScheduler() {
        Rounds.warm(FireBench::product);
        Rounds.warm(FireBench::peer);
        double ratio = Rounds.run(5, FireBench::product, FireBench::peer, Double::doubleValue)
                .report("fire-to-db-scheduler", "events/s", Double::doubleValue);
        assertTrue(ratio >= 10, "firing is " + ratio + " times as fast");
    }

    /** Events a second, from the move of the clock until none is due. */
    private static double product() {
        bed.setClock("duban", BEFORE);
        again();
        return perSecond(DEADLINES, () -> {
            bed.setClock("duban", MORNING);
            awaitNone("select exists (select 1 from deadline where next_at <= '%s')".formatted(MORNING));
        });
    }

    /** The services' clock stands before the morning: they leave it alone. */
    private static double bare() {
        bed.setClock("duban", BEFORE);
        again();
        return perSecond(DEADLINES, () -> bare.untilNoneIsDue(MORNING));
    }

    private static double peer() {
        bed.setClock("duban", BEFORE);
        again();
        peer.again(PEERS);
        return perSecond(PEERS, () -> {
            peer.resume();
            awaitNone("select exists (select 1 from scheduled_tasks where execution_time <= now())");
        });
    }

    /** As before the round. */
    private static void again() {
        try (Statement sql = superuser.createStatement()) {
            sql.execute("truncate outbox");
            sql.execute("update deadline set next_at = '%s', next_rung = 'T-3', fired_rung = null".formatted(MORNING));
            sql.execute("vacuum (full, analyze) deadline");
            sql.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double perSecond(int wanted, Runnable firing) {
        long start = System.nanoTime();
        firing.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        try (Statement sql = superuser.createStatement(); ResultSet row = sql.executeQuery(
                "select count(distinct subject), count(*) from outbox where type = 'org.duban.rung.fired.v1'")) {
            row.next();
            if (row.getInt(1) != wanted || row.getInt(2) != wanted) {
                throw new IllegalStateException("%d events of %d deadlines instead of %d".formatted(row.getInt(2), row.getInt(1), wanted));
            }
            return wanted / seconds;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitNone(String exists) {
        try (PreparedStatement select = superuser.prepareStatement(exists)) {
            for (boolean some = true; some;) {
                Thread.sleep(5);
                try (ResultSet row = select.executeQuery()) {
                    row.next();
                    some = row.getBoolean(1);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The data of an event of middling length, as the product has written it: floor and peer write the same. */
    private static String sampleEvent() throws SQLException {
        try (Statement sql = superuser.createStatement(); ResultSet row = sql.executeQuery(
                "select data from outbox order by length(data) offset (select count(*) / 2 from outbox) limit 1")) {
            row.next();
            return row.getString(1);
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        if (peer != null) {
            peer.close();
        }
        if (superuser != null) {
            superuser.close();
        }
        if (bed != null) {
            bed.close();
        }
    }
}
