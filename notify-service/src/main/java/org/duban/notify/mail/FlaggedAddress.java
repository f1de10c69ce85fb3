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

/** An address that was refused for good (R10). It is tried again with the next mail, and the flag goes when one arrives. */
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

    static void flag(String address, String reason, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        insert into flagged_address (address, reason, flagged_at) values (:address, :reason, :now)
                        on conflict (address) do update set reason = excluded.reason, flagged_at = excluded.flagged_at""")
                .setParameter("address", address)
                .setParameter("reason", reason)
                .setParameter("now", now)
                .executeUpdate();
    }

    /** Messages to them have arrived. */
    static void clear(Collection<String> addresses) {
        getEntityManager()
                .createNativeQuery("delete from flagged_address where address = any(:addresses)")
                .setParameter("addresses", addresses.toArray(String[]::new))
                .executeUpdate();
    }
}
