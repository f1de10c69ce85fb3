package org.duban.notify.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.duban.notify.simulation.History.InboxBegan;
import org.duban.notify.simulation.History.InboxEnded;
import org.duban.notify.simulation.History.Listed;
import org.duban.notify.simulation.History.MailState;
import org.duban.notify.simulation.History.Sent;
import org.duban.notify.simulation.History.Stored;
import org.duban.notify.simulation.History.TickBegan;
import org.duban.notify.simulation.History.TickEnded;

/** What must be true at each moment of a history. What must be true of its end is {@link Accounts}. */
final class Checker {

    /** What must always be true. */
    enum Rule {
        /** 1 ≤ accepted ≤ 1 + ambiguous, of one Message-ID; what failed says why. */
        ONCE,
        /** Nothing is sent of what is done, moved or ended. */
        NOTHING_DONE,
        /** Of chases that piled up only the newest is sent. */
        NEWEST_ONLY,
        /** Of chases that piled up the newest does go, unless nothing is owed. */
        NEWEST_GOES,
        /** One mail for an occasion and recipient. */
        ONE_MAIL,
        /** A mail is as strong as the strongest of its reasons. */
        RIGHT_KIND,
        /** To those who are known at that moment. */
        RIGHT_ADDRESS,
        /** Every record is kept, every event has its mails, and none of them is dropped, or waits, without a cause. */
        NOTHING_LOST,
        /** An older picture never takes a newer one's place. */
        ORDER,
        /** What was seen before changes nothing. */
        SEEN_BEFORE,
        /** Not again before a minute, not given up before 48 hours, and not tried after them. */
        PATIENCE,
        /** A mail's status follows from its deliveries; flags follow from refusals. */
        RIGHT_STATUS,
        /** The API's list only grows, at its end. */
        STEADY_LIST,
        /** Once all is healed nothing is left to be done. */
        QUIET,
        /** No address in a log line. */
        NO_LEAK
    }

    record Violation(Rule rule, String what) {}

    private final Books.Final books;
    private final List<Violation> violations = new ArrayList<>();
    private final Applied applied = new Applied();
    private final Map<Integer, Applied> known = new HashMap<>();
    private final Map<Integer, Map<String, MailState>> mails = new HashMap<>();
    private final Map<String, List<Sent>> sends = new TreeMap<>();
    private final Map<Integer, List<Sent>> sentIn = new HashMap<>();
    /** The ticks of inboxes that are open, one inside another: how the mails were, and whether anything new came. */
    private final Deque<Batch> batches = new ArrayDeque<>();
    private List<String> listed = List.of();

    private static final class Batch {
        final Map<String, MailState> before;
        boolean fresh;

        Batch(Map<String, MailState> before) {
            this.before = before;
        }
    }

    private Checker(Books.Final books) {
        this.books = books;
    }

    /** A pure function: the same history and database, the same answer. */
    static List<Violation> check(History history, Books.Final books, List<FakeBroker.Letter> letters) {
        Checker checker = new Checker(books);
        history.entries().forEach(checker::check);
        List<Violation> all = new ArrayList<>(checker.violations);
        all.addAll(Accounts.check(history, books, letters, checker.applied, checker.sends));
        return all;
    }

    private void check(History.Entry entry) {
        if (entry instanceof Stored stored) {
            boolean fresh = applied.apply(stored.letters());
            batches.forEach(batch -> batch.fresh |= fresh);
        } else if (entry instanceof InboxBegan began) {
            batches.push(new Batch(began.mails()));
        } else if (entry instanceof InboxEnded ended) {
            inboxEnded(ended);
        } else if (entry instanceof TickBegan began) {
            known.put(began.number(), applied.copy());
            mails.put(began.number(), began.mails());
        } else if (entry instanceof Sent sent) {
            sent(sent);
        } else if (entry instanceof TickEnded ended) {
            tickEnded(ended);
        } else if (entry instanceof Listed list) {
            require(Rule.STEADY_LIST, list.mails().size() >= listed.size()
                    && list.mails().subList(0, listed.size()).equals(listed), "the list was " + listed + " and is " + list.mails());
            listed = list.mails();
        }
    }

    /** What it did not send it has judged, if nothing else was done meanwhile. */
    private void tickEnded(TickEnded ended) {
        List<Sent> sent = sentIn.getOrDefault(ended.number(), List.of());
        if (sent.stream().noneMatch(each -> each.disturbed)) {
            Set<String> gone = sent.stream().map(each -> books.mailOf(each.messageId)).collect(Collectors.toSet());
            ended.mails().forEach((mail, state) -> {
                if (!gone.contains(mail)) {
                    judged(ended.number(), mail, state);
                }
            });
        }
    }

    private void inboxEnded(InboxEnded ended) {
        require(Rule.ORDER, ended.versions().equals(applied.versions()),
                "pictures are %s and should be %s".formatted(ended.versions(), new TreeMap<>(applied.versions())));
        Batch batch = batches.pop();
        if (!batch.fresh) {
            require(Rule.SEEN_BEFORE, ended.mails().equals(batch.before),
                    "a repeated record changed %s to %s".formatted(batch.before, ended.mails()));
        }
    }

    private void sent(Sent sent) {
        sentIn.computeIfAbsent(sent.tick, key -> new ArrayList<>()).add(sent);
        String mail = books.mailOf(sent.messageId);
        if (mail == null) {
            violations.add(new Violation(Rule.ONCE, "a message that the ledger does not know went to " + sent.to));
            return;
        }
        Applied then = known.get(sent.tick);
        Map<String, MailState> ledger = mails.get(sent.tick);
        MailState state = ledger.get(mail);
        if (state == null || then.reasons(mail).isEmpty()) {
            violations.add(new Violation(Rule.NOTHING_LOST, mail + " went before anything asked for it"));
            return;
        }
        sends.computeIfAbsent(mail + " " + state.round(), key -> new ArrayList<>()).add(sent);
        require(Rule.NOTHING_DONE, !then.isPointless(mail, false), mail + " went though nothing is owed");
        require(Rule.RIGHT_ADDRESS, then.addresses(mail).contains(sent.to), mail + " went to " + sent.to);
        if (then.isChase(mail)) {
            require(Rule.RIGHT_KIND, state.kind().equals(then.strongest(mail)),
                    mail + " went as " + state.kind() + ", not as " + then.strongest(mail));
            if (state.round() == 0) {
                then.newerChases(mail).forEach(newer -> require(Rule.NEWEST_ONLY,
                        ledger.get(newer).is("DROPPED", "PERMANENT_FAILURE"), mail + " went though there is " + newer));
            }
        }
    }

    /** A mail that was not sent: it was dropped, or has to wait. */
    private void judged(int tick, String mail, MailState state) {
        Applied then = known.get(tick);
        MailState before = mails.get(tick).get(mail);
        if (before == null || state.equals(before)) {
            return;
        }
        if (state.is("DROPPED")) {
            boolean overtaken = then.isChase(mail) && state.round() == 0
                    && then.newerChases(mail).stream()
                            .anyMatch(newer -> !mails.get(tick).get(newer).is("DROPPED", "PERMANENT_FAILURE"));
            require(Rule.NOTHING_LOST, overtaken || then.isPointless(mail, true), mail + " was dropped: " + state.reason());
        } else if (state.is("WAITING_FOR_ADDRESS")) {
            require(Rule.NOTHING_LOST, then.addresses(mail).isEmpty(), mail + " waits though there is an address");
        } else if (state.is("TEMPORARY_FAILURE", "PERMANENT_FAILURE")) {
            // Put off, maybe by who took it up from one that died; or of two addresses one was refused, and the other taken away before its turn came again.
            boolean putOff = state.is("TEMPORARY_FAILURE") && before.is("TEMPORARY_FAILURE", "SENDING");
            require(Rule.NOTHING_LOST, putOff || state.is("PERMANENT_FAILURE") && state.reason().contains(FakeSmtp.REFUSAL),
                    mail + " failed though nothing was sent: " + state.reason());
        }
    }

    private void require(Rule rule, boolean holds, String otherwise) {
        if (!holds) {
            violations.add(new Violation(rule, otherwise));
        }
    }
}
