package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Random;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.start.ReplayCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is asked to stop (SIGTERM) in the middle of its work finishes what it has begun: nothing is in doubt (F19). */
class StopFaults {
    private static final int WANTED = 40;
    private static final int LONGEST_MILLIS = 1000;

    @TempDir
    Path local;

    private int stops;

    @Test
    void stoppedAtEachRungAndBriefingNothingIsRepeated() {
        Random random = new Random(20230719);
        try (Product product = Product.start(SilentReplay.HOME, Layout.replay(local), Ports.free(), ReplayCommand.SETTINGS)) {
            Replay.Disturbance disturbance = (day, stop) -> {
                if (stop.equals(day.getDayOfMonth() % 2 == 0 ? SilentReplay.RUNGS : SilentReplay.BRIEFING)) {
                    Pause.millis(random.nextInt(LONGEST_MILLIS));
                    ServiceProcess asked = stops++ % 2 == 0 ? product.notifications() : product.tasks();
                    asked.close();
                    asked.start();
                    asked.awaitReady();
                }
            };
            ReplayResult result = SilentReplay.run(product, disturbance);
            FaultTable.add("SIGTERM of a service", stops, result);
            assertTrue(stops >= WANTED, () -> "stops: " + stops);
            assertEquals(0, result.ambiguous());
            assertEquals(0, result.duplicates());
            SilentReplay.assertWhole(result);
        }
    }
}
