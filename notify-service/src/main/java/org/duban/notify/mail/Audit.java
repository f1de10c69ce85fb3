package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;

/** What somebody changed by hand. Append-only (R12); resends are in {@link Resend}. */
@Entity
public class Audit extends PanacheEntityBase {

    /** What was done. */
    public enum Action {
        /** An address is no longer flagged; the subject is the flag's id. */
        CLEAR_FLAG,
        /** A dead letter was read again, and understood. */
        REPLAY_DEAD_LETTER,
        /** A dead letter was given up. */
        DISMISS_DEAD_LETTER,
        /** A restored system goes on. */
        RELEASE_HOLD
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public Long id;

    public Instant at;
    public String actor;

    @Enumerated(EnumType.STRING)
    public Action action;

    public String subject;
    public String reason;

    public static void note(Action action, String subject, String by, String reason, Instant now) {
        Audit audit = new Audit();
        audit.at = now;
        audit.actor = by;
        audit.action = action;
        audit.subject = subject;
        audit.reason = reason;
        audit.persist();
    }
}
