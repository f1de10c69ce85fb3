package org.duban.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.duban.product.Layout;
import org.duban.product.Pause;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Mode;
import org.duban.start.ReplayCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network between the services, the database and the mail server fails in the middle of each morning (F5, F7). */
class NetworkFaults {
    private static final int LONGEST_MILLIS = 500;
    private static final int A_WHILE_MILLIS = 1500;

    private enum Fault {
        DATABASE_CUT, DATABASE_STALLS, DATABASE_REFUSES, DATABASE_LATE, MAIL_SERVER_STALLS, MAIL_SERVER_LATE,
        /** Few: what it hits is tried again after a minute. */
        MAIL_SERVER_CUT
    }

    @TempDir
    Path local;

    private final Map<Fault, Integer> done = new EnumMap<>(Fault.class);
    private int turn;

    @Test
    void whateverTheNetworkDoesEveryUnitGetsItsNineMails() {
        // Given a replay in which the network fails at each stop, each time in another way
        Random random = new Random(20230719);
        Ports ports = FreePorts.known();
        try (FaultProxy database = new FaultProxy(ports.stack().postgres());
                FaultProxy smtp = new FaultProxy(ports.stack().smtp());
                Product product = Product.start(SilentReplay.HOME, Layout.replay(local), ports, settings(database, smtp))) {
            Replay.Disturbance disturbance = (day, stop) -> {
                if (!stop.equals(SilentReplay.EVENING)) {
                    Pause.millis(random.nextInt(LONGEST_MILLIS));
                    Fault fault = next();
                    befall(fault, fault.name().startsWith("DATABASE") ? database : smtp);
                    done.merge(fault, 1, Integer::sum);
                }
            };

            // When it is lived through
            ReplayResult result = SilentReplay.run(product, disturbance);

            // Then all has arrived, and only what nobody could know was repeated
            done.forEach((fault, times) -> FaultTable.add("network " + fault, times, result));
            assertEquals(Fault.values().length, done.size());
            assertTrue(database.cuts() > 0 && smtp.cuts() > 0, "connections were cut");
            SilentReplay.assertWhole(result);
        }
    }

    private Fault next() {
        turn++;
        List<Fault> often = List.of(Fault.values()).subList(0, Fault.MAIL_SERVER_CUT.ordinal());
        return turn % 29 == 0 ? Fault.MAIL_SERVER_CUT : often.get(turn % often.size());
    }

    private static void befall(Fault fault, FaultProxy proxy) {
        switch (fault) {
            case DATABASE_CUT, MAIL_SERVER_CUT -> proxy.cut();
            case DATABASE_STALLS, MAIL_SERVER_STALLS -> hold(proxy, Mode.STALL);
            case DATABASE_LATE, MAIL_SERVER_LATE -> hold(proxy, Mode.DELAY);
            case DATABASE_REFUSES -> {
                proxy.mode(Mode.REFUSE);
                proxy.cut();
                Pause.millis(A_WHILE_MILLIS);
                proxy.mode(Mode.PASS);
            }
        }
    }

    private static void hold(FaultProxy proxy, Mode mode) {
        proxy.mode(mode);
        Pause.millis(A_WHILE_MILLIS);
        proxy.mode(Mode.PASS);
    }

    private static Map<String, String> settings(FaultProxy database, FaultProxy smtp) {
        Map<String, String> settings = new HashMap<>(ReplayCommand.SETTINGS);
        settings.put("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban".formatted(database.port()));
        settings.put("DUBAN_SMTP_PORT", String.valueOf(smtp.port()));
        return settings;
    }
}
