package org.duban.notify.mail;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.UUID;

/** What the office has to mend so that mails of a notice arrive (R10). */
record AddressTroubles(List<Missing> missing, List<Refused> refused, List<Failed> failed) {

    static final AddressTroubles NONE = new AddressTroubles(List.of(), List.of(), List.of());

    /** Mails that wait because a unit has no contact of that kind. */
    record Missing(String unitName, Audience audience, long mails) {}

    /** An address in use that was refused, or gave mail back, and has not worked since. */
    record Refused(String unitName, String name, String address, String reason) {}

    /** Mails that were given up although no address was refused: the server took none of them for 48 hours. */
    record Failed(String unitName, Audience audience, long mails) {}

    static AddressTroubles of(UUID notice) {
        EntityManager entities = Mail.getEntityManager();
        List<Missing> missing = entities.createQuery("""
                        select new org.duban.notify.mail.AddressTroubles$Missing(m.unitName, m.audience, count(m)) from Mail m
                        where m.noticeId = :notice and m.status = WAITING_FOR_ADDRESS and m.unitCode is not null
                        group by m.unitName, m.unitCode, m.audience order by m.unitCode, m.audience""", Missing.class)
                .setParameter("notice", notice)
                .getResultList();
        List<Refused> refused = entities.createQuery("""
                        select distinct new org.duban.notify.mail.AddressTroubles$Refused(
                            m.unitName, d.name, d.address, f.reason)
                        from FlaggedAddress f join Delivery d on d.address = f.address join Mail m on m.id = d.mailId
                        where m.noticeId = :notice
                            and (exists (select 1 from Contact c where c.email = f.address)
                                or exists (select 1 from NoticeMailbox b where b.email = f.address))
                        order by d.address""", Refused.class)
                .setParameter("notice", notice)
                .getResultList();
        List<Failed> failed = entities.createQuery("""
                        select new org.duban.notify.mail.AddressTroubles$Failed(m.unitName, m.audience, count(m)) from Mail m
                        where m.noticeId = :notice and m.status = PERMANENT_FAILURE and not exists (
                            select 1 from Delivery d join FlaggedAddress f on f.address = d.address where d.mailId = m.id)
                        group by m.unitName, m.unitCode, m.audience order by m.unitCode, m.audience""", Failed.class)
                .setParameter("notice", notice)
                .getResultList();
        return new AddressTroubles(missing, refused, failed);
    }
}
