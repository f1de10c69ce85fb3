package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final int WANTED = 100;
    /** Mornings on which every unit is written to. */
    private static final Set<LocalDate> RUNG_DAYS = Stream.of("07-27", "07-31", "08-01", "08-02", "08-08", "08-15", "08-22", "08-29")
            .map(day -> LocalDate.parse("2023-" + day)).collect(Collectors.toSet());
    /** The work of a morning takes about so long. */
    private static final int LONGEST_MILLIS = 1500;

    @TempDir
    Path local;

    private int kills;

    @Test
    void killedAtEachStopOfASilentReplayEveryUnitStillGetsItsNineMails() {
        // Given a replay in which both services are killed at each stop, each at its own random moment, and started again
        long seed = Long.getLong("faults.seed", 20230719);
        System.out.println("-Dfaults.seed=" + seed);
        Random random = new Random(seed);
        try (Product product = Product.start(SilentReplay.HOME, Layout.replay(local), Ports.free(), ReplayCommand.SETTINGS)) {
            Replay.Disturbance disturbance = (day, stop) -> {
                int times = stop.equals(SilentReplay.EVENING) ? 0 : stop.equals(SilentReplay.RUNGS) && RUNG_DAYS.contains(day) ? 3 : 1;
                for (int i = 0; i < times; i++) {
                    CompletableFuture<Void> other = killed(product.tasks(), random.nextInt(LONGEST_MILLIS));
                    killed(product.notifications(), random.nextInt(LONGEST_MILLIS)).join();
                    other.join();
                    kills++;
                }
            };

            // When it is lived through
            ReplayResult result = SilentReplay.run(product, disturbance);

            // Then all has arrived, and only what nobody could know was repeated
            FaultTable.add("SIGKILL of each service", kills, result);
            assertTrue(kills >= WANTED, () -> "kills: " + kills);
            SilentReplay.assertWhole(result);
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
