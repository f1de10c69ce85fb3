package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How PostgreSQL claims what is due among many open deadlines, and moves it on: whatever is due, it reads no more than a
 * batch, by the index of the moments and in its order, and then goes by the ids.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ClaimPlanTest {
    /** Nothing is due; a batch is; far more is; and the plan for any moment, which a prepared statement may use. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', value = {"costs off, '2100-01-03T00:30:00Z'", "costs off, '2100-01-04T00:30:00Z'",
            "costs off, '2100-12-31T00:30:00Z'", "\"generic_plan, costs off\", $1"})
    void aClaimIsARangeOfTheIndexWithoutASort(String options, String now) throws SQLException {
        String plan = plan(100_000, options, DeadlineTick.CLAIM.formatted(1000).replace("?", now));

        assertTrue(plan.contains("Index Scan using deadline_next on deadline"), plan);
        assertEquals(List.of(), Stream.of("Sort", "Seq Scan", "Bitmap", "Join").filter(plan::contains).toList(), plan);
    }

    @Test
    void theNextMomentIsTheFirstOfTheIndex() throws SQLException {
        String plan = plan(100_000, "costs off", DeadlineTick.EARLIEST);

        assertTrue(plan.contains("using deadline_next on deadline"), plan);
        assertEquals(List.of(), Stream.of("Sort", "Seq Scan", "Bitmap", "Join").filter(plan::contains).toList(), plan);
    }

    /** Of a table of middling size: where the planner knows how long the batch is, it reads that whole. */
    @Test
    void aBatchIsMovedByItsIds() throws SQLException {
        String ids = Stream.generate(UUID::randomUUID).limit(1000).map(UUID::toString).collect(Collectors.joining(",", "'{", "}'"));
        String plan = plan(30_000, "costs off", DeadlineTick.MOVE.replaceFirst("= \\?", "= 1").replaceFirst("\\?", ids)
                .replaceAll("\\?(::(text|bool|timestamptz)\\[])", "array_fill(null$1, array[1000])").replace("null::text[]", "null::text")
                .replace("null::bool[]", "null::bool").replace("null::timestamptz[]", "null::timestamptz"));

        assertTrue(plan.contains("Index Scan using deadline_pkey on deadline d"), plan);
        assertEquals(List.of(), Stream.of("Seq Scan", "Join").filter(plan::contains).toList(), plan);
    }

    private static String plan(int open, String options, String statement) throws SQLException {
        // Simple: the extended protocol takes $1 for a value that is to be sent.
        try (Connection connection = DriverManager.getConnection(Sql.url() + "?currentSchema=task&preferQueryMode=simple", "postgres", "");
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            fill(sql, open);
            // Whether the system is held is asked once, of a table that is empty or nearly so.
            String plan = explain(sql, "explain (%s) ".formatted(options) + statement).replace("Seq Scan on hold", "");
            connection.rollback();
            return plan;
        }
    }

    /** Nobody else sees them; one in a hundred is due on the first morning, the others on those after. */
    private static void fill(Statement sql, int open) throws SQLException {
        sql.execute("set local session_replication_role = replica");
        sql.execute("""
                insert into deadline (id, notice_id, unit_code, due, version, next_rung, next_at)
                select gen_random_uuid(), gen_random_uuid(), 'C-' || n, '2100-01-07', 1, 'T-3',
                       timestamptz '2100-01-04T00:30:00Z' + make_interval(days => case when n %% 100 = 0 then 0 else 1 + n %% 200 end)
                from generate_series(1, %d) n""".formatted(open));
        sql.execute("analyze deadline");
    }

    private static String explain(Statement sql, String statement) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet row = sql.executeQuery(statement)) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
        }
        return String.join("\n", lines);
    }
}
