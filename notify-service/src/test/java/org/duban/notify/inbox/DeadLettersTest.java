package org.duban.notify.inbox;

import static org.awaitility.Awaitility.await;
import static org.duban.notify.Held.given;
import static org.duban.notify.inbox.Records.EVENTS;
import static org.duban.notify.inbox.Records.LATER_VERSION;
import static org.duban.notify.inbox.Records.OPENED;
import static org.duban.notify.inbox.Records.opened;
import static org.duban.notify.inbox.Records.record;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are not understood: each is kept, told and may be read again, and none holds up the rest. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DeadLettersTest {

    @Inject
    Mailroom mailroom;

    @Inject
    KafkaSettings settings;

    @Inject
    DeadLetterTopic topic;

    private final World world = new World();

    @BeforeEach
    void aDay() {
        World.now("2023-07-19T00:00:00Z");
    }

    @Test
    void theTopicGetsTheRecordAsItCameWithTheReason() {
        byte[] value = {'"', (byte) 0xc3, '"'};
        byte[] key = {(byte) 0xff, 0, 1};
        ProducerRecord<byte[], byte[]> bad = new ProducerRecord<>(EVENTS, 1, key, value);
        bad.headers().add("ce_specversion", new byte[] {'\n', (byte) 0xfe}).add("empty", null);
        World.send(bad);
        mailroom.awaitStored();
        DeadLetter letter = newest();
        await().until(() -> newest().publishedAt != null);

        ConsumerRecord<byte[], byte[]> told = told(letter.id);

        assertThat(told.key(), equalTo(key));
        assertThat(told.value(), equalTo(value));
        assertThat(told.headers().lastHeader("ce_specversion").value(), equalTo(new byte[] {'\n', (byte) 0xfe}));
        assertThat(told.headers().lastHeader("empty").value(), nullValue());
        assertThat(header(told, "reason"), equalTo("not UTF-8"));
        assertThat(header(told, "topic") + header(told, "partition"), equalTo(EVENTS + 1));
        assertThat(header(told, "offset"), equalTo(letter.offset + ""));
        assertThat(topic.tick(), equalTo(false));
    }

    @Test
    void anEventIsReadAgainOnceTheProgramKnowsIt() {
        world.publishExamples("unit-contacts");
        String good = world.example("deadline-opened").get("data").toString();
        send(record(World.bytes(good), headers -> headers.put("ce_type", LATER_VERSION)));
        long id = newest().id;
        replay(id).statusCode(200).body("status", equalTo("OPEN"))
                .body("reason", equalTo("a version that this program does not know: " + LATER_VERSION))
                .body("settledAt", nullValue());

        // As though the program had been upgraded meanwhile: the record is of a version that it knows.
        QuarkusTransaction.requiringNew().run(() -> {
            String headers = DeadLetter.<DeadLetter>findById(id).headers;
            DeadLetter.update("headers = ?1 where id = ?2", headers.replace(base64(LATER_VERSION), base64(OPENED)), id);
        });
        replay(id).statusCode(200).body("status", equalTo("REPLAYED")).body("settledBy", startsWith("office"));
        replay(id).statusCode(200).body("status", equalTo("REPLAYED"));
        mailroom.work();

        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        dismiss(id, "{\"reason\":\"x\"}").statusCode(409).body("code", equalTo("conflict"));
        listed("REPLAYED", id, true);
        listed("OPEN", id, false);
    }

    @Test
    void whatIsGivenUpStaysAndIsNotReadAgain() {
        send(record(World.bytes("{}"), headers -> {}));
        long id = newest().id;
        dismiss(id, "{}").statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        dismiss(id, "{\"reason\":\"测试\"}").statusCode(200)
                .body("status", equalTo("DISMISSED"))
                .body("settledReason", equalTo("测试"));

        replay(id).statusCode(409).body("code", equalTo("conflict"));
        dismiss(id, "{\"reason\":\"x\"}").statusCode(409);
        listed("DISMISSED", id, true);
        replay(Long.MAX_VALUE).statusCode(404);
    }

    /** An older record of contacts would overwrite a newer one. */
    @Test
    void contactsAreNotReadAgain() {
        World.send(new ProducerRecord<>("duban.contacts", World.bytes(world.unit()), World.bytes("{}")));
        mailroom.awaitStored();

        replay(newest().id).statusCode(409);
    }

    @Test
    void aValueThatOnlyTheDatabaseRefusesStaysOpen() {
        send(record(opened(world, data -> ((ObjectNode) data.get("notice")).put("title", "a\0b")), headers -> headers.put("ce_type", OPENED)));

        replay(newest().id).statusCode(200).body("status", equalTo("OPEN")).body("reason", startsWith("its values cannot"));
    }

    @Test
    void aListTellsTheBeginningOfALongValueAndTheLetterAllOfIt() {
        String value = "{\"text\":\"" + "督办".repeat(2000) + "\"}";
        World.send(new ProducerRecord<>(EVENTS, 1, World.bytes("k"), World.bytes(value)));
        mailroom.awaitStored();
        String id = "items.find { it.id == " + newest().id + " }";

        given().auth().oauth2(Tokens.of("reader", null)).queryParam("status", "OPEN").queryParam("limit", 200)
                .get("/api/v1/dead-letters").then().statusCode(200)
                .body(id + ".size", equalTo(World.bytes(value).length))
                .body(id + ".value", nullValue())
                .body(id + ".excerpt", equalTo(value.substring(0, 500) + "…"));
        given().auth().oauth2(Tokens.of("reader", null)).get("/api/v1/dead-letters/" + newest().id).then().statusCode(200)
                .body("value", equalTo(base64(value)))
                .body("excerpt", equalTo(value.substring(0, 500) + "…"));
        given().auth().oauth2(Tokens.of("reader", null)).get("/api/v1/dead-letters/" + Long.MAX_VALUE).then().statusCode(404);
    }

    private void listed(String status, long id, boolean there) {
        given().auth().oauth2(Tokens.of("reader", null)).queryParam("status", status).queryParam("limit", 200)
                .get("/api/v1/dead-letters").then().statusCode(200)
                .body("items.findAll { it.id == " + id + " }", there ? hasSize(1) : hasSize(0))
                .body("items.findAll { it.status != '" + status + "' }", hasSize(0));
    }

    private static ValidatableResponse replay(long id) {
        return given().auth().oauth2(Tokens.of("office", null)).post("/api/v1/dead-letters/" + id + "/replay").then();
    }

    private static ValidatableResponse dismiss(long id, String body) {
        return given().auth().oauth2(Tokens.of("office", null)).contentType("application/json").body(body)
                .post("/api/v1/dead-letters/" + id + "/dismiss").then();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(World.bytes(text));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        World.send(record);
        mailroom.awaitStored();
    }

    private static DeadLetter newest() {
        return QuarkusTransaction.requiringNew().call(() -> DeadLetter.<DeadLetter>find("order by id desc").firstResult());
    }

    private ConsumerRecord<byte[], byte[]> told(long number) {
        TopicPartition only = new TopicPartition("duban.dead-letters", 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", settings.bootstrap()), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            while (true) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(10))) {
                    if (header(each, "number").equals(Long.toString(number))) {
                        return each;
                    }
                }
            }
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader("duban_" + name).value(), StandardCharsets.UTF_8);
    }
}
