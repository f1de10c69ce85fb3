package org.duban.task.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

/** Keys and their answers, in the transaction that is under way. Ages are machine time, of the database. */
@ApplicationScoped
class KeyStore {
    private final DataSource database;

    KeyStore(DataSource database) {
        this.database = database;
    }

    record Answer(String operation, byte[] requestHash, int status, String location, String body) {}

    /**
     * A key, held until the transaction ends.
     *
     * @param mine   false where another transaction holds it; then nothing is known of it
     * @param answer the one that it had before; null when it is new
     */
    record Key(boolean mine, Answer answer) {}

    /** @param patient waits until another transaction that holds it has ended */
    Key lock(String client, String key, boolean patient) throws SQLException {
        List<Boolean> mine = new ArrayList<>();
        List<Answer> answers = new ArrayList<>();
        Trip trip = new Trip().then(Sql.of(patient
                ? "select true from pg_advisory_xact_lock(hashtextextended(?, 0))"
                : "select pg_try_advisory_xact_lock(hashtextextended(?, 0))", client + "\n" + key),
                row -> mine.add(row.getBoolean(1)));
        trip.then(Sql.of("""
                select operation, request_hash, status, location, body from idempotency_key
                where client = ? and key = ? and created_at > clock_timestamp() - interval '24 hours'""", client, key),
                row -> answers.add(new Answer(row.getString(1), row.getBytes(2), row.getInt(3), row.getString(4), row.getString(5))));
        send(trip);
        return new Key(mine.contains(true), mine.contains(true) && !answers.isEmpty() ? answers.get(0) : null);
    }

    /** One that is older than a day is as good as none, though it is still there: {@code upkeep} deletes those. */
    void store(String client, String key, Answer answer) throws SQLException {
        send(new Trip().then(Sql.of("""
                insert into idempotency_key (client, key, operation, request_hash, status, location, body)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (client, key) do update set operation = excluded.operation,
                    request_hash = excluded.request_hash, status = excluded.status,
                    location = excluded.location, body = excluded.body, created_at = excluded.created_at""",
                client, key, answer.operation, answer.requestHash, answer.status, answer.location, answer.body)));
    }

    private void send(Trip trip) throws SQLException {
        try (Connection connection = database.getConnection()) {
            trip.send(connection);
        }
    }
}
