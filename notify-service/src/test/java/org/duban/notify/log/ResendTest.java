package org.duban.notify.log;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.duban.hostile.Crowd;
import org.duban.hostile.Request;
import org.duban.hostile.Wire;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.FlaggedAddress;
import org.duban.notify.mail.Ids;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The office has a mail sent again. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ResendTest {

    private static final String REASON = "{\"reason\":\"单位来电说没有收到\"}";

    @TestHTTPResource("/")
    URI address;

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    @Inject
    DataSource dataSource;

    private final World world = new World();

    @BeforeEach
    void aChase() {
        World.now("2023-08-02T00:40:00Z");
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase");
        mailroom.work();
    }

    @Test
    void itGoesAgainUnderANewMessageIdAndTheLedgerSaysWhoAskedAndWhy() {
        resend(null, REASON)
                .then()
                .statusCode(202)
                .body("mail", equalTo(chase().toString()))
                .body("round", equalTo(1))
                .body("reason", equalTo("单位来电说没有收到"))
                .body("askedBy", equalTo("office test"));
        mailroom.sendAll();

        List<AcceptedMail> copies = world.inboxOf(world.liaison());
        assertThat(copies, hasSize(2));
        assertThat(copies.get(0).messageId(), not(equalTo(copies.get(1).messageId())));
        office().get("/api/v1/mails/" + chase())
                .then()
                .body("mail.status", equalTo("DELIVERED"))
                .body("resends.reason", equalTo(List.of("单位来电说没有收到")))
                .body("deliveries.round", equalTo(List.of(0, 1)))
                .body("deliveries.status", equalTo(List.of("DELIVERED", "DELIVERED")))
                .body("deliveries.messageId", containsInAnyOrder(
                        copies.get(0).messageId(), copies.get(1).messageId()));
        office().get("/api/v1/mails/" + chase() + "/why")
                .then()
                .body("sentences", hasItem(startsWith("第1次重发：由office test于")));
    }

    @Test
    void aFailedMailMayBeSentAgain() {
        transport.next(world.liaison(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        world.publishExamples("deadline-opened");
        mailroom.work();
        UUID dispatch = Ids.mail("dispatch/" + world.notice() + "/" + world.unit(), Audience.UNIT);
        office().contentType("application/json")
                .body(REASON)
                .post("/api/v1/mails/" + dispatch + "/resend")
                .then()
                .statusCode(202);
        mailroom.sendAll();
        office().get("/api/v1/mails/" + dispatch)
                .then()
                .body("mail.status", equalTo("DELIVERED"))
                .body("deliveries.status", equalTo(List.of("PERMANENT_FAILURE", "DELIVERED")));
    }

    @Test
    void whatIsNoLongerOwedIsNotChasedEvenThen() {
        world.publish(world.example("deadline-changed", event -> {
            ((ObjectNode) event.get("data").get("deadline")).put("version", 6);
            event.get("data")
                    .get("assignments")
                    .forEach(assignment -> ((ObjectNode) assignment).put("status", "COMPLETED"));
        }));
        mailroom.work();
        resend(null, REASON).then().statusCode(202);
        mailroom.sendAll();
        assertThat(world.inboxOf(world.liaison()), hasSize(1));
        office().get("/api/v1/mails/" + chase()).then().body("mail.status", equalTo("DROPPED"));
    }

    @Test
    void aMailOnItsWayIsNotSentTwice() {
        resend(null, REASON).then().statusCode(202);
        resend(null, REASON).then().statusCode(409).body("code", equalTo("conflict"));
        office().get("/api/v1/mails/" + chase()).then().body("resends", hasSize(1));
    }

    @Test
    void theSameKeyGetsTheSameAnswerAndMakesOneResend() {
        String key = UUID.randomUUID().toString();
        String first = resend(key, REASON).then().statusCode(202).extract().asString();
        mailroom.sendAll();
        assertThat(resend(key, REASON).then().statusCode(202).extract().asString(), equalTo(first));
        resend(key, "{\"reason\":\"另一个原因\"}").then().statusCode(422).body("code", equalTo("key-reused"));
        office().get("/api/v1/mails/" + chase()).then().body("resends", hasSize(1));
        resend("k".repeat(256), REASON).then().statusCode(400).body("errors[0].parameter", equalTo("Idempotency-Key"));
    }

    @Test
    void aRefusedRequestLeavesNoKeyBehind() {
        String key = UUID.randomUUID().toString();
        resend(null, REASON).then().statusCode(202);
        resend(key, REASON).then().statusCode(409).body("code", equalTo("conflict"));
        mailroom.sendAll();
        resend(key, REASON).then().statusCode(202).body("round", equalTo(2));
    }

    /** Each on a connection of its own, all at the same moment. */
    private Map<Integer, Long> fifty(IntFunction<Request> request) {
        return Crowd.send(address, 50, i -> request.apply(i).header("Authorization", "Bearer " + Tokens.of("office", null))).stream()
                .collect(Collectors.groupingBy(Wire.Answer::status, TreeMap::new, Collectors.counting()));
    }

    private Request resending() {
        Request request = new Request(null, "POST", "/api/v1/mails/" + chase() + "/resend").header("Content-Type", "application/json");
        request.body = REASON.getBytes(StandardCharsets.UTF_8);
        return request;
    }

    @Test
    void fiftyAtOnceWithOneKeyMakeOne() {
        String key = UUID.randomUUID().toString();
        Map<Integer, Long> statuses = fifty(i -> resending().header("Idempotency-Key", key));
        assertThat(statuses.keySet(), everyItem(oneOf(202, 409)));
        assertThat(statuses.get(202), greaterThanOrEqualTo(1L));
        office().get("/api/v1/mails/" + chase()).then().body("resends", hasSize(1));
    }

    @Test
    void fiftyAtOnceWithoutAKeyMakeOne() {
        assertThat(fifty(i -> resending()), equalTo(Map.of(202, 1L, 409, 49L)));
        office().get("/api/v1/mails/" + chase()).then().body("resends", hasSize(1));
    }

    @Test
    void ofFiftyWhoClearAFlagOneDoes() {
        transport.next(world.liaison(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        world.publishExamples("deadline-opened");
        mailroom.work();
        String flag = QuarkusTransaction.requiringNew()
                .call(() -> FlaggedAddress.<FlaggedAddress>find("address", world.liaison()).singleResult().id.toString());
        String path = "/api/v1/flagged-addresses/" + flag;
        String tag = office().get(path).header("ETag");
        assertThat(
                fifty(i -> new Request(null, "DELETE", path + "?reason=ok").header("If-Match", tag)),
                equalTo(Map.of(204, 1L, 404, 49L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "null", "[]", "{", "{} x", "{\"reason\":\"a\",\"reason\":\"b\"}", "\"reason\"",
            })
    void whatIsNoJsonObjectIsRefused(String body) {
        resend(null, body).then().statusCode(400).contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}", "{\"reason\":null}", "{\"reason\":\"  \"}", "{\"reason\":1}", "{\"reason\":\"a\\u0000\"}",
                "{\"reason\":\"a\\u202eb\"}", "{\"reason\":\"\\ud800\"}", "{\"reason\":[\"a\"]}"
            })
    void aBadReasonIsNamed(String body) {
        resend(null, body)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-field"))
                .body("errors[0].pointer", equalTo("/reason"));
        office().get("/api/v1/mails/" + chase()).then().body("resends", hasSize(0));
    }

    @Test
    void anUnknownFieldIsNamed() {
        resend(null, "{\"reason\":\"a\",\"status\":\"DELIVERED\"}")
                .then()
                .statusCode(400)
                .body("errors[0].pointer", equalTo("/status"));
        office().contentType("text/plain")
                .body(REASON)
                .post("/api/v1/mails/" + chase() + "/resend")
                .then()
                .statusCode(415)
                .body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void whatWasAskedForCannotBeUnsaid() {
        resend(null, REASON).then().statusCode(202);
        for (String statement : List.of("update resend set reason = 'x'", "delete from resend", "truncate resend")) {
            assertRefused(() -> QuarkusTransaction.requiringNew().call(() -> {
                try (Connection connection = dataSource.getConnection();
                        Statement change = connection.createStatement()) {
                    return change.executeUpdate(statement);
                }
            }));
        }
        mailroom.sendAll();
    }

    private static void assertRefused(Executable change) {
        Throwable root = assertThrows(Throwable.class, change);
        while (root.getCause() != null) {
            root = root.getCause();
        }
        assertThat(root.getMessage(), containsString("append-only"));
    }

    private Response resend(String key, String body) {
        RequestSpecification request = office().contentType("application/json").body(body);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .post("/api/v1/mails/" + chase() + "/resend");
    }

    private static RequestSpecification office() {
        return given().auth().oauth2(Tokens.of("office", null));
    }

    private UUID chase() {
        return Ids.mail("reminder/" + world.notice() + "/" + world.unit() + "/2023-08-02", Audience.UNIT);
    }
}
