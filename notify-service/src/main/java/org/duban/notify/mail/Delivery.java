package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** One message of a mail, to one address. */
@Entity
@DynamicUpdate
public class Delivery extends PanacheEntityBase {

    /** Where the message stands. */
    @Schema(name = "DeliveryStatus")
    public enum Status {
        PLANNED,
        DELIVERED,
        TEMPORARY_FAILURE,
        PERMANENT_FAILURE,
        /** The address was given up by its unit before the message went. */
        DROPPED
    }

    @Id
    public UUID id;

    @Column(name = "mail_id")
    public UUID mailId;

    /** The mail's round that it belongs to. */
    public int round;

    public String address;

    /** Printed before the address. */
    public String name;

    /** The same on every repeat within its round (R9). */
    @Column(name = "message_id")
    public String messageId;

    @Enumerated(EnumType.STRING)
    public Status status;

    public String reason;

    public static List<Delivery> of(UUID mail) {
        return list("mailId = ?1 order by round, address", mail);
    }

    /** Of each mail those of its present round, in the order of their addresses. */
    static Map<UUID, List<Delivery>> ofPresentRound(Collection<UUID> mails) {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        select d.* from delivery d join mail m on m.id = d.mail_id and m.round = d.round
                        where m.id = any(:mails) order by d.address""", Delivery.class)
                .setParameter("mails", mails.toArray(UUID[]::new))
                .getResultList();
        return found.stream().map(Delivery.class::cast).collect(Collectors.groupingBy(delivery -> delivery.mailId));
    }

    static Optional<Delivery> withMessageId(String messageId) {
        return find("messageId", messageId).firstResultOptional();
    }

    static Delivery plan(UUID mail, int round, String address, String name, String domain) {
        Delivery delivery = new Delivery();
        delivery.id = Ids.delivery(mail, round, address);
        delivery.mailId = mail;
        delivery.round = round;
        delivery.address = address;
        delivery.name = name;
        delivery.messageId = "<" + delivery.id + "@" + domain + ">";
        delivery.status = Status.PLANNED;
        delivery.persist();
        return delivery;
    }

    boolean isOpen() {
        return status == Status.PLANNED || status == Status.TEMPORARY_FAILURE;
    }

    void settle(Status status, String reason) {
        this.status = status;
        this.reason = reason;
    }

    /** The address that had been given up is the unit's again. */
    void takeUpAgain(String address) {
        this.address = address;
        settle(Status.PLANNED, null);
    }
}
