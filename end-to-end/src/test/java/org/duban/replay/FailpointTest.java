package org.duban.replay;

import static org.duban.replay.SilentReplay.BRIEFING;
import static org.duban.replay.SilentReplay.EVENING;
import static org.duban.replay.SilentReplay.RUNGS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.product.Layout;
import org.duban.product.Ports;
import org.duban.product.Product;
import org.duban.product.ServiceProcess;
import org.duban.stack.fault.FaultProxy;
import org.duban.stack.fault.FaultProxy.Way;
import org.duban.start.ReplayCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that dies at the worst moment, each of them once in one replay: nothing is lost, nothing is repeated unseen. */
class FailpointTest {
    private record Stop(LocalDate day, LocalTime time) {}

    @TempDir
    Path local;

    private final Map<Stop, Failpoint> points = new LinkedHashMap<>();
    private final Map<Stop, FaultProxy> places = new HashMap<>();
    private int struck;

    @Test
    void atEachFailpointOnceEveryUnitStillGetsItsNineMails() {
        // Given a replay in which all goes through proxies that kill a service when they see it at a certain step
        Ports ports = FreePorts.known();
        try (FaultProxy database = new FaultProxy(ports.stack().postgres());
                FaultProxy smtp = new FaultProxy(ports.stack().smtp());
                Product product = Product.start(SilentReplay.HOME, Layout.replay(local), ports, settings(database, smtp))) {
            script(product.tasks(), product.notifications(), database, smtp);
            Stop[] armed = {null};
            Replay.Disturbance disturbance = (day, time) -> {
                Stop now = new Stop(day, time);
                if (now.equals(armed[0])) {
                    points.get(now).awaitStruck();
                    places.get(now).tap(null);
                    struck++;
                }
                Stop next = next(now);
                if (points.containsKey(next)) {
                    places.get(next).tap(points.get(next));
                    armed[0] = next;
                }
            };

            // When it is lived through
            ReplayResult result = SilentReplay.run(product, disturbance);

            // Then all has arrived, and only what nobody could know was repeated
            assertEquals(points.size(), struck);
            SilentReplay.assertWhole(result);
        }
    }

    /** Mornings on which every unit is written to, and briefings on mornings without. */
    private void script(ServiceProcess tasks, ServiceProcess notify, FaultProxy database, FaultProxy smtp) {
        at("07-20", BRIEFING, database, new Failpoint("a briefing is written, not committed", tasks, "insert into outbox", Way.TO_SERVER, "COMMIT"));
        at("07-21", BRIEFING, database, new Failpoint("an event is stored, not committed", notify, "insert into inbox", Way.TO_SERVER, "COMMIT"));
        at("07-24", BRIEFING, database, new Failpoint("Kafka has it, it is not marked", tasks, "", Way.TO_SERVER, "update outbox set published_at"));
        at("07-25", BRIEFING, database, new Failpoint("it is marked, not committed", tasks, "update outbox set published_at", Way.TO_SERVER, "COMMIT"));
        at("07-27", RUNGS, database, new Failpoint("rungs are claimed, not fired", tasks, "", Way.TO_SERVER, "update deadline d set"));
        at("07-31", RUNGS, database, new Failpoint("rungs are fired, not committed", tasks, "update deadline d set", Way.TO_SERVER, "COMMIT"));
        at("08-01", RUNGS, database, new Failpoint("rungs are committed, nobody knows", tasks, "insert into outbox", Way.TO_CLIENT, "COMMIT"));
        at("08-02", RUNGS, database, new Failpoint("events are stored, Kafka is not told", notify, "insert into inbox", Way.TO_CLIENT, "COMMIT"));
        at("08-08", RUNGS, smtp, new Failpoint("SENDING is committed, nothing is sent", notify, "", Way.TO_SERVER, "MAIL FROM"));
        at("08-15", RUNGS, smtp, new Failpoint("the final dot never comes", notify, "", Way.TO_SERVER, ".\r\n"));
        at("08-22", RUNGS, smtp, new Failpoint("the server has it, its 250 never comes", notify, ".\r\n", Way.TO_CLIENT, "250"));
        at("08-29", RUNGS, database, new Failpoint("it is sent, not recorded", notify, "", Way.TO_SERVER, "update notify.attempt"));
        at("08-30", BRIEFING, database, new Failpoint("it is recorded, not committed", notify, "update notify.attempt", Way.TO_SERVER, "COMMIT"));
    }

    private void at(String monthDay, LocalTime time, FaultProxy place, Failpoint point) {
        Stop stop = new Stop(LocalDate.parse("2023-" + monthDay), time);
        points.put(stop, point);
        places.put(stop, place);
    }

    private static Stop next(Stop stop) {
        if (stop.time().equals(EVENING)) {
            return new Stop(stop.day().plusDays(1), RUNGS);
        }
        return new Stop(stop.day(), stop.time().equals(RUNGS) ? BRIEFING : EVENING);
    }

    private static Map<String, String> settings(FaultProxy database, FaultProxy smtp) {
        Map<String, String> settings = new HashMap<>(ReplayCommand.SETTINGS);
        // Every statement's text is on the wire each time.
        settings.put("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban?prepareThreshold=0".formatted(database.port()));
        settings.put("DUBAN_SMTP_PORT", String.valueOf(smtp.port()));
        return settings;
    }
}
