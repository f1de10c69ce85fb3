package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** An event that asked for mails, with its data as it came. */
@Entity
public class Reason extends PanacheEntityBase {

    @Id
    @Column(name = "event_id")
    public UUID eventId;

    public String type;

    @Column(name = "occurred_at")
    public Instant occurredAt;

    public String data;

    /** The reasons of a mail, the oldest first. */
    static List<Reason> of(UUID mail) {
        return getEntityManager()
                .createNativeQuery("""
                        select r.* from reason r join mail_reason m using (event_id)
                        where m.mail_id = :mail order by r.occurred_at, r.event_id""", Reason.class)
                .setParameter("mail", mail)
                .getResultList()
                .stream()
                .map(Reason.class::cast)
                .toList();
    }
}
