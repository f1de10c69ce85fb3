package org.duban.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    Path data;

    @Test
    void keepsItsDataOverARestartOnOtherPorts() throws Exception {
        // When it starts on nothing
        StackAddresses first;
        try (LocalStack stack = LocalStack.start(StackOptions.in(data))) {
            first = stack.addresses();
            Probe probe = new Probe(first);
            probe.leaveTraces();
            probe.findTraces();

            // Then nobody else may start on the same data
            StackException refused = assertThrows(StackException.class, () -> LocalStack.start(StackOptions.in(data)));
            assertTrue(refused.getMessage().contains("Another local stack"), refused.getMessage());

            // Then PostgreSQL forces to disk what it commits
            assertEquals(List.of("on"), probe.query("task_service", "SHOW fsync"));
            assertEquals(List.of("on"), probe.query("task_service", "SHOW synchronous_commit"));

            // Then each service has its own schema and no other
            assertEquals(List.of("task"), probe.query("task_service", "SELECT current_schema"));
            assertEquals(List.of("notify"), probe.query("notify_service", "SELECT current_schema"));
            assertThrows(SQLException.class, () -> probe.query("notify_service", "SELECT * FROM task.probe"));
            assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE notify.t (i int)"));
            assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE public.t (i int)"));
            assertThrows(SQLException.class, () -> execute(probe, "task_service", "CREATE TABLE task.t (i int)"));
            assertEquals(List.of("task"), probe.query("task_owner", "SELECT current_schema"));
            assertThrows(SQLException.class, () -> execute(probe, "task_owner", "CREATE TABLE notify.t (i int)"));
        }

        // When it starts again
        try (LocalStack stack = LocalStack.start(StackOptions.in(data))) {
            assertTrue(stack.addresses().postgresPort() != first.postgresPort());
            new Probe(stack.addresses()).findTraces();
        }
    }

    private static void execute(Probe probe, String user, String statement) throws SQLException {
        try (Connection connection = probe.connect(user); Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }
}
