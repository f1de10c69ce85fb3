package org.duban.replay;

import static org.duban.replay.SilentReplay.BRIEFING;
import static org.duban.replay.SilentReplay.EVENING;
import static org.duban.replay.SilentReplay.RUNGS;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
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

/** Services that die at the worst moments, ten of them on one morning: nothing is lost, nothing is repeated unseen. */
class FailpointTest {
    /** The day before, the sample is dispatched. */
    private static final LocalDate EVE = LocalDate.of(2023, 7, 26);
    /** Three working days before the day of all: every unit is reminded. */
    private static final LocalDate MORNING = LocalDate.of(2023, 7, 27);

    @TempDir
    Path local;

    @Test
    void whateverStepTheyDieAtEveryUnitIsRemindedOnce() {
        // Given a morning on which all goes through proxies that kill a service when they see it at a certain step
        Ports ports = FreePorts.known();
        try (FaultProxy database = new FaultProxy(ports.stack().postgres());
                FaultProxy smtp = new FaultProxy(ports.stack().smtp());
                Product product = Product.start(SilentReplay.HOME, Layout.replay(local), ports, settings(database, smtp))) {
            Failpoints tasks = ofTasks(product.tasks(), database);
            Failpoints notifications = ofNotifications(product.notifications(), database, smtp);
            Replay.Disturbance meet = (day, time) -> {
                if (day.equals(EVE) && time.equals(EVENING)) {
                    for (FaultProxy place : List.of(database, smtp)) {
                        place.tap((connection, way, piece) -> {
                            tasks.see(place, connection, way, piece);
                            notifications.see(place, connection, way, piece);
                        });
                    }
                } else if (day.equals(MORNING) && time.equals(RUNGS)) {
                    tasks.awaitStruck(3);
                    notifications.awaitStruck(6);
                } else if (day.equals(MORNING) && time.equals(BRIEFING)) {
                    tasks.awaitStruck(4);
                }
            };

            // When it is lived through
            ReplayResult result = SilentReplay.run(product, meet, EVE, MORNING);

            // Then all has arrived, and only what nobody could know was repeated
            assertAll(() -> assertEquals(2 * 32, result.unitMails(), "the dispatch, a reminder"),
                    () -> assertEquals(2, result.mailboxMails(), "the record of the dispatch, a briefing"),
                    () -> assertEquals(0, result.lost()),
                    () -> assertEquals(0, result.unknown()),
                    () -> assertTrue(result.ambiguous() > 0),
                    () -> assertTrue(result.duplicates() <= result.ambiguous(),
                            () -> result.duplicates() + " duplicates, " + result.ambiguous() + " ambiguous"));
        }
    }

    private static Failpoints ofTasks(ServiceProcess tasks, FaultProxy database) {
        return new Failpoints(tasks)
                .at("rungs are fired, not committed", database, "update deadline d set", Way.TO_SERVER, "COMMIT")
                .at("rungs are committed, nobody knows", database, "insert into outbox", Way.TO_CLIENT, "COMMIT")
                .at("Kafka has it, it is not marked", database, "", Way.TO_SERVER, "update outbox set published_at")
                .at("a briefing is written, not committed", database, "insert into outbox", Way.TO_SERVER, "COMMIT");
    }

    private static Failpoints ofNotifications(ServiceProcess notifications, FaultProxy database, FaultProxy smtp) {
        return new Failpoints(notifications)
                .at("an event is stored, not committed", database, "insert into inbox", Way.TO_SERVER, "COMMIT")
                .at("events are stored, Kafka is not told", database, "insert into inbox", Way.TO_CLIENT, "COMMIT")
                .at("SENDING is committed, nothing is sent", smtp, "", Way.TO_SERVER, "MAIL FROM")
                .at("the final dot never comes", smtp, "", Way.TO_SERVER, ".\r\n")
                .at("the server has it, its 250 never comes", smtp, ".\r\n", Way.TO_CLIENT, "250")
                .at("it is sent and recorded, not committed", database, "update notify.attempt", Way.TO_SERVER, "COMMIT");
    }

    private static Map<String, String> settings(FaultProxy database, FaultProxy smtp) {
        Map<String, String> settings = new HashMap<>(ReplayCommand.SETTINGS);
        // Every statement's text is on the wire each time.
        settings.put("DUBAN_DB_URL", "jdbc:postgresql://127.0.0.1:%d/duban?prepareThreshold=0".formatted(database.port()));
        settings.put("DUBAN_SMTP_PORT", String.valueOf(smtp.port()));
        return settings;
    }
}
