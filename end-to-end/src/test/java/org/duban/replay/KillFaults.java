package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.start.ReplayCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both services are killed again and again in the middle of their work, at random (F1 of the fault matrix). */
class KillFaults {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final int WANTED = 100;
    /** The work of a morning takes about so long. */
    private static final int LONGEST_MILLIS = 1500;
    private static final LocalTime EVENING = LocalTime.of(17, 30);

    @TempDir
    Path local;

    private int kills;

    @Test
    void killedAtEachStopOfASilentReplayEveryUnitStillGetsItsNineMails() {
        // Given a replay in which both services are killed at each stop, each at its own random moment, and started again
        long seed = Long.getLong("faults.seed", 20230719);
        System.out.println("-Dfaults.seed=" + seed);
        Random random = new Random(seed);
        try (Product product = Product.start(HOME, Layout.replay(local), Ports.free(), ReplayCommand.SETTINGS)) {
            Replay.Disturbance disturbance = (day, stop) -> {
                // On the evening of a silent replay there is nothing to do.
                int times = stop.equals(EVENING) ? 0 : 2;
                for (int i = 0; i < times; i++) {
                    CompletableFuture<Void> other = killed(product.tasks(), random.nextInt(LONGEST_MILLIS));
                    killed(product.notifications(), random.nextInt(LONGEST_MILLIS)).join();
                    other.join();
                    kills++;
                }
            };

            // When it is lived through
            ReplayResult result = new Replay(product, new SilentScene(),
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), disturbance).run();

            // Then all has arrived, and only what nobody could know was repeated
            FaultTable.add("SIGKILL of each service", kills, result);
            assertAll(() -> assertTrue(kills >= WANTED, () -> "kills: " + kills),
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

    private static CompletableFuture<Void> killed(ServiceProcess victim, int afterMillis) {
        return CompletableFuture.runAsync(() -> {
            Pause.millis(afterMillis);
            victim.kill();
            victim.start();
            victim.awaitReady();
        });
    }
}
