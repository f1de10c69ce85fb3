package org.duban.notify.contact;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The mailbox to which a notice is reported: only ever a recipient (R13). */
@Entity
@Table(name = "notice_mailbox")
public class NoticeMailbox extends PanacheEntityBase {

    @Id
    @Column(name = "notice_id")
    public UUID noticeId;

    public String email;

    /** The mailboxes of those notices that have one, by notice. */
    public static Map<UUID, String> of(Collection<UUID> notices) {
        List<?> found = getEntityManager()
                .createNativeQuery("select * from notice_mailbox where notice_id = any(:notices)", NoticeMailbox.class)
                .setParameter("notices", notices.toArray(UUID[]::new))
                .getResultList();
        return found.stream()
                .map(NoticeMailbox.class::cast)
                .collect(Collectors.toMap(mailbox -> mailbox.noticeId, mailbox -> mailbox.email));
    }
}
