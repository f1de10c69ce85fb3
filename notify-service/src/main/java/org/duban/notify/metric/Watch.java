package org.duban.notify.metric;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.duban.notify.inbox.Broker;
import org.duban.notify.loop.Loop;
import org.duban.notify.mail.MailStatus;

/**
 * Looks at ledger and broker every few seconds. A scrape gets what was seen last, so that it asks nobody and is answered
 * though a part is away; what could not be looked at is NaN. All instances see the same: rules take the greatest.
 */
@ApplicationScoped
class Watch {

    private static final Duration POLL = Duration.ofSeconds(10);

    private final LedgerCounts counts;
    private final Broker broker;
    private final MeterRegistry meters;
    private final Loop loop = new Loop("watch", POLL, this::tick);
    /** Null when the database was away at the last look. */
    private volatile LedgerCounts.Seen seen;
    /** The last that was seen: what only grows is not taken back. */
    private volatile LedgerCounts.Seen known;
    /** Null when the broker was away. */
    private volatile Long lag;

    Watch(LedgerCounts counts, Broker broker, MeterRegistry meters) {
        this.counts = counts;
        this.broker = broker;
        this.meters = meters;
    }

    boolean tick() throws SQLException, InterruptedException {
        long records = broker.lag();
        lag = records < 0 ? null : records;
        try {
            // What was seen before stands until then: a scrape meanwhile gets a number.
            seen = counts.look();
        } catch (SQLException | RuntimeException | Error e) {
            seen = null;
            throw e;
        }
        boolean first = known == null;
        known = seen;
        if (first) {
            register();
        }
        return false;
    }

    /** After the first look, so that a total does not seem to rise from nothing when the service starts. */
    private void register() {
        gauge("mail.oldest.pending.age", "seconds", "How long the mail that waits longest has been waiting to be sent",
                LedgerCounts.Seen::oldestPending);
        for (MailStatus status : LedgerCounts.UNSETTLED) {
            Gauge.builder("duban.mail.unsettled", this, watch -> watch.of(each -> each.unsettled().get(status)))
                    .description("Mails that have not come to an end")
                    .tag("status", status.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        total("mail.attempts.ambiguous", "Attempts whose end is unknown: a second copy may have come",
                LedgerCounts.Seen::ambiguous);
        total("mail.deliveries.failed", "Messages that were refused, given up or sent back", LedgerCounts.Seen::failed);
        gauge("flagged.addresses", null, "Addresses that refuse mail or send it back", LedgerCounts.Seen::flagged);
        gauge("dead.letters.open", null, "Records that were not understood and wait for somebody", LedgerCounts.Seen::deadLetters);
        gauge("held", null, "1: restored and not released yet; nothing is sent", LedgerCounts.Seen::held);
        Gauge.builder("duban.inbox.lag", this, watch -> watch.lag == null ? Double.NaN : watch.lag)
                .description("Records of Kafka that are not stored yet")
                .baseUnit("records")
                .register(meters);
        Gauge.builder("duban.kafka.up", this, watch -> watch.lag == null ? 0 : 1)
                .description("Whether the broker answers")
                .register(meters);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<LedgerCounts.Seen> value) {
        Gauge.builder("duban." + name, this, watch -> watch.of(value))
                .description(description)
                .baseUnit(unit)
                .register(meters);
    }

    private void total(String name, String description, ToDoubleFunction<LedgerCounts.Seen> value) {
        FunctionCounter.builder("duban." + name, this, watch -> value.applyAsDouble(watch.known))
                .description(description)
                .register(meters);
    }

    private double of(ToDoubleFunction<LedgerCounts.Seen> value) {
        LedgerCounts.Seen now = seen;
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    /** After the tables as a rule; while they are not there it fails, which is what it is watched for. */
    void start(@Observes @Priority(3000) StartupEvent event) {
        loop.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.stop();
        loop.join(Duration.ofSeconds(5));
    }
}
