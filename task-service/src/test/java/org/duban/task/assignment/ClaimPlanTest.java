package org.duban.task.assignment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How PostgreSQL claims what is due among 100,000 open deadlines: it reads no more than that, and sorts nothing. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ClaimPlanTest {
    private static final Instant MORNING = Instant.parse("2100-01-04T00:30:00Z");

    /** None, a batch, and far more than a batch are due; planned for these values, and for any. */
    @ParameterizedTest
    @ValueSource(strings = {"2100-01-03T00:30:00Z", "2100-01-04T00:30:00Z", "2100-12-31T00:30:00Z"})
    void oneRangeOfTheIndexWithoutASort(Instant now) throws SQLException {
        try (Connection connection = DriverManager.getConnection(Sql.url() + "?currentSchema=task", "postgres", "")) {
            connection.setAutoCommit(false);
            hundredThousand(connection);
            for (String mode : List.of("force_custom_plan", "force_generic_plan")) {
                String plan = plan(connection, mode, now);

                assertTrue(plan.contains("Index Scan using deadline_next on deadline"), plan);
                assertTrue(plan.contains("Index Scan using deadline_pkey on deadline")
                        || plan.contains("Bitmap Index Scan on deadline_pkey"), plan);
                assertEquals(List.of(), List.of("Sort", "Seq Scan", "Join").stream().filter(plan::contains).toList(), plan);
            }
            connection.rollback();
        }
    }

    /** Nobody else sees them; a thousand are due on the first morning, the others on those after. */
    private static void hundredThousand(Connection connection) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            sql.execute("set local session_replication_role = replica");
            sql.execute("""
                    insert into deadline (id, notice_id, unit_code, due, version, next_rung, next_at)
                    select gen_random_uuid(), gen_random_uuid(), 'C-' || n, '2100-01-07', 1, 'T-3',
                           timestamptz '%s' + make_interval(days => case when n %% 100 = 0 then 0 else 1 + n %% 200 end)
                    from generate_series(1, 100000) n""".formatted(MORNING));
            sql.execute("analyze deadline");
        }
    }

    private static String plan(Connection connection, String mode, Instant now) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Statement sql = connection.createStatement()) {
            sql.execute("set local plan_cache_mode = " + mode);
        }
        try (PreparedStatement explain = connection.prepareStatement("explain (costs off) " + DeadlineTick.CLAIM)) {
            explain.setTimestamp(1, Timestamp.from(now));
            explain.setInt(2, 1000);
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    lines.add(row.getString(1));
                }
            }
        }
        return String.join("\n", lines);
    }
}
