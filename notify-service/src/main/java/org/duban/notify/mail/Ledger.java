package org.duban.notify.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.duban.notify.attachment.Attachment;
import org.duban.notify.contact.Contact;
import org.duban.notify.contact.NoticeMailbox;
import org.duban.notify.contact.Role;
import org.duban.notify.loop.Failure;
import org.duban.notify.loop.Machine;
import org.duban.notify.picture.EndedNotice;
import org.duban.notify.picture.PictureStore;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.SenderSettings;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The database's side of sending. Each method is one transaction; none of them talks to SMTP.
 *
 * <p>{@link #claim} commits "sending" with a lease and an open attempt before a connection is made, {@link #record}
 * what came of it. Whoever dies in between leaves an open attempt behind an expired lease: it is closed as ambiguous
 * and the message goes again under the same Message-ID. A repeat is better than a loss (R9).
 */
@ApplicationScoped
public class Ledger {

    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final PictureStore pictures;
    private final SenderSettings settings;
    private final Instance instance;
    private final Clock business;
    private final Clock machine;
    private final boolean demo;

    Ledger(
            PictureStore pictures,
            SenderSettings settings,
            Instance instance,
            Clock business,
            @Machine Clock machine,
            @ConfigProperty(name = "duban.local.enabled") boolean demo) {
        this.pictures = pictures;
        this.settings = settings;
        this.instance = instance;
        this.business = business;
        this.machine = machine;
        this.demo = demo;
    }

    /** A message that is to be sent now, and the deliveries of the same mail that come after it. */
    record Turn(UUID mail, UUID attempt, OutgoingMail message, List<UUID> rest) {}

    /** @param found whether a mail was looked at, though it may not be one to send */
    record Claim(boolean found, Optional<Turn> turn) {}

    /** Takes the next mail, judges it, and readies its first message. */
    @Transactional
    Claim claim() {
        Instant now = machine.instant();
        Optional<Mail> mail = Mail.claim(now);
        return new Claim(mail.isPresent(), mail.flatMap(found -> prepare(found, now)));
    }

    private Optional<Turn> prepare(Mail mail, Instant now) {
        if (mail.status == MailStatus.SENDING) {
            Attempt.closeOpen(mail.id, now);
        }
        List<Delivery> deliveries;
        Composer.Rendered rendered;
        try {
            List<Event> reasons = reasons(mail);
            mail.strengthen(reasons);
            Owed owed = mail.unitCode == null ? Owed.NOTHING : Owed.of(pictures.of(mail.noticeId, mail.unitCode));
            Map<String, String> addresses = addresses(mail, reasons);
            // Who asks for an older mail again knows of the newer one; what is no longer owed is not chased even then (R7).
            boolean overtaken = !mail.isRepeat() && mail.hasNewerChase();
            Judgement judgement =
                    Judgement.of(
                            mail.kind,
                            mail.audience,
                            reasons,
                            owed,
                            EndedNotice.of(mail.noticeId),
                            overtaken,
                            addresses.size());
            if (judgement instanceof Judgement.Drop drop) {
                drop(mail, drop.reason(), now);
                if (mail.kind.chases() && !drop.reason().equals(Judgement.OVERTAKEN)) {
                    mail.judgeOvertakenAgain(now);
                }
                return Optional.empty();
            }
            if (judgement instanceof Judgement.WaitForAddress wait) {
                mail.waitForAddress(wait.reason());
                return Optional.empty();
            }
            rendered = Composer.compose(matter(mail, reasons, owed));
            mail.rendered(rendered, state(mail, owed));
            deliveries = deliveries(mail, addresses);
        } catch (EventJson.Unreadable | RuntimeException e) {
            if (e instanceof PersistenceException) {
                throw (RuntimeException) e;
            }
            // One letter that cannot be written must not hold up the others.
            LOG.errorf(e, "The letter of mail %s cannot be written", mail.id);
            mail.couldNotBeWritten("邮件内容无法生成（" + Failure.brief(e) + "）", now);
            return Optional.empty();
        }
        List<UUID> open = deliveries.stream()
                .filter(Delivery::isOpen)
                .map(delivery -> delivery.id)
                .toList();
        if (open.isEmpty()) {
            settle(mail, now);
            return Optional.empty();
        }
        mail.startSending(instance.name(), now, settings.lease());
        return Optional.of(turn(mail, open, rendered.attachments(), now));
    }

    /** What has gone out already stays said: only the messages that are still open are dropped. */
    private static void drop(Mail mail, String reason, Instant now) {
        List<Delivery> known = Delivery.of(mail.id, mail.round);
        known.stream().filter(Delivery::isOpen).forEach(delivery -> delivery.settle(Delivery.Status.DROPPED, reason));
        if (known.stream().anyMatch(delivery -> delivery.status == Delivery.Status.DELIVERED)) {
            mail.delivered(now);
        } else {
            Set<UUID> ids = known.stream().map(delivery -> delivery.id).collect(Collectors.toSet());
            boolean unsure = Attempt.of(mail.id).stream()
                    .anyMatch(each -> each.outcome == Attempt.Result.AMBIGUOUS && ids.contains(each.deliveryId));
            mail.drop(unsure ? reason + "（此前有一次尝试结果不明，可能已经送达）" : reason, now);
        }
    }

    private Turn turn(Mail mail, List<UUID> open, List<Attachment> attachments, Instant now) {
        Delivery delivery = Delivery.findById(open.get(0));
        Attempt attempt = Attempt.start(delivery, instance.name(), now);
        String thread = mail.unitCode == null ? "office" : mail.unitCode.replaceAll("[^A-Za-z0-9-]", "_");
        OutgoingMail message = new OutgoingMail(
                delivery.messageId,
                "<thread." + mail.noticeId + "." + thread + "@" + settings.domain() + ">",
                delivery.address,
                delivery.name,
                mail.subject,
                ZonedDateTime.ofInstant(business.instant(), Chinese.ZONE),
                mail.text,
                mail.html,
                attachments);
        return new Turn(mail.id, attempt.id, message, open.subList(1, open.size()));
    }

    /** Keeps what came of a message, and readies the next one of the same mail. */
    @Transactional
    Optional<Turn> record(Turn turn, Outcome outcome) {
        Instant now = machine.instant();
        Mail mail = Mail.findById(turn.mail(), LockModeType.PESSIMISTIC_WRITE);
        Attempt attempt = Attempt.findById(turn.attempt());
        if (!attempt.isUnderWay()) {
            // The lease ran out and another sender has it: the attempt counts as ambiguous, and stays so.
            LOG.warnf("Mail %s was overtaken while it was sent", mail.id);
            return Optional.empty();
        }
        keep(Delivery.findById(attempt.deliveryId), attempt, outcome, now);
        if (!turn.rest().isEmpty()) {
            mail.extendLease(now, settings.lease());
            return Optional.of(turn(mail, turn.rest(), turn.message().attachments(), now));
        }
        settle(mail, now);
        return Optional.empty();
    }

    private static void keep(Delivery delivery, Attempt attempt, Outcome outcome, Instant now) {
        if (outcome instanceof Outcome.Delivered) {
            attempt.end(Attempt.Result.DELIVERED, null, now);
            delivery.settle(Delivery.Status.DELIVERED, null);
            FlaggedAddress.clear(delivery.address);
        } else if (outcome instanceof Outcome.Retry retry) {
            attempt.end(retry.ambiguous() ? Attempt.Result.AMBIGUOUS : Attempt.Result.RETRY, retry.reason(), now);
            delivery.settle(Delivery.Status.TEMPORARY_FAILURE, retry.reason());
        } else if (outcome instanceof Outcome.Rejected rejected) {
            attempt.end(Attempt.Result.REJECTED, rejected.reason(), now);
            delivery.settle(Delivery.Status.PERMANENT_FAILURE, rejected.reason());
            FlaggedAddress.flag(delivery.address, rejected.reason(), now);
        }
    }

    /** The mail's status after a round follows from its deliveries. */
    private static void settle(Mail mail, Instant now) {
        List<Delivery> deliveries = Delivery.of(mail.id, mail.round);
        Optional<Delivery> toRetry =
                deliveries.stream().filter(Delivery::isOpen).findFirst();
        boolean arrived = deliveries.stream().anyMatch(delivery -> delivery.status == Delivery.Status.DELIVERED);
        if (toRetry.isPresent()) {
            mail.retryLater(toRetry.get().reason, now);
            if (mail.status == MailStatus.PERMANENT_FAILURE) {
                deliveries.stream()
                        .filter(Delivery::isOpen)
                        .forEach(delivery -> delivery.settle(Delivery.Status.PERMANENT_FAILURE, delivery.reason));
                if (arrived) {
                    mail.delivered(now);
                }
            }
        } else if (arrived) {
            mail.delivered(now);
        } else {
            String reasons = deliveries.stream()
                    .map(delivery -> delivery.reason)
                    .distinct()
                    .collect(Collectors.joining("；"));
            mail.fail(reasons, now);
        }
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

    private Matter matter(Mail mail, List<Event> reasons, Owed owed) {
        return new Matter(
                mail.kind,
                mail.audience,
                mail.unitName,
                reasons,
                owed,
                NoticeMailbox.of(mail.noticeId).orElse(null),
                mail.kind == Kind.BRIEFING ? AddressTroubles.of(mail.noticeId) : AddressTroubles.NONE,
                LocalDate.ofInstant(business.instant(), Chinese.ZONE),
                new Issuer(settings.from(), settings.domain(), demo));
    }

    /** The reasons of a mail as events, the oldest first. */
    public static List<Event> reasons(Mail mail) throws EventJson.Unreadable {
        List<Event> events = new ArrayList<>();
        for (Reason reason : Reason.of(mail.id)) {
            EventType type = EventType.of(reason.type).orElseThrow();
            events.add(
                    new Event(reason.eventId, type, reason.occurredAt, EventJson.read(reason.data, type), reason.data));
        }
        return events;
    }

    private static String state(Mail mail, Owed owed) {
        return mail.audience == Audience.UNIT || mail.audience == Audience.LEADER
                ? "待报送%d项，待审核%d项，已办结%d项"
                        .formatted(owed.open().size(), owed.submitted().size(), owed.completed())
                : null;
    }

    /** Addresses as they are now, each with the name that is printed before it. */
    private static Map<String, String> addresses(Mail mail, List<Event> reasons) {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (mail.audience == Audience.MAILBOX) {
            String owner = reasons.get(0).data().notice().reportTo();
            NoticeMailbox.of(mail.noticeId).ifPresent(email -> addresses.put(email, owner == null ? "" : owner));
        } else {
            Role role = mail.audience == Audience.LEADER ? Role.LEADER : Role.LIAISON;
            Contact.of(mail.unitCode, role)
                    .forEach(contact -> addresses.putIfAbsent(
                            contact.email, contact.unitName + (contact.post == null ? "" : contact.post)));
        }
        return addresses;
    }

    /**
     * One delivery for each address; one whose address has been given up meanwhile goes no more, and one that was
     * dropped is taken up again now that it is to go after all.
     */
    private List<Delivery> deliveries(Mail mail, Map<String, String> addresses) {
        Map<String, Delivery> known = Delivery.of(mail.id, mail.round).stream()
                .collect(Collectors.toMap(delivery -> delivery.address, Function.identity()));
        known.values().stream()
                .filter(delivery -> delivery.isOpen() && !addresses.containsKey(delivery.address))
                .forEach(delivery -> delivery.settle(Delivery.Status.DROPPED, "单位已更换联系方式"));
        known.values().stream()
                .filter(delivery -> delivery.status == Delivery.Status.DROPPED && addresses.containsKey(delivery.address))
                .forEach(delivery -> delivery.settle(Delivery.Status.PLANNED, null));
        return addresses.entrySet().stream()
                .map(address -> known.containsKey(address.getKey())
                        ? known.get(address.getKey())
                        : Delivery.plan(
                                mail.id,
                                mail.round,
                                address.getKey(),
                                Chinese.oneLine(address.getValue(), 60),
                                settings.domain()))
                .toList();
    }
}
