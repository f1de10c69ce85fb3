package org.duban.bench;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tick's claim of a thousand that are due, and of none, among a million open deadlines ({@code -Dbench.full=true}:
 * ten millions) beside the same among ten thousand.
 */
class ClaimBench {
    private static final int MANY = Boolean.getBoolean("bench.full") ? 10_000_000 : Integer.getInteger("bench.deadlines", 1_000_000);
    private static final int FEW = 10_000;
    private static final int DUE = 1000;
    private static final Duration TURN = Duration.ofSeconds(2);
    /** So far ahead that the service itself sees nothing due. */
    private static final Instant MORNING = Instant.parse("2100-01-04T00:30:00Z");
    /** The statement of DeadlineTick, whose plan a test of task-service looks at. */
    private static final String CLAIM = """
            select id, due, next_rung from task.deadline
            where id = any(array(select id from task.deadline where next_at <= ?
                                 order by next_at limit ? for update skip locked))""";

    private static Bed bed;

    /** Claims and gives back. */
    private record Claim(Connection connection, PreparedStatement select, int wanted) implements Load.Work {
        static Claim of(String database, Instant now, int wanted) throws SQLException {
            Connection connection = bed.superuser(database);
            connection.setAutoCommit(false);
            PreparedStatement select = connection.prepareStatement(CLAIM);
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, DUE);
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

    @BeforeAll
    static void start() throws SQLException {
        bed = new Bed("claim-bench");
        bed.database("many");
        bed.product("duban");
        bed.product("many");
        fill("duban", FEW);
        fill("many", MANY);
    }

    /** Those that are due lie evenly among the others, which are so on the mornings after. */
    private static void fill(String database, int deadlines) throws SQLException {
        try (Connection connection = bed.superuser(database); Statement sql = connection.createStatement()) {
            // Without their notices and units, which the claim does not look at.
            sql.execute("set session_replication_role = replica");
            sql.execute("set search_path = task");
            sql.execute("""
                    insert into deadline (id, notice_id, unit_code, due, version, next_rung, next_at, calendar_version)
                    select ('00000000-0000-7000-a000-' || lpad(to_hex(n), 12, '0'))::uuid,
                           ('00000000-0000-7000-8000-' || lpad(to_hex(n / 1000), 12, '0'))::uuid,
                           'B-' || lpad((n %% 1000)::text, 4, '0'), '2100-01-07', 1, 'T-3',
                           timestamptz '%s' + make_interval(days => case when n %% %d = 0 then 0 else 1 + n / 10 %% 200 end),
                           (select version from calendar_version)
                    from generate_series(0, %d - 1) n""".formatted(MORNING, deadlines / DUE, deadlines));
            sql.execute("vacuum (analyze) deadline");
            sql.execute("checkpoint");
        }
    }

    @ParameterizedTest
    @CsvSource({"claim-1000, 2100-01-04T00:30:00Z, 1000", "claim-none, 2100-01-03T00:30:00Z, 0"})
    void ofMany(String name, Instant now, int claimed) {
        Callable<Load.Work> many = () -> Claim.of("many", now, claimed);
        Callable<Load.Work> few = () -> Claim.of("duban", now, claimed);
        Load.run(1, TURN.multipliedBy(2), many);
        Load.run(1, TURN.multipliedBy(2), few);
        Rounds.run(5, () -> Load.run(1, TURN, many), () -> Load.run(1, TURN, few), Load::p50).report(name, "ms", Load::p50);
    }

    @AfterAll
    static void stop() {
        if (bed != null) {
            bed.close();
        }
    }
}
