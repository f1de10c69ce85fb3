package org.duban.notify.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.duban.notify.simulation.Books.DeliveryRow;
import org.duban.notify.simulation.Books.MailRow;
import org.duban.notify.simulation.Checker.Rule;
import org.duban.notify.simulation.Checker.Violation;
import org.duban.notify.simulation.History.Resent;
import org.duban.notify.simulation.History.Sent;
import org.duban.notify.smtp.Outcome;

/** What must be true at the end of a history: messages against the ledger, the ledger against the records. */
final class Accounts {

    private static final Duration PATIENCE = Duration.ofHours(48);

    private final Books.Final books;
    private final Applied applied;
    private final List<Violation> violations = new ArrayList<>();

    private Accounts(Books.Final books, Applied applied) {
        this.books = books;
        this.applied = applied;
    }

    /** @param sends by mail and round */
    static List<Violation> check(
            History history, Books.Final books, List<FakeBroker.Letter> letters, Applied applied, Map<String, List<Sent>> sends) {
        Accounts accounts = new Accounts(books, applied);
        Map<String, Long> accepted = history.entries().stream()
                .filter(entry -> entry instanceof Sent sent && sent.fate != null && sent.fate.stored)
                .collect(Collectors.groupingBy(entry -> ((Sent) entry).messageId, Collectors.counting()));
        books.deliveries().forEach(delivery -> accounts.once(delivery, accepted.getOrDefault(delivery.messageId(), 0L)));
        sends.forEach(accounts::patience);
        books.deliveries().stream()
                .filter(delivery -> delivery.status().equals("PERMANENT_FAILURE") && delivery.reason() != null && delivery.reason().contains("48小时"))
                .forEach(accounts::givenUp);
        letters.forEach(accounts::kept);
        Map<String, Long> asked = history.entries().stream()
                .filter(entry -> entry instanceof Resent resent && resent.status() == 202)
                .collect(Collectors.groupingBy(entry -> ((Resent) entry).mail(), Collectors.counting()));
        books.mails().forEach(mail -> accounts.mail(mail, asked.getOrDefault(mail.key(), 0L)));
        accounts.oneMail();
        accounts.flags();
        return accounts.violations;
    }

    private void once(DeliveryRow delivery, long accepted) {
        long ambiguous = books.attempts().stream()
                .filter(attempt -> attempt.delivery().equals(delivery.id()) && "AMBIGUOUS".equals(attempt.outcome()))
                .count();
        boolean delivered = delivery.status().equals("DELIVERED");
        require(Rule.ONCE, accepted <= ambiguous + (delivered ? 1 : 0) && (!delivered || accepted >= 1),
                "%s for %s is %s, accepted %d times, %d ambiguous".formatted(
                        delivery.mail(), delivery.address(), delivery.status(), accepted, ambiguous));
        require(Rule.ONCE, delivered || delivery.reason() != null || delivery.status().equals("PLANNED"),
                "%s for %s is %s without a reason".formatted(delivery.mail(), delivery.address(), delivery.status()));
    }

    private void patience(String mailAndRound, List<Sent> sends) {
        Map<String, Instant> begun = new HashMap<>();
        Map<String, Sent> last = new HashMap<>();
        for (Sent sent : sends) {
            Instant first = begun.computeIfAbsent(sent.messageId, id -> sent.at);
            Sent before = last.put(sent.messageId, sent);
            if (before != null && before.fate.outcome instanceof Outcome.Retry && endedOrderly(before.tick, sends)) {
                require(Rule.PATIENCE, !sent.at.isBefore(before.at.plus(Duration.ofMinutes(1))),
                        mailAndRound + " was tried again after " + Duration.between(before.at, sent.at));
                require(Rule.PATIENCE, before.at.isBefore(first.plus(PATIENCE)),
                        mailAndRound + " was tried after it had failed for " + Duration.between(first, before.at));
            }
        }
    }

    /** Whoever dies, or is overtaken, between two messages of a mail leaves it to be taken up at once. */
    private static boolean endedOrderly(int tick, List<Sent> sends) {
        return sends.stream().filter(sent -> sent.tick == tick).allMatch(sent -> !sent.disturbed && sent.fate.outcome != null);
    }

    /** An address has 48 hours of its own, from its first attempt to its last. */
    private void givenUp(DeliveryRow delivery) {
        List<Instant> tries = books.attempts().stream()
                .filter(attempt -> attempt.delivery().equals(delivery.id()))
                .map(Books.AttemptRow::started)
                .sorted()
                .toList();
        Duration tried = Duration.between(tries.get(0), tries.get(tries.size() - 1));
        require(Rule.PATIENCE, tried.compareTo(PATIENCE) >= 0,
                delivery.mail() + " for " + delivery.address() + " was given up after " + tried);
    }

    private void kept(FakeBroker.Letter letter) {
        if (letter.said() instanceof Said.Nonsense nonsense) {
            require(Rule.NOTHING_LOST, books.deadLetters().contains(letter.place()), nonsense.what() + " is not set aside");
        } else if (letter.said() instanceof Said.Told told) {
            require(Rule.NOTHING_LOST, books.inbox().contains(told.id()), "the event at " + letter + " is not in the inbox");
            told.mails().keySet().forEach(audience -> require(Rule.NOTHING_LOST,
                    books.reasons().getOrDefault(told.mail(audience), Set.of()).contains(told.id()),
                    "the event at " + letter + " is no reason of " + told.mail(audience)));
        }
    }

    private void mail(MailRow mail, long asked) {
        String text = mail.key() + " is " + mail.status() + " (" + mail.reason() + ")";
        require(Rule.QUIET, List.of("DELIVERED", "DROPPED", "PERMANENT_FAILURE", "WAITING_FOR_ADDRESS").contains(mail.status()), text);
        require(Rule.QUIET, mail.status().equals("DELIVERED") || mail.reason() != null, text);
        require(Rule.ONE_MAIL, mail.round() == asked, text + " in round " + mail.round() + " and was asked for " + asked);
        if (applied.reasons(mail.key()).isEmpty()) {
            violations.add(new Violation(Rule.ONE_MAIL, text + " and nobody asked for it"));
            return;
        }
        if (mail.status().equals("WAITING_FOR_ADDRESS")) {
            require(Rule.NOTHING_LOST, applied.addresses(mail.key()).isEmpty(), text);
        }
        if (mail.status().equals("DROPPED") && mail.reason().contains("以较新的为准")) {
            List<String> newer = applied.newerChases(mail.key());
            require(Rule.NEWEST_GOES, applied.isPointless(mail.key(), true) || books.mails().stream()
                            .anyMatch(each -> newer.contains(each.key()) && !each.status().equals("DROPPED")),
                    text + " for " + newer + ", and none of them went");
        }
        List<String> deliveries = books.deliveries().stream()
                .filter(each -> each.mail().equals(mail.key()) && each.round() == mail.round())
                .map(DeliveryRow::status)
                .toList();
        if (!mail.status().equals("WAITING_FOR_ADDRESS")) {
            require(Rule.RIGHT_STATUS, mail.status().equals("DELIVERED") == deliveries.contains("DELIVERED"), text + " of " + deliveries);
            require(Rule.RIGHT_STATUS, !deliveries.contains("PLANNED") && !deliveries.contains("TEMPORARY_FAILURE"),
                    text + " of " + deliveries);
        }
    }

    private void oneMail() {
        Set<String> recipients = new HashSet<>();
        books.deliveries().forEach(each -> require(Rule.ONE_MAIL, recipients.add(each.mail() + each.round() + each.address()),
                each.mail() + " twice for " + each.address()));
        books.attempts().forEach(each -> require(Rule.QUIET, each.outcome() != null, "an attempt is under way for ever"));
    }

    private void flags() {
        Map<String, Set<String>> outcomes = new HashMap<>();
        for (DeliveryRow delivery : books.deliveries()) {
            books.attempts().stream()
                    .filter(attempt -> attempt.delivery().equals(delivery.id()))
                    .forEach(attempt -> outcomes.computeIfAbsent(delivery.address(), key -> new HashSet<>())
                            .add(attempt.outcome()));
        }
        outcomes.forEach((address, all) -> {
            boolean flagged = books.flagged().contains(address);
            require(Rule.RIGHT_STATUS, all.contains("REJECTED") || !flagged, address + " is flagged and was never refused");
            require(Rule.RIGHT_STATUS, !all.contains("REJECTED") || all.contains("DELIVERED") || flagged,
                    address + " was refused and is not flagged");
        });
    }

    private void require(Rule rule, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(new Violation(rule, otherwise));
        }
    }
}
