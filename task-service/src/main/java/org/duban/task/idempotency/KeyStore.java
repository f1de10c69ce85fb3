package org.duban.task.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Keys and their answers, in the transaction that is under way. Ages are machine time, of the database. */
@ApplicationScoped
class KeyStore {
    private final DataSource database;

    KeyStore(DataSource database) {
        this.database = database;
    }

    record Answer(String operation, byte[] requestHash, int status, String location, String body) {}

    /**
     * Held until the transaction ends; false when another transaction holds it.
     *
     * @param patient waits until that one has ended
     */
    boolean lock(String client, String key, boolean patient) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(patient
                        ? "select true from pg_advisory_xact_lock(hashtextextended(?, 0))"
                        : "select pg_try_advisory_xact_lock(hashtextextended(?, 0))")) {
            select.setString(1, client + "\n" + key);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    Optional<Answer> find(String client, String key) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement("""
                        select operation, request_hash, status, location, body from idempotency_key
                        where client = ? and key = ? and created_at > clock_timestamp() - interval '24 hours'""")) {
            select.setString(1, client);
            select.setString(2, key);
            try (ResultSet row = select.executeQuery()) {
                return !row.next() ? Optional.empty() : Optional.of(new Answer(row.getString(1), row.getBytes(2),
                        row.getInt(3), row.getString(4), row.getString(5)));
            }
        }
    }

    /** Also drops what is older than a day, a little each time, so that nothing else has to. */
    void store(String client, String key, Answer answer) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement clean = connection.prepareStatement("""
                        delete from idempotency_key where (client, key) in (
                            select client, key from idempotency_key
                            where created_at < clock_timestamp() - interval '24 hours'
                            order by created_at limit 10 for update skip locked)""");
                PreparedStatement insert = connection.prepareStatement("""
                        insert into idempotency_key (client, key, operation, request_hash, status, location, body)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (client, key) do update set operation = excluded.operation,
                            request_hash = excluded.request_hash, status = excluded.status,
                            location = excluded.location, body = excluded.body, created_at = excluded.created_at""")) {
            clean.executeUpdate();
            insert.setString(1, client);
            insert.setString(2, key);
            insert.setString(3, answer.operation);
            insert.setBytes(4, answer.requestHash);
            insert.setInt(5, answer.status);
            insert.setString(6, answer.location);
            insert.setString(7, answer.body);
            insert.executeUpdate();
        }
    }
}
