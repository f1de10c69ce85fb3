package org.duban.task.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.outbox.KafkaConfig;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door to the movable clock exists on one machine only. */
class LocalModeTest {
    private static final Instant NOON = Instant.parse("2023-07-19T04:00:00Z");

    private record Local(boolean enabled, Path clock, Optional<Path> key, boolean watchStdin) implements LocalConfig {
        Local(boolean enabled, Path clock, boolean watchStdin) {
            this(enabled, clock, Optional.of(Path.of("a-key-that-must-not-be-used")), watchStdin);
        }
    }

    private record Broker(String bootstrap, int partitions, short replication) implements KafkaConfig {}

    @TempDir
    Path directory;

    private static void start(boolean local, String database, String broker) {
        new LocalGate(new Local(local, null, false), new Broker(broker, 6, (short) 1), database).customize(null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "jdbc:postgresql://127.0.0.1:5432/duban  | kafka.example:9092",
        "jdbc:postgresql://192.0.2.1:5432/duban  | 127.0.0.1:9092",
        "jdbc:postgresql://127.0.0.1:5432/duban  | 127.0.0.1:9092, 192.0.2.1:9092",
        "jdbc:postgresql://no-such.invalid/duban | 127.0.0.1:9092",
    })
    void itDoesNotStartWhenDatabaseOrBrokerIsElsewhere(String database, String broker) {
        assertThrows(IllegalStateException.class, () -> start(true, database, broker));
        assertDoesNotThrow(() -> start(false, database, broker));
    }

    @Test
    void itStartsOnLoopback() {
        assertDoesNotThrow(() -> start(true, "jdbc:postgresql://127.0.0.1:5432/duban", "127.0.0.1:9092,localhost:9093"));
    }

    @Test
    void outsideItTheClockIsTheMachinesAndThereIsNoDoor() {
        Clock machine = LocalMode.businessClock(new Local(false, directory.resolve("clock"), false));
        LocalResource door = new LocalResource(new Local(false, null, false), machine, null);

        assertFalse(machine instanceof FileClock);
        assertEquals(BusinessDays.ZONE, machine.getZone());
        assertEquals(ProblemCode.NOT_FOUND, assertThrows(ProblemException.class, door::status).code());
        assertEquals(ProblemCode.NOT_FOUND, assertThrows(ProblemException.class,
                () -> door.set(new LocalResource.ClockSetting(NOON, false))).code());
        LocalTokens tokens = new LocalTokens(new Local(false, null, false), "issuer", "audience");
        assertEquals(ProblemCode.NOT_FOUND, assertThrows(ProblemException.class,
                () -> tokens.issue(new LocalTokenResource.TokenRequest("office", null), null)).code());
    }

    @Test
    void theClockStandsStillOrRunsFromWhereItWasSet() {
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        Path file = directory.resolve("clock");
        FileClock clock = new FileClock(file, Clock.fixed(now, BusinessDays.ZONE));
        FileClock anHourLater = new FileClock(file, Clock.fixed(now.plusSeconds(3600), BusinessDays.ZONE));
        assertEquals(now, clock.instant(), "before it was ever set it is the machine's");

        clock.set(NOON, false);
        assertEquals(NOON, anHourLater.instant());

        clock.set(NOON, true);
        assertEquals(NOON.plusSeconds(3600), anHourLater.instant());
        assertTrue(LocalMode.businessClock(new Local(true, file, false)) instanceof FileClock);
    }
}
