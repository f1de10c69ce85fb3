package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.duban.notify.attachment.Attachment;
import org.duban.notify.loop.Failure;
import org.duban.notify.loop.Machine;
import org.duban.notify.picture.EndedNotice;
import org.duban.notify.picture.PictureStore;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.SenderSettings;
import org.duban.notify.trace.LogIds;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The database's side of sending. Each method is one transaction; none of them talks to SMTP.
 *
 * <p>{@link #claim} commits "sending" with a lease and an open attempt before a connection is made, {@link #record}
 * what came of it. Both take several mails together, which costs a fraction of as many transactions. Whoever dies in
 * between leaves an open attempt behind an expired lease: it is closed as ambiguous and the message goes again under the
 * same Message-ID. A repeat is better than a loss (R9).
 */
@ApplicationScoped
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final PictureStore pictures;
    private final SenderSettings settings;
    private final Instance instance;
    private final Clock business;
    private final Clock machine;
    private final ReportLinks links;
    private final boolean demo;

    Ledger(
            PictureStore pictures,
            SenderSettings settings,
            Instance instance,
            Clock business,
            @Machine Clock machine,
            ReportLinks links,
            @ConfigProperty(name = "duban.local.enabled") boolean demo) {
        this.pictures = pictures;
        this.settings = settings;
        this.instance = instance;
        this.business = business;
        this.machine = machine;
        this.links = links;
        this.demo = demo;
    }

    /**
     * A message that is to be sent now; those of one mail follow each other.
     *
     * @param why the reasons of its mail, the oldest first
     */
    record Turn(UUID mail, UUID notice, List<Event> why, UUID attempt, OutgoingMail message, boolean lastOfMail) {}

    /** What came of it. */
    record Done(Turn turn, Outcome outcome) {}

    /** @param found whether mails were looked at, though none may be one to send */
    record Claim(boolean found, List<Turn> turns) {}

    /** Takes the next mails, so many at most, judges them, and readies their messages. */
    @Transactional
    Claim claim(int atMost) {
        Instant now = machine.instant();
        List<Mail> mails = Mail.claim(now, atMost);
        if (mails.isEmpty()) {
            return new Claim(false, List.of());
        }
        Docket docket = Docket.of(mails, pictures);
        // What becomes of a chase may change what becomes of the next one of the same unit: that one's turn comes later.
        Set<String> chased = new HashSet<>();
        List<Ready> ready = mails.stream()
                .filter(mail -> chased.add(mail.noticeId + " " + mail.audience + " " + mail.unitCode) || !mail.kind.chases())
                .flatMap(mail -> prepare(mail, docket, now).stream())
                .toList();
        // Their attempts come after all of their deliveries, which they refer to: so each table is written in one go.
        Claim claim = new Claim(true, ready.stream().map(each -> turn(each, now)).toList());
        // What the database refuses is to be seen here, not in the words of a commit.
        Mail.flush();
        return claim;
    }

    /**
     * The next mail, which the database does not take as it was written, is tried again later like one that cannot be written
     * at all: it must not hold up the others.
     */
    @Transactional
    Claim setAside(RuntimeException failure) {
        Instant now = machine.instant();
        Mail.claim(now, 1).forEach(mail -> {
            closeOpenAttempts(mail, now);
            cannotBeWritten(mail, failure, now);
        });
        return new Claim(true, List.of());
    }

    /** A message of a mail that goes now. */
    private record Ready(Mail mail, List<Event> why, Delivery delivery, List<Attachment> attachments, boolean lastOfMail) {}

    private List<Ready> prepare(Mail mail, Docket docket, Instant now) {
        closeOpenAttempts(mail, now);
        List<Event> reasons;
        List<Delivery> deliveries;
        Composer.Rendered rendered;
        try {
            reasons = docket.reasons(mail);
            mail.strengthen(reasons);
            Owed owed = docket.owed(mail);
            Map<String, String> addresses = docket.addresses(mail, reasons);
            Judgement judgement = Judgement.of(mail, reasons, owed, addresses.keySet(), docket);
            if (judgement instanceof Judgement.Drop drop) {
                Settlement.drop(mail, docket.deliveries(mail), drop.reason(), now);
                if (mail.kind.chases() && !drop.reason().equals(Judgement.OVERTAKEN)) {
                    mail.judgeOvertakenAgain(now);
                }
                return List.of();
            }
            if (judgement instanceof Judgement.WaitForAddress wait) {
                mail.waitForAddress(wait.reason());
                return List.of();
            }
            rendered = Composer.compose(matter(mail, reasons, owed, docket.mailbox(mail)));
            mail.rendered(rendered, state(mail, owed));
            deliveries = deliveries(mail, docket.deliveries(mail), addresses);
        } catch (EventJson.Unreadable | RuntimeException e) {
            if (e instanceof PersistenceException) {
                throw (RuntimeException) e;
            }
            // One letter that cannot be written must not hold up the others.
            cannotBeWritten(mail, e, now);
            return List.of();
        }
        // Those that were not tried yet come first: one that fails slowly, again and again, must not keep them from their turn.
        List<Delivery> open = deliveries.stream()
                .filter(Delivery::isOpen)
                .sorted(Comparator.comparing(delivery -> delivery.status))
                .toList();
        if (open.isEmpty()) {
            Settlement.settle(mail, deliveries, now);
            return List.of();
        }
        mail.startSending(instance.name(), now, settings.lease());
        Delivery last = open.get(open.size() - 1);
        return open.stream()
                .map(delivery -> new Ready(mail, reasons, delivery, rendered.attachments(), delivery == last))
                .toList();
    }

    /** Whoever was sending it has died, or is overtaken. */
    private static void closeOpenAttempts(Mail mail, Instant now) {
        if (mail.status == MailStatus.SENDING) {
            Attempt.closeOpen(mail.id, now);
        }
    }

    /** The log names the failure only by its kind: messages may quote what somebody wrote. */
    private static void cannotBeWritten(Mail mail, Exception failure, Instant now) {
        String kind = Failure.brief(failure);
        LogIds.during(Map.of(LogIds.MAIL, mail.id, LogIds.NOTICE, mail.noticeId), () -> {
            LOG.errorf("The letter of mail %s cannot be written: %s", mail.id, kind);
            LOG.debug("The failure", failure);
        });
        mail.couldNotBeWritten("邮件内容无法生成（" + kind + "）", now);
    }

    private Turn turn(Ready ready, Instant now) {
        Mail mail = ready.mail();
        Delivery delivery = ready.delivery();
        Attempt attempt = Attempt.start(delivery, instance.name(), now);
        String thread = mail.unitCode == null ? "office" : mail.unitCode.replaceAll("[^A-Za-z0-9-]", "_");
        UnaryOperator<String> signer = links.signer(mail);
        OutgoingMail message = new OutgoingMail(
                delivery.messageId,
                "<thread." + mail.noticeId + "." + thread + "@" + settings.domain() + ">",
                delivery.address,
                delivery.name,
                mail.subject,
                ZonedDateTime.ofInstant(business.instant(), Chinese.ZONE),
                signer.apply(mail.text),
                signer.apply(mail.html),
                ready.attachments());
        return new Turn(mail.id, mail.noticeId, ready.why(), attempt.id, message, ready.lastOfMail());
    }

    /** Keeps what came of the messages of a claim. */
    @Transactional
    void record(List<Done> all) {
        Instant now = machine.instant();
        Map<UUID, List<Done>> byMail = all.stream()
                .collect(Collectors.groupingBy(done -> done.turn().mail(), TreeMap::new, Collectors.toList()));
        Mail.lock(byMail.keySet());
        Map<UUID, Attempt> attempts = Attempt.underWay(all.stream().map(done -> done.turn().attempt()).toList());
        Map<UUID, List<Delivery>> deliveries = Delivery.ofPresentRound(byMail.keySet());
        List<String> reached = new ArrayList<>();
        List<UUID> delivered = new ArrayList<>();
        byMail.forEach((mail, dones) -> {
            if (dones.stream().anyMatch(done -> !attempts.containsKey(done.turn().attempt()))) {
                // The lease ran out and another sender has it: the attempt counts as ambiguous, and stays so.
                LogIds.during(Map.of(LogIds.MAIL, mail), () -> LOG.warnf("Mail %s was overtaken while it was sent", mail));
                return;
            }
            List<Delivery> known = deliveries.get(mail);
            for (Done done : dones) {
                Attempt attempt = attempts.get(done.turn().attempt());
                Delivery delivery = known.stream().filter(each -> each.id.equals(attempt.deliveryId)).findFirst().orElseThrow();
                Settlement.keep(delivery, attempt, done.outcome(), now);
                if (done.outcome() instanceof Outcome.Delivered) {
                    reached.add(delivery.address);
                }
            }
            if (known.stream().allMatch(delivery -> delivery.status == Delivery.Status.DELIVERED)) {
                delivered.add(mail);
            } else {
                Settlement.settle(Mail.findById(mail), known, outcomes(dones), now);
            }
        });
        FlaggedAddress.clear(reached);
        Mail.delivered(delivered, now);
    }

    private static List<Outcome> outcomes(List<Done> dones) {
        return dones.stream().map(Done::outcome).toList();
    }

    /** Plans mails again whose address has come. */
    @Transactional
    public boolean releaseWaiting() {
        return Mail.releaseWaiting(machine.instant()) > 0;
    }

    /** The notice has come to its end: what has not gone is judged once more, and dropped. */
    @Transactional
    public void end(UUID notice, EndedNotice.End how) {
        EndedNotice.keep(notice, how);
        Mail.judgeAgain(notice, machine.instant());
    }

    /** What the former life of this instance was sending is free at once; its attempts are ambiguous. */
    @Transactional
    int giveBack() {
        return Mail.giveBack(instance.name(), machine.instant());
    }

    private Matter matter(Mail mail, List<Event> reasons, Owed owed, String mailbox) {
        return new Matter(
                mail.kind,
                mail.audience,
                mail.unitName,
                reasons,
                owed,
                mailbox,
                mail.kind == Kind.BRIEFING ? AddressTroubles.of(mail.noticeId) : AddressTroubles.NONE,
                LocalDate.ofInstant(business.instant(), Chinese.ZONE),
                new Issuer(settings.from(), settings.domain(), demo, links.unsigned()));
    }

    static List<Event> events(List<Reason> reasons) throws EventJson.Unreadable {
        List<Event> events = new ArrayList<>();
        for (Reason reason : reasons) {
            events.add(reason.event());
        }
        return events;
    }

    private static String state(Mail mail, Owed owed) {
        return mail.audience == Audience.UNIT || mail.audience == Audience.LEADER
                ? "待报送%d项，待审核%d项，已办结%d项"
                        .formatted(owed.open().size(), owed.submitted().size(), owed.completed())
                : null;
    }

    /**
     * One delivery for each address; one whose address has been given up meanwhile goes no more, and one that was
     * dropped is taken up again now that it is to go after all. It is known by its id, which follows from the address: the
     * address itself may have been forgotten before it was given anew.
     */
    private List<Delivery> deliveries(Mail mail, List<Delivery> present, Map<String, String> addresses) {
        present.stream()
                .filter(delivery -> delivery.isOpen() && !addresses.containsKey(delivery.address))
                .forEach(delivery -> delivery.settle(Delivery.Status.DROPPED, "单位已更换联系方式"));
        Map<UUID, Delivery> known =
                present.stream().collect(Collectors.toMap(delivery -> delivery.id, Function.identity()));
        List<Delivery> deliveries = new ArrayList<>();
        addresses.forEach((address, name) -> {
            Delivery delivery = known.get(Ids.delivery(mail.id, mail.round, address));
            if (delivery == null) {
                delivery = Delivery.plan(mail.id, mail.round, address, Chinese.oneLine(name, 60), settings.domain());
            } else if (delivery.status == Delivery.Status.DROPPED) {
                delivery.takeUpAgain(address);
            }
            deliveries.add(delivery);
        });
        return deliveries;
    }
}
