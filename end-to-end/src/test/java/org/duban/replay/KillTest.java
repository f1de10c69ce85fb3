package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Map;
import java.util.Random;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.stack.mail.MailStore;
import org.duban.start.ReplayCommand;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service that is killed in the middle of its work and started again loses nothing and repeats nothing unseen. */
class KillTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int UNITS = 32;
    /** Mornings on which every unit is written to, and two on which the offices are. */
    private static final Map<LocalDate, LocalTime> MOMENTS = Map.of(
            day("07-27"), rungs(), day("07-31"), rungs(), day("08-01"), rungs(), day("08-02"), rungs(),
            day("08-08"), rungs(), day("08-15"), rungs(), day("08-22"), rungs(), day("08-29"), rungs(),
            day("07-20"), briefing(), day("08-09"), briefing());

    @TempDir
    Path local;

    private int kills;

    @ParameterizedTest
    @ValueSource(strings = {"task-service", "notify-service"})
    void killedAtTenMomentsOfASilentReplayEveryUnitStillGetsItsNineMails(String service) {
        // Given a replay in which the service is killed when some of a morning's mails have gone, and started again
        long seed = 20230719;
        Random random = new Random(seed);
        Layout layout = Layout.replay(local);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        try (Product product = Product.start(HOME, layout, Ports.free(), ReplayCommand.SETTINGS)) {
            ServiceProcess victim = service.equals("task-service") ? product.tasks() : product.notifications();
            Replay.Disturbance kill = (day, stop) -> {
                if (stop.equals(MOMENTS.get(day))) {
                    int before = accepted(layout.mails());
                    int after = stop.equals(rungs()) ? random.nextInt(UNITS) : 0;
                    awaitAccepted(layout.mails(), before + after);
                    victim.kill();
                    kills++;
                    victim.start();
                    victim.awaitReady();
                }
            };

            // When it is lived through
            ReplayResult result = new Replay(product, new SilentScene(),
                    new PrintStream(lines, true, StandardCharsets.UTF_8), kill).run();

            // Then all has arrived, and only what nobody could know was repeated
            assertAll(() -> assertEquals(MOMENTS.size(), kills),
                    () -> assertEquals(288, result.unitMails()),
                    () -> assertTrue(result.mailsPerUnit().values().stream().allMatch(mails -> mails == 9),
                            () -> "each of the units 9: " + result.mailsPerUnit()),
                    () -> assertEquals(160, result.leaderCopies()),
                    () -> assertEquals(36, result.mailboxMails()),
                    () -> assertEquals(4, result.inspectorateMails()),
                    () -> assertEquals(0, result.lost()),
                    () -> assertEquals(0, result.unknown()),
                    () -> assertTrue(result.duplicates() <= result.ambiguous(),
                            () -> result.duplicates() + " duplicates, " + result.ambiguous() + " ambiguous"));
        }
    }

    private static void awaitAccepted(Path mails, int count) {
        long end = System.nanoTime() + 60_000_000_000L;
        while (accepted(mails) < count) {
            assertTrue(System.nanoTime() < end, "the morning's mails did not come");
            Pause.millis(1);
        }
    }

    private static int accepted(Path mails) {
        try {
            return MailStore.read(mails).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalDate day(String monthDay) {
        return LocalDate.parse("2023-" + monthDay);
    }

    private static LocalTime rungs() {
        return LocalTime.of(8, 30);
    }

    private static LocalTime briefing() {
        return LocalTime.of(8, 40);
    }
}
