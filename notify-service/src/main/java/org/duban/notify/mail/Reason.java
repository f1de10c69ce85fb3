package org.duban.notify.mail;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Transient;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Null when it was deleted, having been kept long enough. */
    public String data;

    /** Where its cause stands in a trace, by W3C Trace Context; null where nothing was traced. */
    public String traceparent;

    /** Whether it happened up to the moment that a restored system skips to. */
    @Transient
    boolean skipped;

    /** As an event. */
    public Event event() throws EventJson.Unreadable {
        EventType known = EventType.of(type).orElseThrow();
        return new Event(eventId, known, occurredAt, EventJson.read(data, known), data, traceparent);
    }

    /** The reasons of a mail, the oldest first. */
    public static List<Reason> of(UUID mail) {
        return of(List.of(mail)).getOrDefault(mail, List.of());
    }

    /** The reasons of each mail, the oldest first. */
    static Map<UUID, List<Reason>> of(List<UUID> mails) {
        List<?> rows = getEntityManager()
                .createNativeQuery("""
                        select m.mail_id, r.event_id, r.type, r.occurred_at, r.data,
                            coalesce(r.occurred_at <= (select max(skip_until) from hold), false), r.traceparent
                        from mail_reason m join reason r using (event_id)
                        where m.mail_id = any(:mails) order by r.occurred_at, r.event_id""")
                .setParameter("mails", mails.toArray(UUID[]::new))
                .getResultList();
        return rows.stream().map(Object[].class::cast).collect(groupingBy(row -> (UUID) row[0], mapping(Reason::of, toList())));
    }

    private static Reason of(Object[] row) {
        Reason reason = new Reason();
        reason.eventId = (UUID) row[1];
        reason.type = (String) row[2];
        reason.occurredAt = (Instant) row[3];
        reason.data = (String) row[4];
        reason.skipped = (Boolean) row[5];
        reason.traceparent = (String) row[6];
        return reason;
    }
}
