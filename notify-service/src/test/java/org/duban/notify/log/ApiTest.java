package org.duban.notify.log;

import static org.duban.notify.Held.given;
import static org.duban.notify.Held.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The ledger over HTTP: who may see what, and what an error looks like. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ApiTest {

    private static final String MAILS = "/api/v1/mails";

    @Inject
    Mailroom mailroom;

    private final World world = new World();

    @BeforeEach
    void someMails() {
        World.now("2023-08-02T00:40:00Z");
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase", "briefing-issued");
        mailroom.work();
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "inspectorate", "reader"})
    void theyReadAll(String role) {
        as(role).queryParam("notice", world.notice())
                .get(MAILS)
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("CHASE", "CHASE", "BRIEFING")))
                .body("items[0].status", equalTo("DELIVERED"))
                .body("items[0].day", equalTo("2023-08-02"))
                .body("items[0].subject", startsWith("【催办】"))
                .body("items[2].unit", nullValue())
                .body("next", nullValue());
    }

    @Test
    void aUnitReadsItsOwnOnly() {
        RequestSpecification own = asUnit(world.unit());
        own.get(MAILS)
                .then()
                .statusCode(200)
                .body("items.unit.code", everyItem(equalTo(world.unit())))
                .body("items", hasSize(2));
        asUnit(world.unit()).get(MAILS + "/" + chase()).then().statusCode(200);
        asUnit(world.unit()).get(MAILS + "/" + briefing()).then().statusCode(404);
        for (String path : List.of("", "/html", "/why")) {
            problem(asUnit("somebody-else").get(MAILS + "/" + chase() + path).then(), 404, "not-found");
            problem(as("unit").get(MAILS + "/" + chase() + path).then(), 404, "not-found");
        }
        asUnit("somebody-else")
                .queryParam("unit", world.unit())
                .get(MAILS)
                .then()
                .statusCode(200)
                .body("items", hasSize(0));
        problem(asUnit(world.unit()).get("/api/v1/dead-letters").then(), 403, "forbidden");
    }

    @Test
    void filtersAndPages() {
        as("office")
                .queryParam("notice", world.notice())
                .queryParam("kind", "BRIEFING")
                .get(MAILS)
                .then()
                .body("items", hasSize(1));
        as("office")
                .queryParam("notice", world.notice())
                .queryParam("status", "DROPPED")
                .get(MAILS)
                .then()
                .body("items", hasSize(0));
        as("office")
                .queryParam("unit", world.unit())
                .queryParam("day", "2023-08-02")
                .get(MAILS)
                .then()
                .body("items", hasSize(2));
        String next = as("office")
                .queryParam("notice", world.notice())
                .queryParam("limit", 2)
                .get(MAILS)
                .then()
                .body("items", hasSize(2))
                .extract()
                .path("next");
        as("office")
                .queryParam("notice", world.notice())
                .queryParam("limit", 2)
                .queryParam("after", next)
                .get(MAILS)
                .then()
                .body("items.kind", equalTo(List.of("BRIEFING")))
                .body("next", nullValue());
    }

    @Test
    void oneMailWithAllThatIsKnown() {
        as("office")
                .get(MAILS + "/" + chase())
                .then()
                .statusCode(200)
                .body("mail.tries", equalTo(1))
                .body("stateAtSending", equalTo("待报送1项，待审核1项，已办结0项"))
                .body("reasons[0].rung", equalTo("T+1"))
                .body("reasons[0].type", equalTo("org.duban.rung.fired.v1"))
                .body("deliveries[0].address", equalTo(world.liaison()))
                .body("deliveries[0].messageId", startsWith("<"))
                .body("deliveries[0].attempts[0].outcome", equalTo("DELIVERED"))
                .body("deliveries[0].attempts[0].owner", equalTo("test"));
    }

    @Test
    void theHtmlMayDoNothing() {
        as("office")
                .get(MAILS + "/" + chase() + "/html")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("州卫生健康委"));
    }

    @Test
    void whyItWasSent() {
        as("office")
                .get(MAILS + "/" + chase() + "/why")
                .then()
                .statusCode(200)
                .body("sentences", hasItem("这是《红河州校园安全工作情况报告审议意见处理方案》的催办邮件，业务日期2023-08-02，收件人为州卫生健康委（单位联络员）。"))
                .body("sentences", hasItem("原因：2023年8月2日 08:30:00 催办节点到期，节点T+1（催办），时限2023-08-01。"))
                .body("sentences", hasItem(startsWith("已发送，邮件服务器于")))
                .body("sentences", hasItem("发送时该单位：待报送1项，待审核1项，已办结0项。"))
                .body("sentences", hasItem(startsWith("发往州卫生健康委办公室联络员 <" + world.liaison() + ">：共尝试1次：")));
    }

    @Test
    void withoutATokenThatHoldsThereIsNothing() {
        problem(when().get(MAILS).then(), 401, "unauthenticated").header("WWW-Authenticate", "Bearer");
        for (String token : List.of(
                "x.y.z",
                Tokens.expired(),
                Tokens.ofIssuer("https://other"),
                Tokens.ofAudience("other"),
                Tokens.bySomebodyElse())) {
            problem(given().auth().oauth2(token).get(MAILS).then(), 401, "unauthenticated");
        }
        problem(as("stranger").get(MAILS).then(), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({
        "notice, x", "notice, 1-1-1-1-1", "status, SENT", "status, 0", "kind, chase", "day, 2023-13-01",
                "day, 1.8.2023",
        "limit, 0", "limit, 201", "limit, -1", "limit, 1.5", "limit, %2B5", "limit, 99999999999", "after, x", "after, -1", "unit, ", "unit, %00", "units, 1", "day, %2B2023-08-1"
    })
    void aBadQueryValueIsNamed(String parameter, String value) {
        problem(as("office").queryParam(parameter, value).get(MAILS).then(), 400, "invalid-parameter")
                .body("errors[0].parameter", equalTo(parameter))
                .body("errors[0].detail", notNullValue());
    }

    @Test
    void aBadPathValueIsNamed() {
        problem(as("office").get(MAILS + "/17").then(), 400, "invalid-parameter")
                .body("errors[0].parameter", equalTo("id"));
    }

    @Test
    void everyErrorIsAProblem() {
        problem(when().get("/nowhere").then(), 404, "not-found").body("instance", equalTo("/nowhere"));
        problem(as("office").get("/api/v1/nowhere").then(), 404, "not-found");
        problem(as("office").get(MAILS + "/" + world.notice()).then(), 404, "not-found")
                .body("title", equalTo("不存在"));
        problem(as("office").post(MAILS).then(), 405, "method-not-allowed");
        problem(as("office").accept("image/png").get(MAILS).then(), 406, "not-acceptable");
        problem(
                        as("office")
                                .header("Accept-Language", "en-GB,zh;q=0.5")
                                .get(MAILS + "/17")
                                .then(),
                        400,
                        "invalid-parameter")
                .body("title", equalTo("Invalid parameter"))
                .body("errors[0].detail", equalTo("must be a UUID"));
        problem(as("office").get(MAILS + "/%2e%2e/%00").then(), 404, "not-found");
        problem(as("office").get(MAILS + "?limit=1&limit=2").then(), 400, "invalid-parameter")
                .body("errors[0].parameter", equalTo("limit"));
    }

    @Test
    void localStatusAndHealth() {
        when().get("/local/status")
                .then()
                .statusCode(200)
                .body("lag", equalTo(0))
                .body("unsent", equalTo(0))
                .body("now", equalTo("2023-08-02T08:40:00+08:00"));
        when().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        when().get("/docs").then().statusCode(200);
    }

    @Test
    void deadLettersAreThere() {
        World.send(new ProducerRecord<>("duban.events", World.bytes("k"), World.bytes("{}")));
        mailroom.awaitStored();
        as("office")
                .queryParam("limit", 200)
                .get("/api/v1/dead-letters")
                .then()
                .statusCode(200)
                .body("items.value", hasItem("e30="))
                .body("items.reason", hasItem("no header ce_specversion"));
    }

    private static ValidatableResponse problem(ValidatableResponse response, int status, String code) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/" + code))
                .body("code", equalTo(code))
                .body("status", equalTo(status))
                .body("title", notNullValue())
                .body("detail", notNullValue());
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role, null)).urlEncodingEnabled(false);
    }

    private static RequestSpecification asUnit(String unit) {
        return given().auth().oauth2(Tokens.of("unit", unit)).urlEncodingEnabled(false);
    }

    private Object chase() {
        return Ids.mail("reminder/" + world.notice() + "/" + world.unit() + "/2023-08-02", Audience.UNIT);
    }

    private Object briefing() {
        return Ids.mail("briefing/" + world.notice() + "/2023-08-02", Audience.MAILBOX);
    }
}
