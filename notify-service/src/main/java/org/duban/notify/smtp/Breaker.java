package org.duban.notify.smtp;

import java.time.Duration;
import java.time.Instant;

/** Lets a server alone that has failed several times in a row, longer each time, so that a storm does not meet it when it is back. */
final class Breaker {

    /** Failures in a row before the first rest: a single dropped connection is nobody's outage. */
    private static final int PATIENCE = 5;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Short beside {@code reply-timeout}: together they bound how long a server that is back is not noticed. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private int failures;
    private Instant until = Instant.MIN;

    synchronized boolean rests(Instant now) {
        return now.isBefore(until);
    }

    synchronized void worked() {
        failures = 0;
        until = Instant.MIN;
    }

    synchronized void failed(Instant now) {
        failures++;
        if (failures >= PATIENCE) {
            Duration rest = SHORTEST.multipliedBy(1L << Math.min(failures - PATIENCE, 10));
            until = now.plus(rest.compareTo(LONGEST) < 0 ? rest : LONGEST);
        }
    }
}
