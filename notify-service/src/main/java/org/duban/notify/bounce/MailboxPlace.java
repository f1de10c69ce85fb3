package org.duban.notify.bounce;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far a mailbox has been read. */
@Entity
@Table(name = "mailbox_place")
public class MailboxPlace extends PanacheEntityBase {

    /** user@host/folder: another mailbox is read from its beginning. */
    @Id
    public String mailbox;

    /** Under which the number holds; 0 before the first look. */
    public long validity;

    /** The number of the last message that was looked at. */
    public long uid;

    static MailboxPlace of(String mailbox) {
        return MailboxPlace.<MailboxPlace>findByIdOptional(mailbox).orElseGet(MailboxPlace::new);
    }

    /** Two instances may read the same: the one that has come further counts. */
    static void reached(String mailbox, long validity, long uid) {
        getEntityManager()
                .createNativeQuery("""
                        insert into mailbox_place as p (mailbox, validity, uid) values (:mailbox, :validity, :uid)
                        on conflict (mailbox) do update set validity = excluded.validity,
                            uid = case p.validity when excluded.validity then greatest(p.uid, excluded.uid)
                                  else excluded.uid end""")
                .setParameter("mailbox", mailbox)
                .setParameter("validity", validity)
                .setParameter("uid", uid)
                .executeUpdate();
    }
}
