package org.duban.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.duban.stack.bench.Load;
import org.duban.stack.bench.Rounds;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A thousand deadlines that are due, and none, among ten millions that are open, beside the same among ten thousand. */
class ClaimBench {
    /** {@code -Dbench.deadlines} makes a trial short. */
    private static final int MANY = Integer.getInteger("bench.deadlines", 10_000_000);
    private static final int FEW = 10_000;
    private static final Duration TURN = Duration.ofSeconds(2);
    /** A Wednesday, 08:30 in Shanghai, three working days before the day of those that fire. */
    private static final Instant MORNING = Instant.parse("2023-07-26T00:30:00Z");
    private static final Instant BEFORE = MORNING.minus(Duration.ofHours(1));
    private static final String DUE = "2023-07-31";
    /** The statements of DeadlineTick; a test of task-service looks at the plan of the claim. */
    private static final String CLAIM = """
            select id, due, next_rung from task.deadline where next_at <= (select ?::timestamptz)
            order by next_at limit 1000 for update skip locked""";
    private static final String EARLIEST = "select min(next_at) from task.deadline";

    private static Bed bed;

    /** Claims and gives back. */
    private record Claim(Connection connection, PreparedStatement select, int wanted) implements Load.Work {
        static Claim of(String database, String now, int wanted) throws SQLException {
            Connection connection = bed.superuser(database);
            connection.setAutoCommit(false);
            PreparedStatement select = connection.prepareStatement(CLAIM);
            select.setTimestamp(1, Timestamp.from(Instant.parse(now)));
            return new Claim(connection, select, wanted);
        }

        @Override
        public void once() throws SQLException {
            int claimed = 0;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    claimed++;
                }
            }
            connection.rollback();
            if (claimed != wanted) {
                throw new IllegalStateException(claimed + " were claimed");
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** What a tick asks while nothing is due. */
    private record Look(Connection connection, PreparedStatement select) implements Load.Work {
        static Look of(String database) throws SQLException {
            Connection connection = bed.superuser(database);
            return new Look(connection, connection.prepareStatement(EARLIEST));
        }

        @Override
        public void once() throws SQLException {
            try (ResultSet row = select.executeQuery()) {
                row.next();
            }
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** Those of 25 notices to 40 units each, with their assignments, fired by the service. */
    private record Firing(String database, Connection superuser) {
        static Firing of(String database, int open) throws SQLException {
            Connection superuser = bed.superuser(database);
            new Ledger(4000, 160, 40, 1, true).fill(superuser);
            try (Statement sql = superuser.createStatement()) {
                sql.execute("update deadline set due = '%s', calendar_version = (select version from calendar_version)".formatted(DUE));
                sql.execute("update assignment set due = '%1$s', original_due = '%1$s'".formatted(DUE));
            }
            new Crowd(open - Crowd.DUE).fill(superuser);
            return new Firing(database, superuser);
        }

        /** Milliseconds from the move of the clock until none is due. */
        double once() {
            bed.setClock(database, BEFORE);
            try (Statement sql = superuser.createStatement()) {
                sql.execute("truncate outbox");
                sql.execute("update deadline set next_at = '%s', next_rung = 'T-3', fired_rung = null where ".formatted(MORNING) + Ledger.DEADLINES);
                sql.execute("vacuum deadline");
                long start = System.nanoTime();
                bed.setClock(database, MORNING);
                while (isTrue(sql, "select min(next_at) <= '%s' from deadline".formatted(MORNING))) {
                    Thread.sleep(1);
                }
                double millis = (System.nanoTime() - start) / 1e6;
                if (!isTrue(sql, "select count(*) = 1000 from outbox where type = 'org.duban.rung.fired.v1'")) {
                    throw new IllegalStateException("there are not 1000 events");
                }
                return millis;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        /** None of them is due any more. */
        void stop() throws SQLException {
            try (Statement sql = superuser.createStatement()) {
                sql.execute("update deadline set next_at = null where " + Ledger.DEADLINES);
                sql.execute("vacuum deadline");
            }
        }

        private static boolean isTrue(Statement sql, String question) throws SQLException {
            try (ResultSet row = sql.executeQuery(question)) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private static Firing many;
    private static Firing few;

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("claim-bench");
        bed.database("many");
        for (String database : new String[] {"duban", "many"}) {
            bed.setClock(database, BEFORE);
            bed.eagerProduct(database);
        }
        few = Firing.of("duban", FEW);
        many = Firing.of("many", MANY);
        // What fires is measured without what is published.
        for (Firing each : new Firing[] {few, many}) {
            try (Statement sql = each.superuser.createStatement()) {
                sql.execute("select pg_advisory_lock(%d)".formatted(Bed.RELAY));
            }
        }
    }

    @Test
    void aClaim() throws SQLException {
        few.stop();
        many.stop();
        double ratio = compared(() -> Claim.of("many", Crowd.MORNING, Crowd.DUE), () -> Claim.of("duban", Crowd.MORNING, Crowd.DUE))
                .report("claim-1000", "ms", Load::p50);
        assertTrue(ratio <= 1.1, "claiming takes " + ratio + " times as long");
    }

    /** A claim that finds nothing, and the question that a tick asks before it claims at all. */
    @Test
    void anEmptyTick() {
        compared(() -> Claim.of("many", "2023-01-01T00:00:00Z", 0), () -> Claim.of("duban", "2023-01-01T00:00:00Z", 0))
                .report("claim-none", "ms", Load::p50);
        compared(() -> Look.of("many"), () -> Look.of("duban")).report("tick-none", "ms", Load::p50);
        assertTrue(Load.run(1, TURN, () -> Look.of("many")).p50() < 1, "an empty tick takes a millisecond");
    }

    private static Rounds<Load> compared(Callable<Load.Work> of, Callable<Load.Work> floor) {
        Load.run(1, TURN.multipliedBy(2), of);
        Load.run(1, TURN.multipliedBy(2), floor);
        return Rounds.run(5, () -> Load.run(1, TURN, of), () -> Load.run(1, TURN, floor), Load::p50);
    }

    @Test
    void aFiring() {
        Rounds.warm(() -> 1 / few.once());
        Rounds.warm(() -> 1 / many.once());
        double ratio = Rounds.run(9, many::once, few::once, Double::doubleValue).report("fire-1000", "ms", Double::doubleValue);
        assertTrue(ratio <= 1.3, "firing takes " + ratio + " times as long");
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
