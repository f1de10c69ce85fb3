package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** That the office had a mail sent again: who, when and why. Append-only (R12). */
@Entity
@IdClass(Resend.Key.class)
public class Resend extends PanacheEntityBase {

    /** The primary key. */
    public record Key(UUID mailId, int round) {}

    @Id
    @Column(name = "mail_id")
    public UUID mailId;

    /** The round of deliveries that it led to. */
    @Id
    public int round;

    @Column(name = "asked_at")
    public Instant askedAt;

    @Column(name = "asked_by")
    public String askedBy;

    public String reason;

    /** The resends of a mail, the oldest first. */
    public static List<Resend> of(UUID mail) {
        return list("mailId = ?1 order by round", mail);
    }

    /**
     * Plans a mail again: it is judged when its turn comes (R7), and goes under new Message-IDs.
     *
     * @return empty where the mail is still on its way, or what it said was deleted
     */
    public static Optional<Resend> ask(Mail mail, String by, String reason, Instant now) {
        getEntityManager().refresh(mail, LockModeType.PESSIMISTIC_WRITE);
        if (!mail.isSettled() || mail.textDeletedAt != null) {
            return Optional.empty();
        }
        mail.startAgain(now);
        Resend resend = new Resend();
        resend.mailId = mail.id;
        resend.round = mail.round;
        resend.askedAt = now;
        resend.askedBy = by;
        resend.reason = reason;
        resend.persist();
        return Optional.of(resend);
    }
}
