package org.duban.task.sql;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several statements in one round trip. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class TripTest {
    @Inject
    DataSource database;

    private UUID deadline;

    @BeforeEach
    void dispatch() {
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        deadline = UUID.fromString(fixture.deadline(unit).getString("id"));
    }

    private List<String> read(String lock) {
        List<String> words = new ArrayList<>();
        Trip trip = new Trip().then(Sql.of("select id from deadline where id = ?" + lock, deadline))
                .then(Sql.of("select due_text from deadline where id = ?", deadline), row -> words.add(row.getString(1)));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            trip.send(connection);
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return words;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatFollowsALockIsAsItsLastHolderLeftIt() throws Exception {
        // The driver prepares in the server what comes more than a few times.
        for (int i = 0; i < 8; i++) {
            assertEquals(List.of("2023年8月1日前"), read(" for update"));
        }
        CompletableFuture<List<String>> waiting;
        try (Connection holder = org.duban.task.Sql.connect()) {
            holder.setAutoCommit(false);
            execute(holder, "update deadline set due_text = '改为8月2日前' where id = '%s'".formatted(deadline));
            waiting = CompletableFuture.supplyAsync(() -> read(" for update"));
            await().atMost(Duration.ofSeconds(20)).until(() -> org.duban.task.Sql.count(
                    "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like 'select id from deadline%'") > 0);
            holder.commit();
        }

        assertEquals(List.of("改为8月2日前"), waiting.get(20, TimeUnit.SECONDS));
    }

    @Test
    void whereOneFailsThoseBehindItAreNotRun() throws SQLException {
        Trip trip = new Trip().then(Sql.of("update deadline set due_text = ? where id = ?", null, deadline))
                .then(Sql.of("select 1 / (select count(*) from deadline where due_text = ?)", "没有"))
                .then(Sql.of("select pg_sleep(3600)"));
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);

            assertEquals("22012", assertThrows(SQLException.class, () -> trip.send(connection)).getSQLState());

            connection.rollback();
        }
        assertEquals(List.of("2023年8月1日前"), read(""));
    }
}
