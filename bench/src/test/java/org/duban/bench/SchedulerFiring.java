package org.duban.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.security.NamePrincipal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Two db-schedulers with pooled connections; an execution writes its outbox row and is set to two days later. */
final class SchedulerFiring implements AutoCloseable {
    private static final int THREADS = 10;

    private final Connection superuser;
    private final String data;
    private final AgroalDataSource database;
    private final List<Scheduler> schedulers;

    /** @param superuser with the product's schema in its search path */
    SchedulerFiring(Bed bed, Connection superuser, String data) throws SQLException {
        this.superuser = superuser;
        this.data = data;
        try (Statement sql = superuser.createStatement()) {
            // As its documentation has it.
            sql.execute("""
                    create table scheduled_tasks (task_name text not null, task_instance text not null, task_data bytea,
                        execution_time timestamptz, picked boolean not null, picked_by text, last_success timestamptz,
                        last_failure timestamptz, consecutive_failures int, last_heartbeat timestamptz, version bigint not null,
                        priority smallint, primary key (task_name, task_instance))""");
            sql.execute("create index execution_time_idx on scheduled_tasks (execution_time)");
            sql.execute("create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
            sql.execute("grant all on scheduled_tasks to task_service");
        }
        database = AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier().connectionPoolConfiguration(pool -> pool
                .maxSize(2 * THREADS + 6).connectionFactoryConfiguration(connection -> connection
                        .jdbcUrl(bed.url("duban")).principal(new NamePrincipal("task_service")))));
        schedulers = Stream.of("one", "two").map(this::scheduler).toList();
        schedulers.forEach(Scheduler::start);
    }

    private Scheduler scheduler(String name) {
        CustomTask<Void> fire = Tasks.custom("fire", Void.class).execute((instance, context) -> {
            write(instance.getId());
            return (CompletionHandler<Void>) (done, operations) ->
                    operations.reschedule(done, context.getExecution().executionTime.plus(Duration.ofDays(2)));
        });
        return Scheduler.create(database, fire).schedulerName(() -> name).threads(THREADS)
                .pollingInterval(Duration.ofMillis(20)).pollUsingLockAndFetch(1, 4).build();
    }

    private void write(String deadline) {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement("""
                insert into outbox (id, topic, key, type, subject, time, sequence, data)
                values (?, 'duban.events', 'B-0000', 'org.duban.rung.fired.v1', ?, ?, 1, ?)""")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, deadline);
            insert.setTimestamp(3, Timestamp.from(Instant.now()));
            insert.setString(4, data);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So many executions, one for a deadline each, all due now. They wait: its clock cannot be moved, it waits by it. */
    void again(int executions) {
        schedulers.forEach(Scheduler::pause);
        try (Statement sql = superuser.createStatement()) {
            sql.execute("delete from scheduled_tasks");
            sql.execute("""
                    insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                    select 'fire', id, now(), false, 1 from deadline limit %d""".formatted(executions));
            sql.execute("vacuum (analyze) scheduled_tasks");
            sql.execute("checkpoint");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void resume() {
        schedulers.forEach(Scheduler::resume);
    }

    @Override
    public void close() {
        schedulers.forEach(Scheduler::stop);
        database.close();
    }
}
