package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.LockModeType;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An address that was refused for good, or from which mail came back (R10). It is tried again with the next mail; where it
 * was refused, the flag goes when one is taken.
 */
@Entity
@Table(name = "flagged_address")
public class FlaggedAddress extends PanacheEntityBase {

    @Id
    public String address;

    /** Set by the database; stands for the address where that must not be seen, as in a URL. */
    @Column(insertable = false, updatable = false)
    public UUID id;

    public String reason;

    @Column(name = "flagged_at")
    public Instant flaggedAt;

    /** Whether messages came back from it after a server had taken them: then only people take the flag away. */
    public boolean returned;

    /** Addresses after one of them, in their order. */
    public static List<FlaggedAddress> after(String address, int limit) {
        return FlaggedAddress.<FlaggedAddress>find("address > ?1 order by address", address == null ? "" : address)
                .page(0, limit)
                .list();
    }

    public static Optional<FlaggedAddress> of(UUID id) {
        return find("id", id).firstResultOptional();
    }

    /** Locked for this transaction. */
    public static Optional<FlaggedAddress> locked(UUID id) {
        return find("id", id).withLock(LockModeType.PESSIMISTIC_WRITE).firstResultOptional();
    }

    /** A server refused it. */
    static void flag(String address, String reason, Instant now) {
        flag(address, reason, false, now);
    }

    /** A mail system gave back what a server had taken. */
    static void flagReturned(String address, String reason, Instant now) {
        flag(address, reason, true, now);
    }

    private static void flag(String address, String reason, boolean returned, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        insert into flagged_address as f (address, reason, flagged_at, returned)
                        values (:address, :reason, :now, :returned)
                        on conflict (address) do update set reason = excluded.reason, flagged_at = excluded.flagged_at,
                            returned = f.returned or excluded.returned""")
                .setParameter("address", address)
                .setParameter("reason", reason)
                .setParameter("now", now)
                .setParameter("returned", returned)
                .executeUpdate();
    }

    /** A server has taken messages to them. That says nothing of addresses from which messages come back later. */
    static void clear(Collection<String> addresses) {
        getEntityManager()
                .createNativeQuery("delete from flagged_address where address = any(:addresses) and not returned")
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }
}
