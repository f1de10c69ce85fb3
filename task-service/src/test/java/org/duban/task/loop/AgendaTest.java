package org.duban.task.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private static final Instant NOW = Instant.parse("2023-07-26T00:30:00Z");
    private static final Duration POLL = Duration.ofSeconds(1);

    private int ticks;

    private Duration rest(Instant earliest, boolean found) {
        return new Agenda(() -> earliest, Clock.fixed(NOW, ZoneOffset.UTC), POLL, () -> {
            ticks++;
            return found;
        }).get();
    }

    @Test
    void whatIsDueIsDoneAndThereMayBeMore() {
        assertEquals(Duration.ZERO, rest(NOW, true));
        assertEquals(Duration.ZERO, rest(NOW.minusSeconds(1), true));
        assertEquals(2, ticks);
    }

    @Test
    void itRestsUntilTheNextMomentButNoLongerThanThePoll() {
        assertEquals(Duration.ofMillis(3), rest(NOW.plusMillis(3), true));
        assertEquals(POLL, rest(NOW.plusSeconds(3), true));
        assertEquals(POLL, rest(null, true));
        assertEquals(0, ticks);
    }

    @Test
    void itTellsHowLongTheFirstHasBeenDue() {
        Instant[] earliest = {NOW.minusSeconds(90)};
        Agenda agenda = new Agenda(() -> earliest[0], Clock.fixed(NOW, ZoneOffset.UTC), POLL, () -> false);

        agenda.get();
        assertEquals(Duration.ofSeconds(90), agenda.late());
        earliest[0] = NOW.plusSeconds(1);
        agenda.get();
        assertEquals(Duration.ZERO, agenda.late());
    }

    @Test
    void whatIsDueAndNotToBeHadIsNotAskedForAgainAtOnce() {
        assertEquals(POLL, rest(NOW, false));
    }
}
