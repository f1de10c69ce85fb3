package org.duban.task.metric;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.hold.Hold;
import org.duban.task.loop.Loop;
import org.duban.task.outbox.Outbox;

/**
 * Looks at outbox and calendar every few seconds. A scrape gets what was seen last, so that it asks nobody and is answered
 * though the database is away; what could not be looked at is NaN. All instances see the same: rules take the greatest.
 */
@ApplicationScoped
public class Watch {
    private static final Duration POLL = Duration.ofSeconds(10);

    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Hold hold;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Loop loop = new Loop("watch", POLL, this::tick);
    /** Null before the first look, and when the last one failed. */
    private volatile Seen seen;
    private Long oldest;
    private long oldestSince;

    @Inject
    Watch(Outbox outbox, WorkingCalendar calendar, Hold hold, Clock clock) {
        this(outbox, calendar, hold, clock, System::nanoTime);
    }

    /** @param nanos tells how time passes; only differences count */
    Watch(Outbox outbox, WorkingCalendar calendar, Hold hold, Clock clock, LongSupplier nanos) {
        this.outbox = outbox;
        this.calendar = calendar;
        this.hold = hold;
        this.clock = clock;
        this.nanos = nanos;
    }

    /**
     * What was seen at one moment.
     *
     * @param oldestAge      seconds since this instance first saw the event that is still first in the row; an event bears
     *                       business time only. 0 when all are published
     * @param publishedUntil in seconds since 1970: the end of the last year whose working days the State Council has
     *                       published without a gap from this year on; this year's beginning where it has not published this one
     * @param held           1 after a restore until it is released, else 0
     */
    record Seen(long unpublished, double oldestAge, long publishedUntil, int held) {}

    boolean tick() {
        try {
            // What was seen before stands until then: a scrape meanwhile gets a number.
            seen = look();
        } catch (RuntimeException | Error e) {
            seen = null;
            throw e;
        }
        return false;
    }

    private Seen look() {
        Outbox.Waiting waiting = outbox.waiting();
        if (waiting.first() == null || !waiting.first().equals(oldest)) {
            oldest = waiting.first();
            oldestSince = nanos.getAsLong();
        }
        double age = oldest == null ? 0 : (nanos.getAsLong() - oldestSince) / 1e9;
        return new Seen(waiting.count(), age, publishedUntil(), hold.isOn() ? 1 : 0);
    }

    private long publishedUntil() {
        int year = BusinessDays.today(clock).getYear();
        while (calendar.isConfirmed(year)) {
            year++;
        }
        return LocalDate.of(year, 1, 1).atStartOfDay(BusinessDays.ZONE).toEpochSecond();
    }

    double of(ToDoubleFunction<Seen> value) {
        Seen now = seen;
        return now == null ? Double.NaN : value.applyAsDouble(now);
    }

    /** After the tables as a rule; while they are not there it fails, which is what it is watched for. */
    void start(@Observes @Priority(3000) StartupEvent event, MeterRegistry meters) {
        gauge(meters, "outbox.unpublished", "events", "Events that are not on Kafka yet", Seen::unpublished);
        gauge(meters, "outbox.oldest.unpublished.age", "seconds", "How long the first of them has been waiting", Seen::oldestAge);
        gauge(meters, "calendar.published.until.timestamp", "seconds",
                "Up to when the working days are published, in seconds since 1970", Seen::publishedUntil);
        gauge(meters, "held", null, "1: restored and not released yet; nothing is fired or published", Seen::held);
        loop.start();
    }

    private void gauge(MeterRegistry meters, String name, String unit, String description, ToDoubleFunction<Seen> value) {
        Gauge.builder("duban." + name, this, watch -> watch.of(value)).description(description).baseUnit(unit).register(meters);
    }

    void stop(@Observes ShutdownEvent event) {
        loop.close();
    }
}
