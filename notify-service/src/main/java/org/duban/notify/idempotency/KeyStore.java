package org.duban.notify.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Keys and their answers, in the transaction that is under way. Ages are machine time, of the database. */
@ApplicationScoped
class KeyStore {

    private final EntityManager entities;

    KeyStore(EntityManager entities) {
        this.entities = entities;
    }

    record Answer(byte[] requestHash, String answer) {}

    /** Held until the transaction ends; false when another transaction holds it. */
    boolean lock(String client, String key) {
        return (Boolean) entities.createNativeQuery("select pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .setParameter("name", client + "\n" + key)
                .getSingleResult();
    }

    Optional<Answer> find(String client, String key) {
        List<?> rows = entities.createNativeQuery("""
                        select request_hash, answer from idempotency_key
                        where client = :client and key = :key and created_at > clock_timestamp() - interval '24 hours'""")
                .setParameter("client", client)
                .setParameter("key", key)
                .getResultList();
        return rows.stream()
                .findFirst()
                .map(Object[].class::cast)
                .map(row -> new Answer((byte[]) row[0], (String) row[1]));
    }

    /** One of the same key that is older than a day, and so not found any more, gives way. */
    void store(String client, String key, Answer answer) {
        entities.createNativeQuery("""
                        insert into idempotency_key (client, key, request_hash, answer)
                        values (:client, :key, :hash, :answer)
                        on conflict (client, key) do update set request_hash = excluded.request_hash,
                            answer = excluded.answer, created_at = excluded.created_at""")
                .setParameter("client", client)
                .setParameter("key", key)
                .setParameter("hash", answer.requestHash())
                .setParameter("answer", answer.answer())
                .executeUpdate();
    }
}
