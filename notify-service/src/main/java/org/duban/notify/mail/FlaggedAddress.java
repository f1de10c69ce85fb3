package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** An address that was refused for good (R10). It is tried again with the next mail, and the flag goes when one arrives. */
@Entity
@Table(name = "flagged_address")
public class FlaggedAddress extends PanacheEntityBase {

    @Id
    public String address;

    public String reason;

    @Column(name = "flagged_at")
    public Instant flaggedAt;

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

    static void clear(String address) {
        delete("address", address);
    }
}
