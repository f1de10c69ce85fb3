package org.duban.task.outbox;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.listing.Cursors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET /events: the same as on Kafka, nothing skipped, nothing twice. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class EventFeedTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @Inject
    Publications publications;

    @Inject
    Cursors cursors;

    private final String key = "feed-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    void settle() {
        BusinessClock.set("2023-07-19T08:00");
    }

    private static void write(Statement sql, String topic, String key, String subject) throws SQLException {
        sql.execute("insert into outbox (id, topic, key, type, subject, time, data) values (gen_random_uuid(), '%s', '%s',"
                .formatted(topic, key) + " 'org.duban.test.v1', '%s', '2023-07-19T00:00:00Z', '{\"n\":1}')".formatted(subject));
    }

    private static void write(String key, String subject) throws SQLException {
        try (Connection connection = Sql.connect(); Statement sql = connection.createStatement()) {
            write(sql, "duban.events", key, subject);
        }
    }

    private JsonPath read(String query) {
        return As.unit(key).get("/events" + (query.isEmpty() ? "" : "?" + query)).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void theyAreThoseOnKafka() throws IOException {
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        fixture.acknowledge(fixture.assignment(unit), unit);
        BusinessClock.settle();

        JsonNode items = KafkaTap.JSON.readTree(As.unit(unit).get("/events").asByteArray()).path("items");

        List<KafkaTap.Received> onKafka = KafkaTap.ofNotice(fixture.notice()).stream().filter(e -> e.key().equals(unit)).toList();
        assertEquals(2, onKafka.size());
        for (int i = 0; i < onKafka.size(); i++) {
            JsonNode item = items.get(i);
            Map<String, String> headers = onKafka.get(i).headers();
            assertEquals(onKafka.get(i).data(), item.path("data"));
            headers.forEach((name, value) -> assertEquals(value,
                    item.path(name.equals("content-type") ? "datacontenttype" : name.replaceFirst("^ce_", "")).asText(), name));
            assertEquals(headers.size() + 1, item.size(), "the attributes and data, nothing more");
        }
        assertEquals(onKafka.size(), items.size());
    }

    @Test
    void whatCommitsLaterThanItsSuccessorIsNeitherSkippedNorDoubled() throws SQLException {
        String next;
        try (Connection slow = Sql.connect(); Statement sql = slow.createStatement()) {
            // Given: the first in the outbox commits last
            slow.setAutoCommit(false);
            write(sql, "duban.events", key, "first");
            write(key, "second");
            BusinessClock.settle();

            // When: a reader has been here before it was committed
            JsonPath page = read("");
            assertEquals(List.of("second"), page.getList("items.subject"));
            next = page.getString("next");
            slow.commit();
        }
        BusinessClock.settle();

        // Then
        await().atMost(BOUND).untilAsserted(() ->
                assertEquals(List.of("first"), read("after=" + next).getList("items.subject")));
        assertEquals(List.of("second", "first"), read("").getList("items.subject"));
    }

    @Test
    void manyWritersAtOnceAreReadWithoutGapOrRepeat() {
        int writers = 4;
        int each = 50;
        CompletableFuture<?>[] writing = IntStream.range(0, writers).mapToObj(w -> CompletableFuture.runAsync(() -> {
            try {
                for (int n = 0; n < each; n++) {
                    write(key, w + "-" + n);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        })).toArray(CompletableFuture[]::new);

        List<String> seen = new ArrayList<>();
        String after = "";
        while (seen.size() < writers * each) {
            JsonPath page = read("limit=7&waitSeconds=5" + after);
            assertFalse(page.getList("items").isEmpty(), () -> "nothing after " + seen.size());
            seen.addAll(page.getList("items.subject"));
            after = "&after=" + page.getString("next");
        }

        CompletableFuture.allOf(writing).join();
        assertEquals(writers * each, new HashSet<>(seen).size());
        assertEquals(List.of(), read("limit=7" + after).getList("items"));
    }

    @Test
    void aWaitEndsAsSoonAsSomethingIsPublished() throws SQLException {
        String next = read("").getString("next");
        CompletableFuture<Response> waiting = later(As.unit(key), "/events?waitSeconds=30&after=" + next);
        await().atMost(BOUND).until(() -> publications.waiting() > 0);

        long start = System.nanoTime();
        write(key, "news");

        Response answer = waiting.join();
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(10).toNanos());
        answer.then().statusCode(200).body("items.subject", contains("news"));
    }

    @Test
    void aWaitInVainIsAnsweredWithNothingAndTheSamePlace() {
        String next = read("").getString("next");

        JsonPath answer = read("waitSeconds=1&after=" + next);

        assertEquals(List.of(), answer.getList("items"));
        assertEquals(next, answer.getString("next"));
        assertEquals(0, publications.waiting(), "nobody is left waiting");
    }

    @Test
    void thosePublishedByAnotherInstanceAreSeenToo() throws SQLException {
        String next = read("").getString("next");
        CompletableFuture<Response> waiting = later(As.unit(key), "/events?waitSeconds=30&after=" + next);
        await().atMost(BOUND).until(() -> publications.waiting() > 0);

        Sql.update("insert into outbox (id, topic, key, type, subject, time, data, position) select gen_random_uuid(),"
                + " 'duban.events', ?, 'org.duban.test.v1', 'elsewhere', now(), '{}', max(position) + 1 from outbox", key);

        waiting.join().then().body("items.subject", contains("elsewhere"));
    }

    /** More waiters than the service has threads or connections. */
    @Test
    void aHundredWaitersLeaveTheServiceFree() throws SQLException {
        String next = read("").getString("next");
        Supplier<CompletableFuture<Response>> waiter = () -> later(As.unit(key), "/events?waitSeconds=20&after=" + next);
        List<CompletableFuture<Response>> waiting = IntStream.range(0, 100).mapToObj(n -> waiter.get()).toList();
        await().atMost(BOUND).until(() -> publications.waiting() > 90);

        As.office().get("/units/none").then().statusCode(404);
        write(key, "for all");

        waiting.forEach(each -> each.join().then().statusCode(200).body("items", hasSize(1)));
    }

    @Test
    void contactsAreNeverThere() throws SQLException {
        try (Connection connection = Sql.connect(); Statement sql = connection.createStatement()) {
            write(sql, "duban.contacts", key, "secret");
            write(sql, "duban.events", key, "open");
        }
        BusinessClock.settle();

        assertEquals(List.of("open"), read("").getList("items.subject"));
    }

    @Test
    void aUnitSeesOnlyItsOwnAndTheOfficeAll() throws SQLException {
        // From the end, as one who has read on: all other tests have left events.
        String start = cursors.write("events of all", List.of(String.valueOf(Sql.count("select max(position) from outbox"))));
        write(key, "mine");
        write(key + "-other", "others");
        BusinessClock.settle();

        assertEquals(List.of("mine"), read("").getList("items.subject"));
        for (Supplier<RequestSpecification> caller : List.<Supplier<RequestSpecification>>of(As::office, As::inspectorate, As::reader)) {
            assertEquals(List.of("mine", "others"), caller.get().get("/events?after=" + start).then().statusCode(200).extract().path("items.subject"));
        }
        As.unit(null).get("/events").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void aCursorOfAnotherCallerIsRefused() {
        String mine = read("").getString("next");
        String office = As.office().get("/events?limit=1").path("next");

        for (String cursor : List.of(office, mine + "x", "x")) {
            As.unit(key).get("/events?after=" + cursor).then().statusCode(400).body("code", equalTo("invalid-parameter"))
                    .body("errors.parameter", contains("after"));
        }
        As.unit(key + "-other").get("/events?after=" + mine).then().statusCode(400);
        As.office().get("/events?after=" + mine).then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"waitSeconds=-1", "waitSeconds=31", "waitSeconds=long", "limit=0", "limit=201"})
    void aBadParameterIsNamed(String query) {
        As.office().get("/events" + (query.isEmpty() ? "" : "?" + query)).then().statusCode(400).body("errors.parameter", contains(query.split("=")[0]));
    }

    private static CompletableFuture<Response> later(RequestSpecification caller, String path) {
        return CompletableFuture.supplyAsync(() -> caller.get(path), task -> new Thread(task).start());
    }
}
