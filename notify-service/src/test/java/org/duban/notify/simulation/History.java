package org.duban.notify.simulation;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was done and what was seen, in order: all that the checker gets, beside the final database. */
final class History {

    /** How a mail stood; its key in a map is its occasion and audience. */
    record MailState(String status, String reason, String kind, int round, Instant due) {
        boolean is(String... any) {
            return List.of(any).contains(status);
        }
    }

    sealed interface Entry {}

    record Step(String what) implements Entry {}

    record Stored(List<FakeBroker.Letter> letters) implements Entry {}

    record InboxBegan(Map<String, MailState> mails) implements Entry {}

    /** @param versions of the pictures in the database */
    record InboxEnded(Map<String, MailState> mails, Map<UUID, Long> versions) implements Entry {}

    record TickBegan(int number, String instance, Map<String, MailState> mails) implements Entry {}

    /** @param sends how many messages it began to send */
    record TickEnded(int number, int sends, Map<String, MailState> mails) implements Entry {}

    /** The office asked for a mail again. */
    record Resent(String mail, int status) implements Entry {}

    /** The list of mails as the API gave it. */
    record Listed(List<String> mails) implements Entry {}

    /** A message on its way to the server. */
    static final class Sent implements Entry {
        final String messageId;
        final String to;
        final Instant at;
        final int tick;
        /** Null while it is on its way. */
        FakeSmtp.Fate fate;
        /** Whether anything else was done while it was on its way. */
        boolean disturbed;

        private Sent(String messageId, String to, Instant at, int tick) {
            this.messageId = messageId;
            this.to = to;
            this.at = at;
            this.tick = tick;
        }

        @Override
        public String toString() {
            return "Sent[to=%s, at=%s, tick=%d, fate=%s]".formatted(to, at, tick, fate);
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<Integer> ticks = new ArrayDeque<>();
    private final Deque<Integer> sends = new ArrayDeque<>();
    private int tickCount;

    List<Entry> entries() {
        return entries;
    }

    void step(String what) {
        entries.add(new Step(what));
    }

    /** "Sometimes": how often each kind of step and fault did happen. */
    void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    Map<String, Integer> counts() {
        return counts;
    }

    void add(Entry entry) {
        entries.add(entry);
    }

    void stored(List<FakeBroker.Letter> letters) {
        entries.add(new Stored(letters));
    }

    void tickBegins(String instance, Map<String, MailState> mails) {
        ticks.push(++tickCount);
        sends.push(0);
        entries.add(new TickBegan(tickCount, instance, mails));
    }

    void tickEnds(Map<String, MailState> mails) {
        entries.add(new TickEnded(ticks.pop(), sends.pop(), mails));
    }

    /** It has come to its end. */
    void sent(Sent sent, FakeSmtp.Fate fate) {
        sent.disturbed = entries.get(entries.size() - 1) != sent;
        sent.fate = fate;
    }

    Sent sending(String messageId, String to) {
        Sent sent = new Sent(messageId, to, SimulatedClocks.machineNow(), ticks.element());
        sends.push(sends.pop() + 1);
        entries.add(sent);
        return sent;
    }

    /** The trace, for people: steps and messages. */
    String trace() {
        return entries.stream()
                .filter(entry -> entry instanceof Step || entry instanceof Sent || entry instanceof Stored)
                .map(Object::toString)
                .collect(Collectors.joining("\n"));
    }

    /** All of it. */
    String text() {
        return entries.stream().map(Object::toString).collect(Collectors.joining("\n"));
    }
}
