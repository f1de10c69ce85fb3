package org.duban.notify.log;

import static org.duban.notify.Held.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.mail.Audit;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.hamcrest.MatcherAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cursors, ETags, flagged addresses. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ListsTest {

    private static final String MAILS = "/api/v1/mails";
    private static final String FLAGGED = "/api/v1/flagged-addresses";

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    private final World world = new World();

    @BeforeEach
    void aRefusedAddress() {
        World.now("2023-08-02T00:40:00Z");
        transport.next(world.liaison(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        world.publishExamples("unit-contacts", "notice-mailbox", "rung-fired-chase", "briefing-issued");
        mailroom.work();
    }

    @Test
    void aCursorIsOfItsListFilterAndCallerOnly() {
        String next = page("office", null).extract().path("next");
        page("office", next).statusCode(200).body("items", hasSize(1)).body("next", not(equalTo(next)));
        refused(page("reader", next));
        refused(as("office").queryParam("after", next).queryParam("limit", 1).get(MAILS).then());
        refused(as("office").queryParam("after", next).get(FLAGGED).then());
        String forged = (next.startsWith("A") ? "B" : "A") + next.substring(1);
        for (String cursor : List.of(forged, next + "x", "17", "AAAA", "*")) {
            refused(page("office", cursor));
        }
    }

    @Test
    void pagesAreStableWhileMailsComeIn() {
        String next = page("office", null).extract().path("next");
        String second = page("office", next).extract().path("items[0].id");
        world.publishExamples("deadline-opened");
        mailroom.work();
        page("office", next).body("items[0].id", equalTo(second));
    }

    @Test
    void whoHasItGets304() {
        String list = MAILS + "?notice=" + world.notice();
        String mail = as("office").get(list).then().extract().path("items[0].id");
        for (String path : List.of(
                list,
                MAILS + "/" + mail,
                MAILS + "/" + mail + "/why",
                "/api/v1/previews",
                FLAGGED,
                "/api/v1/dead-letters",
                "/api/v1/explain?date=2023-08-02&unit=" + world.unit())) {
            String tag = as("office")
                    .get(path)
                    .then()
                    .statusCode(200)
                    .header("ETag", matchesPattern("\"[A-Za-z0-9_-]{16}\""))
                    .extract()
                    .header("ETag");
            as("office")
                    .header("If-None-Match", "\"x\", W/" + tag)
                    .get(path)
                    .then()
                    .statusCode(304)
                    .header("ETag", equalTo(tag));
            as("office").header("If-None-Match", "\"x\"").get(path).then().statusCode(200);
        }
        String before = as("office").get(MAILS + "/" + mail).header("ETag");
        as("office")
                .contentType("application/json")
                .body("{\"reason\":\"x\"}")
                .post(MAILS + "/" + mail + "/resend")
                .then()
                .statusCode(202);
        as("office").header("If-None-Match", before).get(MAILS + "/" + mail).then().statusCode(200);
        mailroom.sendAll();
    }

    @Test
    void theOfficeClearsAFlaggedAddressAndItIsNoted() {
        String id = flagged("find { it.address == '" + world.liaison() + "' }.id");
        String path = FLAGGED + "/" + id;
        ValidatableResponse one = as("office").get(path).then().statusCode(200);
        one.body("reason", equalTo("邮件服务器答复 SMTP 550 5.1.1"))
                .body("contacts[0].unit.code", equalTo(world.unit()))
                .body("contacts[0].role", equalTo("LIAISON"));
        String tag = one.extract().header("ETag");

        as("office").delete(path + "?reason=x").then().statusCode(428).body("code", equalTo("precondition-required"));
        as("office")
                .header("If-Match", "\"old\"")
                .delete(path + "?reason=x")
                .then()
                .statusCode(412)
                .body("code", equalTo("precondition-failed"));
        as("office")
                .header("If-Match", tag)
                .delete(path)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("reason"));
        as("inspectorate").header("If-Match", tag).delete(path + "?reason=x").then().statusCode(403);
        as("office").header("If-Match", tag).delete(path + "?reason=mended").then().statusCode(204);
        as("office").header("If-Match", tag).delete(path + "?reason=mended").then().statusCode(404);

        MatcherAssert.assertThat(flagged("find { it.address == '" + world.liaison() + "' }"), nullValue());
        // By its id: the trail is for ever, an address is not.
        Audit audit = QuarkusTransaction.requiringNew()
                .call(() -> Audit.<Audit>find("subject", path.substring(path.lastIndexOf('/') + 1)).singleResult());
        MatcherAssert.assertThat(audit.actor + ": " + audit.reason, equalTo("office test: mended"));
        MatcherAssert.assertThat(audit.action, equalTo(Audit.Action.CLEAR_FLAG));
    }

    @Test
    void aUnitSeesNothingOfFlags() {
        given().auth().oauth2(Tokens.of("unit", world.unit())).get(FLAGGED).then().statusCode(403);
        as("reader").get(FLAGGED + "?limit=200").then().body("items.address", hasItem(world.liaison()));
    }

    private static <T> T flagged(String path) {
        return as("office").get(FLAGGED + "?limit=200").then().statusCode(200).extract().path("items." + path);
    }

    private ValidatableResponse page(String role, String after) {
        RequestSpecification request =
                as(role).queryParam("notice", world.notice()).queryParam("limit", 1);
        return (after == null ? request : request.queryParam("after", after)).get(MAILS).then();
    }

    private static void refused(ValidatableResponse answer) {
        answer.statusCode(400)
                .body("code", equalTo("invalid-parameter"))
                .body("errors[0].parameter", equalTo("after"));
    }

    private static RequestSpecification as(String role) {
        return given().auth().oauth2(Tokens.of(role, null));
    }
}
