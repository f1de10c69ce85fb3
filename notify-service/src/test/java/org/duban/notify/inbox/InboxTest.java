package org.duban.notify.inbox;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Kafka may bring. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class InboxTest {

    @Inject
    Mailroom mailroom;

    @Inject
    KafkaSettings settings;

    @Inject
    Broker broker;

    @Inject
    DataSource dataSource;

    private final World world = new World();

    @BeforeEach
    void aDay() {
        World.now("2023-07-19T00:00:00Z");
    }

    @Test
    void poisonIsKeptWithItsReasonAndStopsNothing() {
        byte[] good = World.bytes(world.example("deadline-opened").get("data").toString());
        poison("no value", record("duban.events", null, headers -> {}));
        poison("no header ce_id", record("duban.events", good, headers -> headers.remove("ce_id")));
        poison("ce_id is not a UUID", record("duban.events", good, headers -> headers.put("ce_id", "7")));
        poison("ce_time is not", record("duban.events", good, headers -> headers.put("ce_time", "yesterday")));
        poison(
                "ce_specversion is not 1.0",
                record("duban.events", good, headers -> headers.put("ce_specversion", "0.3")));
        poison(
                "a version that this program does not know: org.duban.deadline.opened.v2",
                record("duban.events", good, headers -> headers.put("ce_type", "org.duban.deadline.opened.v2")));
        poison("unknown type", record("duban.events", good, headers -> headers.put("ce_type", "org.duban.weather.v1")));
        poison("not JSON", record("duban.events", World.bytes("{\"day\":"), headers -> {}));
        poison("not UTF-8", record("duban.events", new byte[] {'"', (byte) 0xc3, '"'}, headers -> {}));
        poison("does not fit at ''", record("duban.events", World.bytes("[]"), headers -> {}));
        poison("misses notice", record("duban.events", World.bytes("{\"day\":\"2023-07-19\"}"), headers -> {}));
        poison(
                "data misses rung",
                record("duban.events", good, headers -> headers.put("ce_type", "org.duban.rung.fired.v1")));
        poison(
                "misses deadline.id",
                record(
                        "duban.events",
                        changed(data -> ((ObjectNode) data.get("deadline")).remove("id")),
                        headers -> {}));
        poison(
                "does not fit at 'workingDaysLeft'",
                record("duban.events", changed(data -> data.put("workingDaysLeft", "soon")), headers -> {}));
        poison(
                "its values cannot be stored",
                record(
                        "duban.events",
                        changed(data -> ((ObjectNode) data.get("notice")).put("title", "a\0b")),
                        headers -> {}));
        poison("unknown type", record("duban.contacts", good, headers -> {}));

        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void anEventIsPlannedOnceThoughItComesInTwoBatches() {
        world.publishExamples("unit-contacts", "deadline-opened");
        mailroom.work();
        world.publishExamples("deadline-opened");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void aTombstoneTakesTheContactsAway() {
        world.publishExamples("unit-contacts", "notice-mailbox");
        World.send(new ProducerRecord<>("duban.contacts", World.bytes(world.unit()), null));
        World.send(new ProducerRecord<>(
                "duban.contacts", World.bytes(world.notice().toString()), null));
        world.publishExamples("deadline-opened", "notice-dispatched");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), empty());
        assertThat(world.inboxOf(world.mailbox()), empty());
        world.publishExamples("unit-contacts", "notice-mailbox");
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        assertThat(world.inboxOf(world.mailbox()), hasSize(1));
    }

    /** As a database does that is down: the statement fails, and not for the values' sake. */
    @Test
    void nothingIsSkippedWhileTheDatabaseFails() throws Exception {
        execute("alter table inbox rename to inbox_away");
        try {
            world.publishExamples("unit-contacts", "deadline-opened");
            await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(10)).until(() -> broker.lag() > 0);
        } finally {
            execute("alter table inbox_away rename to inbox");
        }
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    private void execute(String statement) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void unknownFieldsAreLetBe() {
        world.publish(
                world.example("unit-contacts"),
                world.example(
                        "deadline-opened",
                        event -> ((ObjectNode) event.get("data").get("notice")).put("colour", "red")));
        mailroom.work();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
    }

    @Test
    void topicsAreCreatedAsTheContractSays() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrap()))) {
            ConfigResource contacts = new ConfigResource(ConfigResource.Type.TOPIC, "duban.contacts");
            ConfigResource events = new ConfigResource(ConfigResource.Type.TOPIC, "duban.events");
            var configs = admin.describeConfigs(List.of(contacts, events)).all().get();
            assertThat(configs.get(contacts).get("cleanup.policy").value(), equalTo("compact"));
            assertThat(configs.get(events).get("retention.ms").value(), equalTo("7776000000"));
            assertThat(
                    admin.describeTopics(List.of("duban.events"))
                            .allTopicNames()
                            .get()
                            .get("duban.events")
                            .partitions(),
                    hasSize(6));
        }
    }

    private void poison(String reason, ProducerRecord<byte[], byte[]> record) {
        World.send(record);
        mailroom.awaitStored();
        List<String> reasons = QuarkusTransaction.requiringNew()
                .call(() -> DeadLetter.<DeadLetter>find("order by id desc").page(0, 1).list().stream()
                        .map(letter -> letter.reason)
                        .toList());
        assertThat(reasons, hasItem(containsString(reason)));
    }

    private byte[] changed(Consumer<ObjectNode> change) {
        return World.bytes(world.example("deadline-opened", event -> change.accept((ObjectNode) event.get("data")))
                .get("data")
                .toString());
    }

    private ProducerRecord<byte[], byte[]> record(String topic, byte[] value, Consumer<Map<String, String>> change) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "ce_specversion", "1.0",
                "ce_id", UUID.randomUUID().toString(),
                "ce_type", "org.duban.deadline.opened.v1",
                "ce_source", "/duban/task-service",
                "ce_time", "2023-07-19T00:00:00Z"));
        change.accept(headers);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, World.bytes(world.unit()), value);
        headers.forEach((name, text) -> record.headers().add(name, World.bytes(text)));
        return record;
    }
}
