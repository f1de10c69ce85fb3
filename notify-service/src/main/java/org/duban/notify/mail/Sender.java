package org.duban.notify.mail;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.duban.notify.loop.Failure;
import org.duban.notify.loop.Loop;
import org.duban.notify.loop.Machine;
import org.duban.notify.schema.Tables;
import org.duban.notify.smtp.DomainLimits;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.OutgoingMail;
import org.duban.notify.smtp.SenderSettings;
import org.duban.notify.smtp.Transport;
import org.duban.notify.trace.LogIds;
import org.duban.notify.trace.TraceSettings;
import org.duban.notify.trace.Traces;
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

    /**
     * How often it is looked whether an address has come for mails that wait for one. The inbox lets them go itself; what it misses is
     * a mail that begins to wait at that very moment, and thousands may be waiting.
     */
    private static final Duration LOOK = Duration.ofSeconds(10);

    /**
     * What loops may judge, write and record at once: that is work for processors, and more loops than there are would only take
     * turns at them, and keep from its turn the inbox that they live on.
     */
    private final Semaphore desks = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

    private final Ledger ledger;
    private final Transport transport;
    private final DomainLimits limits;
    private final SenderSettings settings;
    private final Traces traces;
    private final boolean told;
    private final Clock machine;
    private final List<Loop> loops = new ArrayList<>();
    private final AtomicReference<Instant> looked = new AtomicReference<>(Instant.EPOCH);

    Sender(
            Ledger ledger,
            Transport transport,
            DomainLimits limits,
            SenderSettings settings,
            Traces traces,
            TraceSettings log,
            @Machine Clock machine) {
        this.ledger = ledger;
        this.transport = transport;
        this.limits = limits;
        this.settings = settings;
        this.traces = traces;
        this.told = log.requests();
        this.machine = machine;
    }

    /** One step: a few mails, each to all of its addresses. */
    public boolean tick() {
        return tick(new Portion(settings.batch()));
    }

    private boolean tick(Portion portion) {
        if (transport.rests()) {
            return false;
        }
        Ledger.Claim claim = claim(portion.size());
        Instant stale = machine.instant().plus(FRESH);
        List<Ledger.Done> done = new ArrayList<>();
        boolean failed = false;
        int mails = 0;
        int inTime = 0;
        for (Iterator<Ledger.Turn> turns = claim.turns().iterator(); turns.hasNext(); ) {
            Ledger.Turn turn = turns.next();
            Outcome outcome = send(turn, stale);
            done.add(new Ledger.Done(turn, outcome));
            failed |= outcome instanceof Outcome.Retry || outcome instanceof Outcome.Rejected;
            if (turn.lastOfMail()) {
                mails++;
                inTime += machine.instant().isAfter(stale) ? 0 : 1;
            }
            // What was refused is known at once: whoever dies at the next one must not have it tried again too soon.
            if (!turns.hasNext() || failed && turn.lastOfMail()) {
                record(List.copyOf(done));
                done.clear();
                failed = false;
            }
        }
        portion.went(mails, inTime);
        return claim.found() || isTimeToLook() && ledger.releaseWaiting();
    }

    /** Where the database does not take one of the mails, each goes by itself, until it is the turn of the one at fault. */
    private Ledger.Claim claim(int atMost) {
        desks.acquireUninterruptibly();
        try {
            return ledger.claim(atMost);
        } catch (RuntimeException e) {
            if (!Failure.isOfTheData(e)) {
                throw e;
            }
            if (atMost == 1) {
                return ledger.setAside(e);
            }
        } finally {
            desks.release();
        }
        return claim(1);
    }

    /** For one of all loops, now and then. */
    private boolean isTimeToLook() {
        Instant now = machine.instant();
        Instant last = looked.get();
        return Duration.between(last, now).abs().compareTo(LOOK) >= 0 && looked.compareAndSet(last, now);
    }

    /** What is not recorded is sent twice: a connection that was cut, or a deadlock, is worth another try. */
    private void record(List<Ledger.Done> done) {
        for (int left = TRIES - 1; ; left--) {
            desks.acquireUninterruptibly();
            try {
                ledger.record(done);
                return;
            } catch (RuntimeException e) {
                if (left == 0) {
                    throw e;
                }
                LOG.warnf("What was sent is recorded in another try: %s", Failure.brief(e));
            } finally {
                desks.release();
            }
        }
    }

    private Outcome send(Ledger.Turn turn, Instant stale) {
        OutgoingMail message = turn.message();
        Instant now = machine.instant();
        if (now.isAfter(stale) || transport.rests()) {
            return new Outcome.Later(now);
        }
        Optional<Instant> later = limits.enter(message.to(), now);
        if (later.isPresent()) {
            return new Outcome.Later(later.get());
        }
        try {
            return trace(turn);
        } finally {
            limits.leave(message.to());
        }
    }

    /** Sends it. Lines of the log, and the span, name it by its ids; what the server says may name its recipient. */
    private Outcome trace(Ledger.Turn turn) {
        Span span = traces.sending(turn.mail(), turn.why().stream().map(Event::traceparent).toList());
        try {
            return LogIds.during(ids(turn, span), () -> {
                Outcome outcome = transport.send(turn.message());
                String word = outcome.getClass().getSimpleName();
                if (!(outcome instanceof Outcome.Delivered)) {
                    span.setStatus(StatusCode.ERROR, word);
                }
                if (told) {
                    LOG.infof("Mail %s: %s", turn.mail(), word);
                }
                return outcome;
            });
        } finally {
            span.end();
        }
    }

    private static Map<String, Object> ids(Ledger.Turn turn, Span span) {
        UUID event = turn.why().get(turn.why().size() - 1).id();
        Map<String, Object> ids =
                new HashMap<>(Map.of(LogIds.MAIL, turn.mail(), LogIds.NOTICE, turn.notice(), LogIds.EVENT, event));
        if (span.isRecording()) {
            ids.put(LogIds.TRACE, span.getSpanContext().getTraceId());
        }
        return ids;
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
            Portion portion = new Portion(settings.batch());
            loops.add(new Loop("sender-" + i, settings.poll(), () -> tick(portion)).start());
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loops.forEach(Loop::stop);
        for (Loop loop : loops) {
            loop.join(Duration.ofSeconds(10));
        }
    }
}
