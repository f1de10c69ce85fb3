package org.duban.task.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;

/** How PostgreSQL finds the few reports that are asked for among those of years: not by reading these from the oldest on. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SubmissionPlanTest {
    private static final String PAGE = "explain (costs off) select s.id from submission s where %s order by s.id fetch first 51 rows only";

    @Test
    void whatIsAskedForIsFoundByItsIndex() throws SQLException {
        List<String> plans = plans("s.kind = 'FINAL' and s.decision is null",
                SubmissionResource.OWN.replace(":reader", "'U-7'"), SubmissionResource.LED.replace(":reader", "'U-7'"));

        assertTrue(plans.get(0).contains("using submission_waiting"), plans.get(0));
        for (String ofUnit : plans.subList(1, 3)) {
            assertTrue(ofUnit.contains("submission_of_assignment"), ofUnit);
            assertEquals(List.of(), Stream.of("Seq Scan", "submission_pkey").filter(ofUnit::contains).toList(), ofUnit);
        }
    }

    private static List<String> plans(String... wheres) throws SQLException {
        try (Connection connection = Sql.superuser(); Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            // No keys are looked up.
            sql.execute("set local session_replication_role = replica");
            sql.execute("""
                    insert into assignment (id, notice_id, task_id, unit_code, deadline_id, role, status, created_at, changed_at)
                    select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'U-' || n % 1000, gen_random_uuid(),
                           case when n % 7 = 0 then 'LEAD' else 'RESPONSIBLE' end, 'SUBMITTED', now(), now()
                    from generate_series(1, 10000) n""");
            sql.execute("""
                    insert into submission (id, assignment_id, kind, summary, submitted_at, receipt, decision)
                    select gen_random_uuid(), id, 'FINAL', '已完成。', now(), 'r', case when random() < 0.998 then 'ACCEPT' end
                    from assignment where unit_code like 'U-%'""");
            sql.execute("analyze assignment, submission");
            List<String> plans = new ArrayList<>();
            for (String where : wheres) {
                // What HQL calls by the names of its fields.
                plans.add(plan(sql, PAGE.formatted(where.replaceAll("([a-z])([A-Z])", "$1_$2"))));
            }
            connection.rollback();
            return plans;
        }
    }

    private static String plan(Statement sql, String explain) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet row = sql.executeQuery(explain)) {
            while (row.next()) {
                plan.append(row.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
