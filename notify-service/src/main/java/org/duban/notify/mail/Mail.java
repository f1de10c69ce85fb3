package org.duban.notify.mail;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.notify.hold.Hold;
import org.hibernate.annotations.DynamicUpdate;

/** A mail of the ledger: one occasion, one audience. Its state is changed only by the methods here. */
@Entity
// Else each change of its status would write its text anew.
@DynamicUpdate
public class Mail extends PanacheEntityBase {

    /** R10: then it is given up. */
    static final Duration PATIENCE = Duration.ofHours(48);

    private static final List<Duration> BACKOFF = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1));

    @Id
    public UUID id;

    /** The ledger's order; set by the database. */
    @Column(insertable = false, updatable = false)
    public long position;

    public String occasion;

    @Enumerated(EnumType.STRING)
    public Audience audience;

    @Enumerated(EnumType.STRING)
    public Kind kind;

    @Column(name = "notice_id")
    public UUID noticeId;

    @Column(name = "notice_title")
    public String noticeTitle;

    /** The unit that it concerns; null for a mail to the notice's mailbox. */
    @Column(name = "unit_code")
    public String unitCode;

    @Column(name = "unit_name")
    public String unitName;

    /** The business day of the occasion. */
    public LocalDate day;

    @Enumerated(EnumType.STRING)
    public MailStatus status;

    /** Why it has its status, in Chinese; null where the status says all. */
    @Column(name = "status_reason")
    public String statusReason;

    /** What the unit owed when it was sent, in Chinese; null before, and for mails that concern no unit. */
    @Column(name = "state_at_sending")
    public String stateAtSending;

    /** Machine time, as all instants here. */
    @Column(name = "planned_at")
    public Instant plannedAt;

    @Column(name = "due_at")
    public Instant dueAt;

    @Column(name = "first_tried_at")
    public Instant firstTriedAt;

    public int tries;

    @Column(name = "settled_at")
    public Instant settledAt;

    @Column(name = "lease_owner")
    public String leaseOwner;

    /** 0, and one more each time that the office has it sent again: each round has deliveries of its own. */
    public int round;

    /** As it was last sent, but for the tokens of links ({@link ReportLinks}); null before. */
    public String subject;

    public String html;
    public String text;

    /** When the text was deleted, having been kept long enough; null before. */
    @Column(name = "text_deleted_at")
    public Instant textDeletedAt;

    /** The next mails to look at, locked for this transaction; mails that another sender holds are passed over. */
    static List<Mail> claim(Instant now, int atMost) {
        return getEntityManager()
                .createNativeQuery("""
                        select * from mail where due_at <= :now and\s""" + Hold.NONE + """

                        order by due_at, position limit :most for update skip locked""", Mail.class)
                .setParameter("now", now)
                .setParameter("most", atMost)
                .getResultList()
                .stream()
                .map(Mail.class::cast)
                .toList();
    }

    /** Of those mails the ones of which a later reminder, chase or escalation for the same unit, notice and audience is there. */
    static Set<UUID> overtaken(List<UUID> mails) {
        List<?> found = getEntityManager()
                .createNativeQuery("""
                        select m.id from mail m where m.id = any(:mails) and exists (
                            select 1 from mail n
                            where n.notice_id = m.notice_id and n.unit_code = m.unit_code and n.audience = m.audience
                              and n.day > m.day and n.kind in ('REMINDER', 'CHASE', 'ESCALATION')
                              and n.status not in ('DROPPED', 'PERMANENT_FAILURE'))""")
                .setParameter("mails", mails.toArray(UUID[]::new))
                .getResultList();
        return found.stream().map(UUID.class::cast).collect(Collectors.toSet());
    }

    /** Locks them in the order given, that of {@link UUID}: no two who keep to it lock each other out. */
    static void lock(Collection<UUID> mails) {
        getEntityManager()
                .createNativeQuery("""
                        select 1 from mail m join unnest(:mails) with ordinality as v(id, place) on v.id = m.id
                        order by v.place for update of m""")
                .setParameter("mails", mails.toArray(UUID[]::new))
                .getResultList();
    }

    /** All their messages have arrived. They are locked, and not read. */
    static void delivered(Collection<UUID> mails, Instant now) {
        getEntityManager()
                .createNativeQuery("""
                        update mail set status = 'DELIVERED', status_reason = null, settled_at = :now, lease_owner = null,
                                        due_at = null
                        where id = any(:mails)""")
                .setParameter("now", now)
                .setParameter("mails", mails.toArray(UUID[]::new))
                .executeUpdate();
    }

    /** Mails that wait, and whose address has come, are planned again. */
    static int releaseWaiting(Instant now) {
        return getEntityManager()
                .createNativeQuery("""
                        update mail m set status = 'PLANNED', status_reason = null, due_at = :now
                        where m.status = 'WAITING_FOR_ADDRESS' and case m.audience
                            when 'MAILBOX' then exists (select 1 from notice_mailbox b where b.notice_id = m.notice_id)
                            when 'LEADER' then exists
                                (select 1 from contact c where c.unit_code = m.unit_code and c.role = 'LEADER')
                            else exists (select 1 from contact c where c.unit_code = m.unit_code and c.role = 'LIAISON')
                            end""")
                .setParameter("now", now)
                .executeUpdate();
    }

    /**
     * Mails of that notice that wait for an address, for their next try or for the rest of their events are looked at now, but for
     * the word that it is withdrawn, whose events may still be on their way.
     */
    static int judgeAgain(UUID notice, Instant now) {
        return update(
                "dueAt = ?1 where noticeId = ?2 and (status in ?3 or status = ?4 and dueAt is null and kind <> ?5)",
                now,
                notice,
                List.of(MailStatus.WAITING_FOR_ADDRESS, MailStatus.TEMPORARY_FAILURE),
                MailStatus.PLANNED,
                Kind.WITHDRAWN);
    }

    /** This chase does not go after all: those that gave way to it may be all that tells of another deadline. */
    int judgeOvertakenAgain(Instant now) {
        return update(
                "status = ?1, statusReason = null, settledAt = null, dueAt = ?2 where noticeId = ?3 and unitCode = ?4"
                        + " and audience = ?5 and day < ?6 and status = ?7 and statusReason like ?8",
                MailStatus.PLANNED,
                now,
                noticeId,
                unitCode,
                audience,
                day,
                MailStatus.DROPPED,
                Judgement.OVERTAKEN + "%");
    }

    /** The former life of this instance has left its leases behind: they are over now. */
    static int giveBack(String owner, Instant now) {
        return update("dueAt = ?1 where status = ?2 and leaseOwner = ?3", now, MailStatus.SENDING, owner);
    }

    public static long countIn(List<MailStatus> statuses) {
        return count("status in ?1", statuses);
    }

    /** The lease is there before the connection is: a sender that dies leaves it behind. */
    void startSending(String owner, Instant now, Duration lease) {
        if (firstTriedAt == null) {
            firstTriedAt = now;
        }
        tries++;
        status = MailStatus.SENDING;
        statusReason = null;
        leaseOwner = owner;
        dueAt = now.plus(lease);
    }

    /**
     * Its turn, or that of what is left of it, comes at that moment, and is no further try.
     *
     * @param failure why it failed when it was tried before; null: it did not
     * @param untouched whether nothing of it was ever tried
     */
    void putOff(String failure, Instant until, boolean untouched) {
        tries--;
        if (untouched && tries == 0) {
            firstTriedAt = null;
        }
        status = failure == null ? MailStatus.PLANNED : MailStatus.TEMPORARY_FAILURE;
        statusReason = failure;
        leaseOwner = null;
        dueAt = until;
    }

    /** Of several rungs the strongest names the mail; one may have joined while it was being sent. */
    void strengthen(List<Event> reasons) {
        for (Event reason : reasons) {
            if (kind.chases()
                    && reason.data() instanceof EventData.OfDeadline data
                    && data.rung() != null
                    && data.rung().stage().compareTo(kind) > 0) {
                kind = data.rung().stage();
            }
        }
    }

    void rendered(Composer.Rendered rendered, String state) {
        subject = rendered.subject();
        html = rendered.html();
        text = rendered.text();
        stateAtSending = state;
    }

    /** Only what has come to an end is sent again; the rest is still on its way. */
    boolean isSettled() {
        return status == MailStatus.DELIVERED
                || status == MailStatus.PERMANENT_FAILURE
                || status == MailStatus.DROPPED;
    }

    /** A further round: judged, written and addressed anew. */
    void startAgain(Instant now) {
        round++;
        status = MailStatus.PLANNED;
        statusReason = null;
        settledAt = null;
        firstTriedAt = null;
        tries = 0;
        dueAt = now;
    }

    boolean isRepeat() {
        return round > 0;
    }

    void delivered(Instant now) {
        settle(MailStatus.DELIVERED, null, now);
    }

    void drop(String reason, Instant now) {
        settle(MailStatus.DROPPED, reason, now);
    }

    void fail(String reason, Instant now) {
        settle(MailStatus.PERMANENT_FAILURE, reason, now);
    }

    void waitForAddress(String reason) {
        settle(MailStatus.WAITING_FOR_ADDRESS, reason, null);
    }

    /** Whether something of it may have been tried for as long as {@link #PATIENCE}; an address that came later has its own time. */
    boolean isOfLongStanding(Instant now) {
        return firstTriedAt != null && !now.isBefore(firstTriedAt.plus(PATIENCE));
    }

    void retryLater(String reason, Instant now) {
        Duration wait = BACKOFF.get(Math.min(Math.max(tries, 1), BACKOFF.size()) - 1);
        status = MailStatus.TEMPORARY_FAILURE;
        statusReason = reason;
        leaseOwner = null;
        dueAt = now.plus(wait);
    }

    /** Nothing could be sent, since the letter could not be written: that counts as a try, so that it ends some day too. */
    void couldNotBeWritten(String reason, Instant now) {
        if (firstTriedAt == null) {
            firstTriedAt = now;
        }
        tries++;
        if (isOfLongStanding(now)) {
            fail(givenUp(reason), now);
        } else {
            retryLater(reason, now);
        }
    }

    static String givenUp(String reason) {
        return reason + "，已连续尝试48小时";
    }

    private void settle(MailStatus status, String reason, Instant now) {
        this.status = status;
        this.statusReason = reason;
        this.settledAt = now;
        this.leaseOwner = null;
        this.dueAt = null;
    }
}
