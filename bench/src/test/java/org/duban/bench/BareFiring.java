package org.duban.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two connections that fire a thousand a transaction, in one statement, every event with the same data. */
final class BareFiring {
    private static final String FIRE = """
            with moved as (
                update deadline set version = version + 1, fired_rung = next_rung, next_rung = 'T-1', next_at = next_at + interval '2 days'
                where id = any(array(select id from deadline where next_at <= ? order by next_at limit 1000 for update skip locked))
                returning id, unit_code, version)
            insert into outbox (id, topic, key, type, subject, time, sequence, data)
            select gen_random_uuid(), 'duban.events', unit_code, 'org.duban.rung.fired.v1', id::text, ?, version, ? from moved""";

    private final String data;
    private final List<Connection> connections;

    BareFiring(Bed bed, String data) throws SQLException {
        this.data = data;
        this.connections = List.of(bed.connection(), bed.connection());
    }

    void untilNoneIsDue(Instant now) {
        ExecutorService workers = Executors.newFixedThreadPool(connections.size());
        try {
            for (Future<Void> worker : workers.invokeAll(connections.stream().map(one -> work(one, Timestamp.from(now))).toList())) {
                worker.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            workers.shutdownNow();
        }
    }

    private Callable<Void> work(Connection connection, Timestamp now) {
        return () -> {
            try (PreparedStatement fire = connection.prepareStatement(FIRE)) {
                fire.setTimestamp(1, now);
                fire.setTimestamp(2, now);
                fire.setString(3, data);
                while (fire.executeUpdate() > 0) {
                    // Until nothing is left.
                }
            }
            return null;
        };
    }
}
