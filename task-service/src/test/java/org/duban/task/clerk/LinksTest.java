package org.duban.task.clerk;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which links are good, how they end, that looking changes nothing, and that nothing keeps or tells a token. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LinksTest {
    private Fixture fixture;
    private String unit;
    private Visitor clerk;

    @BeforeEach
    void aNotice() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).task("2", fixture.reportTo()).dispatch();
        clerk = new Visitor(fixture.notice(), unit);
    }

    @Test
    void whatIsNoGoodLinkGetsOneAndTheSamePage() throws Exception {
        String page = null;
        for (Map.Entry<String, String> bad : LinkTokens.refused(fixture.notice(), unit).entrySet()) {
            for (String place : List.of("", "?done=DISPUTE", "/receipts/20230719-0000000000", "/attachments/0198c0de-0000-7000-8000-000000000001")) {
                Response answer = new Visitor(bad.getValue()).get(place);
                assertEquals(404, answer.statusCode(), bad.getKey());
                page = page == null ? answer.asString() : page;
                assertEquals(page, answer.asString(), bad.getKey());
            }
            assertEquals(404, new Visitor(bad.getValue()).sendWith("x", "ACKNOWLEDGE").statusCode(), bad.getKey());
        }
        assertEquals("链接无效或已失效", Jsoup.parse(page).select("h1").text());
        assertEquals(404, new Visitor(new Fixture().task("1", unit(unit)).create().notice(), unit).get("").statusCode(), "a draft");
    }

    /** The unit of this test, for a draft of another. */
    private Map<String, Object> unit(String code) {
        return Map.of("responsible", fixture.names(code));
    }

    @Test
    void withoutAKeyNoLinkIsGood() {
        assertEquals(Optional.empty(), new Links(Optional::empty, null).open(clerk.token()));
    }

    @Test
    void itEndsWithTheNotice() {
        fixture.post("/close", Map.of()).statusCode(200);
        clerk.get("").then().statusCode(410).body(containsString("通知已办结")).body(not(containsString("input")));
        clerk.sendWith("x", "ACKNOWLEDGE").then().statusCode(410);

        Fixture withdrawn = new Fixture();
        String code = withdrawn.unit("林草局");
        withdrawn.task("1", code).dispatch().post("/withdraw", Map.of("reason", "重复。")).statusCode(200);
        new Visitor(withdrawn.notice(), code).get("").then().statusCode(410).body(containsString("通知已撤回"));
    }

    @Test
    void theOfficeRevokesThoseOfOneUnitOrOfAll() {
        String sent = LinkTokens.issued(fixture.notice(), unit, Duration.ofHours(1));
        String later = LinkTokens.issued(fixture.notice(), unit, Duration.ofSeconds(-30));
        String others = LinkTokens.issued(fixture.notice(), fixture.reportTo(), Duration.ofHours(1));
        new Visitor(sent).get("").then().statusCode(200);

        As.office().body(Map.of("unit", unit, "reason", "邮件被误转发。")).post("/notices/" + fixture.notice() + "/report-links/revocations")
                .then().statusCode(201).body("unit", equalTo(unit)).body("noticeId", equalTo(fixture.notice()));

        new Visitor(sent).get("").then().statusCode(404).body(containsString("链接无效或已失效"));
        new Visitor(later).get("").then().statusCode(200);
        new Visitor(others).get("").then().statusCode(200);
        assertEquals(List.of("office report-links.revoked 邮件被误转发。"), Sql.rows(
                "select actor, action, reason from audit where entity_id = ? and action like 'report-links%'", fixture.notice()));

        As.office().body(Map.of("reason", "换发。")).post("/notices/" + fixture.notice() + "/report-links/revocations")
                .then().statusCode(201).body("unit", nullValue());
        new Visitor(others).get("").then().statusCode(404);
        new Visitor(later).get("").then().statusCode(200);
    }

    @Test
    void aRevocationNeedsAReasonAndAUnitThatIsThere() {
        String path = "/notices/" + fixture.notice() + "/report-links/revocations";
        As.office().body(Map.of("unit", unit)).post(path).then().statusCode(400).body("errors[0].pointer", equalTo("/reason"));
        As.office().body(Map.of("unit", "nobody", "reason", "换发。")).post(path).then().statusCode(409).body("code", equalTo("units-unknown"));
        As.office().body(Map.of("reason", "换发。")).post("/notices/0198c0de-0000-7000-8000-00000000ffff/report-links/revocations")
                .then().statusCode(404);
        clerk.get("").then().statusCode(200);
    }

    @Test
    void whoFollowsLinksOrFillsInFormsBlindlyChangesNothing() {
        Map<String, String> before = rows();
        String page = clerk.get("").asString();
        for (String link : Jsoup.parse(page).select("a[href^=/]").eachAttr("href")) {
            given().get(link);
        }
        given().head(clerk.path()).then().statusCode(200);
        given().options(clerk.path());
        String foreign = new Visitor(fixture.notice(), fixture.reportTo()).key();
        String own = clerk.key();
        for (String key : List.of("", "x", foreign, own.substring(0, own.length() - 1), "a" + own, own.replace(".", ""))) {
            for (String action : List.of("ACKNOWLEDGE", "REPORT", "EXTEND", "DISPUTE")) {
                clerk.sendWith(key, action, "all", "true", "kind", "FINAL", "summary", "好。", "assignment", fixture.assignment(unit),
                        "wantedDue", "2023-08-15", "reason", "好。").then().statusCode(400).body(containsString("未作任何更改"));
            }
        }
        clerk.sendWith(own, "DELETE").then().statusCode(400);
        given().redirects().follow(false).formParam("key", own).formParam("action", "ACKNOWLEDGE").post(clerk.path()).then().statusCode(415);
        for (String method : List.of("PUT", "DELETE", "PATCH")) {
            given().request(method, clerk.path()).then().statusCode(405);
        }

        assertEquals(before, rows());
        // The very form of the page is good
        clerk.sendWith(own, "ACKNOWLEDGE").then().statusCode(303);
    }

    @Test
    void noAnswerButThePageItselfTellsTheTokenAndNothingKeepsIt() {
        String secret = clerk.token().substring(clerk.token().lastIndexOf('.') + 1);
        clerk.send("REPORT", "all", "true", "kind", "FINAL", "summary", "好。").then().statusCode(303);
        for (Response answer : List.of(clerk.get("/nothing"), clerk.get("?who=me"), clerk.get("/receipts/none"), clerk.get("/attachments/1"),
                given().put(clerk.path()), given().post(clerk.path() + "/nothing"))) {
            assertEquals(4, answer.statusCode() / 100);
            assertEquals(false, answer.asString().contains(secret), answer::asString);
        }
        assertEquals(List.of(), Sql.rows("select table_name from information_schema.tables where table_schema = 'task'").stream()
                .filter(table -> Sql.count("select count(*) from " + table + " t where t::text like ?", "%" + secret + "%") > 0).toList());
    }

    /** How many rows each table has, and the newest version of what has one. */
    private static Map<String, String> rows() {
        Map<String, String> rows = new TreeMap<>();
        for (String table : List.of("assignment", "deadline", "submission", "attachment", "extension_request", "dispute", "audit", "outbox",
                "idempotency_key", "report_link_revocation")) {
            rows.put(table, String.valueOf(Sql.count("select count(*) from " + table)));
        }
        rows.put("versions", Sql.rows("select sum(version) from deadline").get(0));
        return rows;
    }
}
