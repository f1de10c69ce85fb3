package org.duban.notify.mail;

import static java.util.stream.Collectors.groupingBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.notify.contact.Contact;
import org.duban.notify.contact.NoticeMailbox;
import org.duban.notify.contact.Role;
import org.duban.notify.picture.EndedNotice;
import org.duban.notify.picture.Picture;
import org.duban.notify.picture.PictureStore;

/** All that some mails are judged and written by, read for all of them at once: a look for each would be a dozen for each. */
final class Docket {

    private record UnitOfNotice(UUID notice, String unit) {}

    private final Map<UUID, List<Reason>> reasons;
    private final Map<UnitOfNotice, List<Picture>> pictures;
    private final Map<String, List<Contact>> contacts;
    private final Map<UUID, String> mailboxes;
    private final Map<UUID, EndedNotice.End> ended;
    private final Map<UUID, List<Delivery>> deliveries;
    private final Set<UUID> overtaken;

    private Docket(List<Mail> mails, PictureStore store) {
        List<UUID> ids = mails.stream().map(mail -> mail.id).toList();
        Set<UUID> notices = mails.stream().map(mail -> mail.noticeId).collect(Collectors.toSet());
        Set<String> units = mails.stream().map(mail -> mail.unitCode).filter(Objects::nonNull).collect(Collectors.toSet());
        reasons = Reason.of(ids);
        pictures = store.of(notices, units).stream()
                .collect(groupingBy(picture -> new UnitOfNotice(picture.notice(), picture.unit())));
        contacts = Contact.of(units).stream().collect(groupingBy(contact -> contact.unitCode));
        mailboxes = NoticeMailbox.of(notices);
        ended = EndedNotice.of(notices);
        deliveries = Delivery.ofPresentRound(ids);
        overtaken = Mail.overtaken(ids);
    }

    static Docket of(List<Mail> mails, PictureStore store) {
        return new Docket(mails, store);
    }

    /** Why it goes, the oldest first. */
    List<Event> reasons(Mail mail) throws EventJson.Unreadable {
        return Ledger.events(reasons.getOrDefault(mail.id, List.of()));
    }

    Owed owed(Mail mail) {
        return mail.unitCode == null
                ? Owed.NOTHING
                : Owed.of(pictures.getOrDefault(new UnitOfNotice(mail.noticeId, mail.unitCode), List.of()));
    }

    /** Null: the notice's mailbox is not known. */
    String mailbox(Mail mail) {
        return mailboxes.get(mail.noticeId);
    }

    /** Null while the notice is live. */
    EndedNotice.End ended(Mail mail) {
        return ended.get(mail.noticeId);
    }

    /** Who asks for an older mail again knows of the newer one; what is no longer owed is not chased even then (R7). */
    boolean isOvertaken(Mail mail) {
        return !mail.isRepeat() && overtaken.contains(mail.id);
    }

    /** All that asks for it happened up to the moment that a restored system skips to. What the office asks for anew goes. */
    boolean isSkipped(Mail mail) {
        return !mail.isRepeat() && reasons.getOrDefault(mail.id, List.of()).stream().allMatch(reason -> reason.skipped);
    }

    /** Of the mail's present round. */
    List<Delivery> deliveries(Mail mail) {
        return deliveries.getOrDefault(mail.id, List.of());
    }

    /**
     * Addresses as they are now, each with the name that is printed before it. A leader who reads the liaisons' mailbox needs no
     * copy: there is one mail for an occasion and a recipient (R7).
     */
    Map<String, String> addresses(Mail mail, List<Event> reasons) {
        Map<String, String> addresses = new LinkedHashMap<>();
        if (mail.audience == Audience.MAILBOX) {
            String owner = reasons.get(0).data().notice().reportTo();
            Optional.ofNullable(mailbox(mail)).ifPresent(email -> addresses.put(email, owner == null ? "" : owner));
        } else {
            boolean leaders = mail.audience == Audience.LEADER;
            contacts(mail, leaders ? Role.LEADER : Role.LIAISON)
                    .forEach(contact -> addresses.putIfAbsent(
                            contact.email, contact.unitName + (contact.post == null ? "" : contact.post)));
            if (leaders) {
                Set<String> liaisons = contacts(mail, Role.LIAISON).map(contact -> lower(contact.email)).collect(Collectors.toSet());
                addresses.keySet().removeIf(address -> liaisons.contains(lower(address)));
            }
        }
        return addresses;
    }

    /** Whether it is for leaders who have no mailbox but the liaisons'. */
    boolean isReadByLiaisons(Mail mail) {
        return mail.audience == Audience.LEADER
                && contacts(mail, Role.LEADER).findAny().isPresent()
                && addresses(mail, List.of()).isEmpty();
    }

    private Stream<Contact> contacts(Mail mail, Role role) {
        return contacts.getOrDefault(mail.unitCode, List.of()).stream().filter(contact -> contact.role == role);
    }

    private static String lower(String address) {
        return address.toLowerCase(Locale.ROOT);
    }
}
