package org.duban.notify.contact;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;
import java.util.UUID;

/** The mailbox to which a notice is reported: only ever a recipient (R13). */
@Entity
@Table(name = "notice_mailbox")
public class NoticeMailbox extends PanacheEntityBase {

    @Id
    @Column(name = "notice_id")
    public UUID noticeId;

    public String email;

    public static Optional<String> of(UUID notice) {
        return NoticeMailbox.<NoticeMailbox>findByIdOptional(notice).map(mailbox -> mailbox.email);
    }
}
