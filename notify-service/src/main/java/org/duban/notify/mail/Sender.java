package org.duban.notify.mail;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.duban.notify.loop.Failure;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.schema.Tables;
import org.duban.notify.smtp.DomainLimits;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.SenderSettings;
import org.duban.notify.smtp.Transport;
import org.jboss.logging.Logger;

/** Sends what the ledger holds, in several loops side by side. */
@ApplicationScoped
public class Sender {

    private static final Logger LOG = Logger.getLogger(Sender.class);

    /**
     * Of the mails of a claim, those that have waited longer for the ones before them are given back. So what was judged is
     * sent at once (R7), no lease ends before its turn, and little is repeated when a process dies.
     */
    private static final Duration FRESH = Duration.ofMillis(200);

    private static final int TRIES = 3;

    private final Ledger ledger;
    private final Transport transport;
    private final DomainLimits limits;
    private final SenderSettings settings;
    private final Clock machine;
    private final List<Loop> loops = new ArrayList<>();

    Sender(Ledger ledger, Transport transport, DomainLimits limits, SenderSettings settings, @Machine Clock machine) {
        this.ledger = ledger;
        this.transport = transport;
        this.limits = limits;
        this.settings = settings;
        this.machine = machine;
    }

    /** One step: a few mails, each to all of its addresses. */
    public boolean tick() {
        if (transport.rests()) {
            return false;
        }
        Ledger.Claim claim = ledger.claim(settings.batch());
        Instant stale = machine.instant().plus(FRESH);
        List<Ledger.Done> done = new ArrayList<>();
        boolean failed = false;
        for (Iterator<Ledger.Turn> turns = claim.turns().iterator(); turns.hasNext(); ) {
            Ledger.Turn turn = turns.next();
            Outcome outcome = send(turn.message(), stale);
            done.add(new Ledger.Done(turn, outcome));
            failed |= outcome instanceof Outcome.Retry || outcome instanceof Outcome.Rejected;
            // What was refused is known at once: whoever dies at the next one must not have it tried again too soon.
            if (!turns.hasNext() || failed && turn.lastOfMail()) {
                record(List.copyOf(done));
                done.clear();
                failed = false;
            }
        }
        return claim.found() || ledger.releaseWaiting();
    }

    /** What is not recorded is sent twice: a connection that was cut, or a deadlock, is worth another try. */
    private void record(List<Ledger.Done> done) {
        for (int left = TRIES - 1; ; left--) {
            try {
                ledger.record(done);
                return;
            } catch (RuntimeException e) {
                if (left == 0) {
                    throw e;
                }
                LOG.warnf("What was sent is recorded in another try: %s", Failure.brief(e));
            }
        }
    }

    private Outcome send(OutgoingMail message, Instant stale) {
        Instant now = machine.instant();
        if (now.isAfter(stale) || transport.rests()) {
            return new Outcome.Later(now);
        }
        Optional<Instant> later = limits.enter(message.to(), now);
        if (later.isPresent()) {
            return new Outcome.Later(later.get());
        }
        try {
            return transport.send(message);
        } finally {
            limits.leave(message.to());
        }
    }

    /** Has the loops look now: mails were planned. */
    public void wake() {
        loops.forEach(Loop::wake);
    }

    void start(@Observes @Priority(1) Tables.Ready event) {
        int ambiguous = ledger.giveBack();
        if (ambiguous > 0) {
            LOG.warnf("%d mails were being sent when this instance ended; they go again", ambiguous);
        }
        for (int i = 1; i <= settings.senders(); i++) {
            loops.add(new Loop("sender-" + i, settings.poll(), this::tick).start());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.forEach(Loop::stop);
        for (Loop loop : loops) {
            loop.join(Duration.ofSeconds(10));
        }
    }
}
