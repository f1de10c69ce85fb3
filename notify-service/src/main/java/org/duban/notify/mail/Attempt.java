package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One try to send a message. */
@Entity
@DynamicUpdate
public class Attempt extends PanacheEntityBase {

    /** How the try ended. */
    @Schema(name = "AttemptOutcome")
    public enum Result {
        DELIVERED,
        /** Surely not taken. */
        RETRY,
        /** Perhaps taken, nobody can know (RFC 1047): a repeat may be a second copy. */
        AMBIGUOUS,
        REJECTED
    }

    @Id
    public UUID id;

    @Column(name = "delivery_id")
    public UUID deliveryId;

    /** The instance that tried. */
    public String owner;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    /** Null while it is under way. */
    @Enumerated(EnumType.STRING)
    public Result outcome;

    public String reason;

    /** The attempts of a mail, the oldest first. */
    public static List<Attempt> of(UUID mail) {
        return list("deliveryId in (select d.id from Delivery d where d.mailId = ?1) order by startedAt, id", mail);
    }

    /** The deliveries of a mail that were first tried at or before a moment. */
    static Set<UUID> deliveriesTriedBefore(UUID mail, Instant moment) {
        return of(mail).stream()
                .filter(attempt -> !attempt.startedAt.isAfter(moment))
                .map(attempt -> attempt.deliveryId)
                .collect(Collectors.toSet());
    }

    /** Those of the attempts that are still under way; who holds their mails knows that they stay so. */
    static Map<UUID, Attempt> underWay(List<UUID> attempts) {
        List<?> found = getEntityManager()
                .createNativeQuery("select * from attempt where id = any(:attempts) and outcome is null", Attempt.class)
                .setParameter("attempts", attempts.toArray(UUID[]::new))
                .getResultList();
        return found.stream().map(Attempt.class::cast).collect(Collectors.toMap(attempt -> attempt.id, Function.identity()));
    }

    static Attempt start(Delivery delivery, String owner, Instant now) {
        Attempt attempt = new Attempt();
        attempt.id = UUID.randomUUID();
        attempt.deliveryId = delivery.id;
        attempt.owner = owner;
        attempt.startedAt = now;
        attempt.persist();
        return attempt;
    }

    /** Closes what a sender that died, or was overtaken, had under way. */
    static int closeOpen(UUID mail, Instant now) {
        return update(
                "outcome = ?1, endedAt = ?2, reason = ?3 where outcome is null"
                        + " and deliveryId in (select d.id from Delivery d where d.mailId = ?4)",
                Result.AMBIGUOUS,
                now,
                "发送进程中断，结果不明",
                mail);
    }

    void end(Result outcome, String reason, Instant now) {
        this.outcome = outcome;
        this.reason = reason;
        this.endedAt = now;
    }
}
