package org.duban.task.outbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.outbox.FakeBroker.Fault;
import org.duban.task.trace.Traces;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A relay of its own, over an outbox of its own, and a broker that is away. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RelayTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    private record Broker(String bootstrap, int partitions, short replication) implements KafkaConfig {}

    private record Settings(Duration poll, int batch, Duration retry) implements RelayConfig {}

    @Inject
    KafkaConfig running;

    @Inject
    Traces traces;

    private final UUID id = UUID.randomUUID();

    @BeforeEach
    void makeAnOutbox() throws SQLException {
        Sql.asOwnerOfTheDatabase("create schema if not exists relay_test authorization task_service");
        Sql.update("create table relay_test.outbox (like task.outbox including all)");
        write(id, "unit-" + id);
    }

    @AfterEach
    void dropIt() throws SQLException {
        Sql.update("drop table relay_test.outbox");
    }

    private static void write(UUID id, String key) throws SQLException {
        Sql.update("insert into relay_test.outbox (id, topic, key, type, subject, time, data)"
                + " values (?, 'duban.events', ?, 'org.duban.test.v1', 'x', '2023-07-19T00:00:00Z', '{}')", id, key);
    }

    private Relay relay(String bootstrap, int batch) throws SQLException {
        return relay(new KafkaLink(new Broker(bootstrap, 6, (short) 1)), batch);
    }

    private Relay relay(KafkaLink kafka, int batch) throws SQLException {
        return relay(kafka, batch, Duration.ZERO);
    }

    private Relay relay(KafkaLink kafka, int batch, Duration retry) throws SQLException {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(Sql.url());
        database.setUser("task_service");
        database.setCurrentSchema("relay_test,task");
        return new Relay(database, kafka, new Publications(), new Settings(Duration.ofHours(1), batch, retry), traces);
    }

    private static long unpublished() {
        return Sql.count("select count(*) from relay_test.outbox where position is null");
    }

    /** The service's own relay may hold the lock at this moment, so it tries until it had it. */
    private static void publishAll(Relay relay) {
        await().atMost(BOUND).until(() -> {
            relay.tick();
            return unpublished() == 0;
        });
    }

    private List<String> received() {
        return KafkaTap.all().stream().filter(e -> e.key().equals("unit-" + id)).map(KafkaTap.Received::id).toList();
    }

    @Test
    void anEventWaitsWhileTheBrokerIsAwayAndIsPublishedLaterWithItsId() throws SQLException, IOException {
        Relay relayWithoutBroker = relay("127.0.0.1:" + closedPort(), 10);

        await().atMost(BOUND).untilAsserted(() -> assertThrows(IllegalStateException.class, relayWithoutBroker::tick));
        assertEquals(1, unpublished());

        publishAll(relay(running.bootstrap(), 10));
        assertEquals(List.of(id.toString()), received());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void anEventOfWhichTheMarkWasLostIsPublishedAgainWithTheSameId() throws SQLException {
        Relay relay = relay(running.bootstrap(), 10);
        publishAll(relay);

        Sql.update("update relay_test.outbox set position = null, published_at = null");
        publishAll(relay);

        assertEquals(List.of(id.toString(), id.toString()), received());
    }

    @Test
    void whatCannotBePublishedHoldsBackItsKeyOnly() throws SQLException {
        write(UUID.randomUUID(), "other");
        Sql.update("insert into relay_test.outbox (id, topic, key, type, subject, time, data) values (gen_random_uuid(),"
                + " 'duban.events', 'too-large', 't', 'x', now(), repeat('x', 5000000))");
        write(UUID.randomUUID(), "too-large");
        write(UUID.randomUUID(), "other");

        Relay relay = relay(running.bootstrap(), 10);
        await().atMost(BOUND).until(() -> {
            relay.tick();
            return unpublished() == 2;
        });

        assertEquals(List.of("too-large", "too-large"), Sql.rows("select key from relay_test.outbox where position is null"));
        assertEquals(List.of(), KafkaTap.all().stream().filter(e -> e.key().equals("too-large")).toList(),
                "nor is what follows it sent before it");
    }

    /** More than a batch waits behind it. */
    @Test
    void otherKeysGoOnHoweverMuchWaitsBehindAFailure() throws SQLException {
        Sql.update("insert into relay_test.outbox (id, topic, key, type, subject, time, data) values (gen_random_uuid(),"
                + " 'duban.events', 'too-large', 't', 'x', now(), repeat('x', 5000000))");
        for (int n = 0; n < 20; n++) {
            write(UUID.randomUUID(), "too-large");
        }
        write(UUID.randomUUID(), "other");

        Relay relay = relay(running.bootstrap(), 5);
        await().atMost(BOUND).until(() -> {
            relay.tick();
            return unpublished() == 21;
        });

        assertEquals(List.of("too-large"), Sql.rows("select distinct key from relay_test.outbox where position is null"));
    }

    @Test
    void whatFailedIsNotTriedAgainAtOnceAndItsKeyWaits() throws SQLException {
        FakeBroker broker = new FakeBroker(false);
        Relay relay = relay(broker, 10, Duration.ofHours(1));
        broker.next(Fault.ALL_FAIL, () -> 0);
        await().atMost(BOUND).until(() -> {
            relay.tick();
            return broker.rounds() == 1;
        });

        write(UUID.randomUUID(), "unit-" + id);
        write(UUID.randomUUID(), "other");
        await().atMost(BOUND).until(() -> {
            relay.tick();
            return broker.rounds() == 2;
        });

        assertEquals(List.of("other"), broker.log().stream().map(FakeBroker.Copy::key).toList());
    }

    @Test
    void afterAFailureTheFirstOfItsKeyIsTriedAlone() throws SQLException {
        write(UUID.randomUUID(), "unit-" + id);
        write(UUID.randomUUID(), "unit-" + id);
        FakeBroker broker = new FakeBroker(false);
        Relay relay = relay(broker, 10);
        List<List<UUID>> kept = new ArrayList<>();
        for (Fault fault : List.of(Fault.ACK_LOST, Fault.ACK_LOST, Fault.NONE, Fault.NONE)) {
            int before = broker.log().size();
            int rounds = broker.rounds();
            broker.next(fault, () -> 0);
            await().atMost(BOUND).until(() -> {
                relay.tick();
                return broker.rounds() > rounds;
            });
            kept.add(broker.log().subList(before, broker.log().size()).stream().map(FakeBroker.Copy::id).toList());
        }

        List<UUID> all = Sql.rows("select id from relay_test.outbox order by seq").stream().map(UUID::fromString).toList();
        assertEquals(List.of(all, all.subList(0, 1), all.subList(0, 1), all.subList(1, 3)), kept);
    }

    @Test
    void aFullBatchIsFollowedByTheNext() throws SQLException {
        write(UUID.randomUUID(), "unit-" + id);
        Relay relay = relay(running.bootstrap(), 2);

        await().atMost(BOUND).until(relay::tick);

        assertEquals(0, unpublished());
        assertEquals(List.of("1", "2"), Sql.rows("select position from relay_test.outbox order by seq"));
    }

    @Test
    void oneRelayIsActiveAtATime() throws Exception {
        Relay relay = relay(running.bootstrap(), 10);
        try (var connection = Sql.connect(); var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            await().atMost(BOUND).until(() -> {
                var got = statement.executeQuery("select pg_try_advisory_xact_lock(%d)".formatted(Relay.LOCK));
                return got.next() && got.getBoolean(1);
            });

            relay.tick();

            assertEquals(1, unpublished());
        }
        publishAll(relay);
    }
}
