package org.duban.task.loop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * What a {@link Loop} does whose work falls due at moments that the database knows: it asks for the earliest, ticks when
 * that has come, else rests until it comes. So an instance with nothing to do asks one tiny question in a poll interval,
 * and what falls due is not late by one.
 */
public final class Agenda implements Supplier<Duration> {
    private final Supplier<Instant> earliest;
    private final Clock clock;
    private final Duration poll;
    private final BooleanSupplier tick;
    private volatile Duration late = Duration.ZERO;

    /**
     * @param earliest a query for one moment, null when there is none
     * @param poll     the longest rest: moments move, and the clock may be put on
     * @param tick     does one batch of what is due; false when it found nothing
     */
    public Agenda(DataSource database, String earliest, Clock clock, Duration poll, BooleanSupplier tick) {
        this(() -> ask(database, earliest), clock, poll, tick);
    }

    Agenda(Supplier<Instant> earliest, Clock clock, Duration poll, BooleanSupplier tick) {
        this.earliest = earliest;
        this.clock = clock;
        this.poll = poll;
        this.tick = tick;
    }

    /** @return zero when there may be more at once; the poll interval where what is due is another instance's, or waits */
    @Override
    public Duration get() {
        Instant next = earliest.get();
        if (next == null) {
            late = Duration.ZERO;
            return poll;
        }
        Duration rest = Duration.between(clock.instant(), next);
        late = rest.isNegative() ? rest.negated() : Duration.ZERO;
        if (rest.isZero() || rest.isNegative()) {
            return tick.getAsBoolean() ? Duration.ZERO : poll;
        }
        return rest.compareTo(poll) < 0 ? rest : poll;
    }

    /** How long what is due first had been due at the last look; zero where nothing was. */
    Duration late() {
        return late;
    }

    private static Instant ask(DataSource database, String earliest) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(earliest);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getTimestamp(1) == null ? null : row.getTimestamp(1).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException("the next moment could not be read", e);
        }
    }
}
