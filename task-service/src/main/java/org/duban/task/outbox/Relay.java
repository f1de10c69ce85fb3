package org.duban.task.outbox;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.duban.task.hold.Hold;
import org.duban.task.loop.Loop;
import org.duban.task.schema.Tables;
import org.duban.task.trace.LogIds;
import org.duban.task.trace.Traces;
import org.jboss.logging.Logger;

/**
 * Publishes the outbox to Kafka in order. One relay is active at a time: the one that holds the advisory lock of its
 * transaction. A row is marked after the broker's acknowledgement, so a crash in between publishes it again, with the
 * same id. When a record fails, what follows it under the same key waits: it is not even read until that one record,
 * tried again by itself, has gone. So other keys go on, however much waits behind it.
 */
@ApplicationScoped
public class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    /** Any constant of ours; it names the lock in the database. */
    static final long LOCK = 0x6475_6261_6e00_0001L;
    /** Its round is short; what it has not seen is published after that. */
    private static final Duration WHILE_ANOTHER_IS_ACTIVE = Duration.ofMillis(20);

    private final DataSource database;
    private final KafkaLink kafka;
    private final Publications publications;
    private final RelayConfig config;
    private final Traces traces;
    private final Loop loop;
    /** The keys that wait, each for the record that failed. */
    private volatile Map<String, Held> held = Map.of();
    /** Then this one looks again at its own pace, and not after each commit. */
    private volatile boolean anotherIsActive;

    Relay(DataSource database, KafkaLink kafka, Publications publications, RelayConfig config, Traces traces) {
        this.database = database;
        this.kafka = kafka;
        this.publications = publications;
        this.config = config;
        this.traces = traces;
        this.loop = new Loop("outbox-relay", this::look);
    }

    /** @param since machine time of the failure in nanoseconds */
    private record Held(long seq, long since) {}

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    void appended(@Observes(during = TransactionPhase.AFTER_SUCCESS) Outbox.Appended event) {
        if (!anotherIsActive) {
            loop.wake();
        }
    }

    private Duration look() {
        anotherIsActive = false;
        return isAnyWaiting() ? round() : config.poll();
    }

    /** One question outside of a transaction: it is asked all the time, and nearly always answered with no. */
    private boolean isAnyWaiting() {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(
                        "select exists (select from outbox where position is null) and " + Hold.NONE);
                ResultSet result = select.executeQuery()) {
            return result.next() && result.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be read", e);
        }
    }

    /** Publishes one batch; true when it was a full one. */
    public boolean tick() {
        return round().isZero();
    }

    /** @return how long the next may wait */
    private Duration round() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (!lock(connection)) {
                    connection.rollback();
                    anotherIsActive = true;
                    return WHILE_ANOTHER_IS_ACTIVE;
                }
                Map<String, Held> waiting = waiting();
                List<Unpublished> rows = unpublished(connection, waiting);
                List<Long> acknowledged = rows.isEmpty() ? List.of() : publish(rows, waiting);
                mark(connection, acknowledged);
                connection.commit();
                held = waiting;
                if (!acknowledged.isEmpty()) {
                    publications.published();
                }
                return rows.size() == config.batch() ? Duration.ZERO : config.poll();
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the outbox could not be read", e);
        }
    }

    private boolean lock(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
            select.setLong(1, LOCK);
            try (ResultSet result = select.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    /** Those of which the record is not tried again yet; of the others it is read again, if it is still there. */
    private Map<String, Held> waiting() {
        long now = System.nanoTime();
        Map<String, Held> waiting = new HashMap<>(held);
        waiting.values().removeIf(one -> now - one.since >= config.retry().toNanos());
        return waiting;
    }

    private List<Unpublished> unpublished(Connection connection, Map<String, Held> waiting) throws SQLException {
        List<Unpublished> rows = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select %s from outbox
                where position is null and (key <> all(?) or seq = any(?)) and %s order by seq limit ?"""
                .formatted(Unpublished.COLUMNS, Hold.NONE))) {
            select.setArray(1, connection.createArrayOf("text", held.keySet().toArray(String[]::new)));
            select.setArray(2, connection.createArrayOf("int8", held.entrySet().stream()
                    .filter(one -> !waiting.containsKey(one.getKey())).map(one -> one.getValue().seq).toArray(Long[]::new)));
            select.setInt(3, config.batch());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(Unpublished.of(row));
                }
            }
        }
        return rows;
    }

    private record Sent(Unpublished row, Future<RecordMetadata> answer, Span span) {
        /** Before anything was sent: a record that is too large, for one. */
        boolean isRefused() {
            return answer.isDone() && error() != null;
        }

        /** @return null when it was acknowledged */
        Throwable error() {
            try {
                answer.get();
                return null;
            } catch (ExecutionException e) {
                return e.getCause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return e;
            }
        }

        void end(Throwable error) {
            if (error != null) {
                span.setStatus(StatusCode.ERROR, error.getClass().getSimpleName());
            }
            span.end();
        }
    }

    /** @param waiting the keys of which a record fails come to it */
    private List<Long> publish(List<Unpublished> rows, Map<String, Held> waiting) {
        Producer<String, byte[]> producer = kafka.producer();
        List<Sent> sends = new ArrayList<>(rows.size());
        Set<String> closed = new HashSet<>();
        for (Unpublished row : rows) {
            if (!closed.contains(row.key())) {
                Span span = traces.publishing(row.traceparent(), row.id(), row.type());
                Sent sent = new Sent(row, producer.send(row.message()), span);
                sends.add(sent);
                if (sent.isRefused()) {
                    closed.add(row.key());
                    if (sent.error() instanceof TimeoutException) {
                        // The broker is away: each further record would wait as long, and the transaction with it.
                        break;
                    }
                }
            }
        }
        producer.flush();
        return acknowledged(sends, waiting);
    }

    private static List<Long> acknowledged(List<Sent> sends, Map<String, Held> waiting) {
        List<Long> done = new ArrayList<>(sends.size());
        for (Sent sent : sends) {
            Throwable error = sent.error();
            sent.end(error);
            if (error == null && !waiting.containsKey(sent.row.key())) {
                done.add(sent.row.seq());
            } else if (error != null && waiting.putIfAbsent(sent.row.key(), new Held(sent.row.seq(), System.nanoTime())) == null) {
                LogIds.during(LogIds.EVENT, sent.row.id(), () ->
                        LOG.warnf("event %s is not published yet: %s", sent.row.id(), error.getClass().getSimpleName()));
            }
        }
        return done;
    }

    /**
     * Positions are given in the order of publication, after a restore above all that may have been given before; one active
     * relay makes them visible in that order too. The array stands in a query of its own, so that the planner does not know how
     * long it is and goes by the key.
     */
    private void mark(Connection connection, List<Long> seqs) throws SQLException {
        if (seqs.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update outbox set published_at = clock_timestamp(), position = p.position
                from (select s.seq, s.n + greatest(0, (select max(position) from outbox),
                                                   (select max(positions_from) from hold)) as position
                      from unnest((select ?::bigint[])) with ordinality as s(seq, n)) p
                where outbox.seq = p.seq""")) {
            update.setArray(1, connection.createArrayOf("int8", seqs.toArray(Long[]::new)));
            update.executeUpdate();
        }
    }
}
