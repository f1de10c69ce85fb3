package org.duban.task.board;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.duban.task.signin.Browsing;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports are reviewed, requests and disputes decided on the board: with the same effect as over REST, and by the same people. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BoardDecisionsTest {
    private final Browsing office = Browsing.as("office");
    private Fixture fixture;
    private String unit;
    private String assignment;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).task("2", fixture.reportTo()).dispatch();
        assignment = fixture.assignment(unit);
    }

    private String waiting() {
        return "/board/waiting?notice=" + fixture.notice();
    }

    private Element form(Browsing who, String decision) {
        return who.page(waiting()).selectFirst("form:has([name=decision][value=" + decision + "])");
    }

    private JsonPath stored(String path) {
        return As.office().get(path).then().statusCode(200).extract().jsonPath();
    }

    @Test
    void aReportIsReadWithItsAttachmentAndAccepted() {
        String submission = As.unit(unit).body(Map.of("kind", "FINAL", "summary", "已排查。\n共23处。", "percent", 100, "problems", "人手不足。"))
                .post("/assignments/" + assignment + "/submissions").then().statusCode(201).extract().path("id");
        String attachment = As.unit(unit).contentType("application/octet-stream").body("整改清单".getBytes(StandardCharsets.UTF_8))
                .post("/submissions/" + submission + "/attachments?name=list.txt").then().statusCode(201).extract().path("id");

        Document page = office.page(waiting());
        Element card = page.selectFirst("article");
        assertTrue(card.text().contains("已排查。") && card.text().contains("人手不足。") && card.text().contains("进度 100%"), card::text);
        office.get(card.selectFirst(".files a").attr("href")).statusCode(200).body(equalTo("整改清单"))
                .header("Content-Disposition", containsString("attachment; filename=\"list.txt\""));
        assertEquals("/board/attachments/" + attachment, card.selectFirst(".files a").attr("href"));

        office.send(form(office, "ACCEPT"), Map.of()).statusCode(303).header("Location", equalTo(waiting()));

        assertEquals("COMPLETED", stored("/assignments/" + assignment).getString("status"));
        assertEquals(0, office.page(waiting()).select("article").size());
        office.post("/board/submissions/" + submission + "/review", Map.of("decision", "ACCEPT", "csrf", csrf(office))).statusCode(409)
                .contentType("text/html").body(containsString("已审核"));
    }

    private static String csrf(Browsing who) {
        return who.page("/board").selectFirst("[name=csrf]").val();
    }

    @Test
    void aReportIsReturnedWithAReasonOfSeveralLinesAndANewDay() {
        String submission = fixture.report(assignment, unit);
        Element form = form(office, "RETURN");
        assertEquals("2023-07-19", form.selectFirst("[name=newDue]").attr("min"));

        office.send(form, Map.of("reason", "未附清单。\r\n请补充。", "newDue", "2023-08-10")).statusCode(303);

        JsonPath stored = stored("/submissions/" + submission);
        assertEquals("RETURN 未附清单。\n请补充。 2023-08-10",
                stored.getString("decision") + " " + stored.getString("reason") + " " + stored.getString("newDue"));
        assertEquals("2023-08-01 2023-08-10", stored("/assignments/" + assignment).getString("originalDue") + " "
                + stored("/assignments/" + assignment).getString("due"));
    }

    @Test
    void whatIsMissingOrWrongIsSaidAndNothingHappens() {
        fixture.report(assignment, unit);
        Element back = form(office, "RETURN");
        for (Map<String, String> typed : List.of(Map.of("reason", "", "newDue", "2023-08-10"), Map.of("reason", "未附清单。", "newDue", ""),
                Map.of("reason", "未附清单。", "newDue", "2023-07-18"), Map.of("reason", "未附清单。", "newDue", "8月10日"),
                Map.of("reason", "长".repeat(2001), "newDue", "2023-08-10"), Map.of("decision", "", "reason", "好"), Map.of("decision", "MAYBE"))) {
            office.send(back, typed).statusCode(400).contentType("text/html").body(containsString("<h1>"));
        }

        assertEquals("SUBMITTED", stored("/assignments/" + assignment).getString("status"));
    }

    @Test
    void whatWasRefusedStandsAtItsFieldWithAllThatWasEntered() {
        String submission = fixture.report(assignment, unit);
        String elsewhere = "/board/assignments/" + assignment;
        for (String place : List.of(waiting(), elsewhere)) {
            Element back = office.page(place).selectFirst("form:has([name=decision][value=RETURN])");

            Document page = Jsoup.parse(office.send(back, Map.of("reason", "未附<b>清单。\r\n请补充。", "newDue", "2023-07-18"))
                    .statusCode(400).extract().asString());

            Element again = page.selectFirst("details[open] form:has([value=RETURN])");
            assertEquals("未附<b>清单。\n请补充。", again.selectFirst("textarea").wholeText().strip());
            Element day = again.selectFirst(".field.wrong [name=newDue][aria-invalid]");
            assertEquals("2023-07-18", day.val());
            assertTrue(again.getElementById(day.attr("aria-describedby").split(" ")[1]).text().contains("不能早于今天"), again::text);
            assertEquals("#RETURN-newDue-" + submission, page.selectFirst("#wrong a").attr("href"));
            assertEquals(day, page.getElementById(page.selectFirst("#wrong a").attr("href").substring(1)));
            assertTrue(page.title().startsWith("有误："), page.title());

            // Corrected there, it leads back to where it was begun.
            if (place.equals(elsewhere)) {
                office.send(again, Map.of("newDue", "2023-08-10")).statusCode(303).header("Location", equalTo(elsewhere));
            }
        }
        assertEquals("IN_PROGRESS", stored("/assignments/" + assignment).getString("status"));
    }

    @Test
    void whatSomebodyElseHasDecidedMeanwhileIsSaidAndWhatWasWrittenIsNotLost() {
        fixture.report(assignment, unit);
        Element mine = form(office, "RETURN");
        office.send(form(office, "ACCEPT"), Map.of()).statusCode(303);

        Document page = Jsoup.parse(office.send(mine, Map.of("reason", "我写的理由。", "newDue", "2023-08-10")).statusCode(409).extract().asString());

        assertTrue(page.selectFirst("#wrong").text().contains("我写的理由。"), page.selectFirst("#wrong")::text);
        assertEquals(0, page.select("article").size());
    }

    @Test
    void aFormWithoutTheGuardDoesNothingButABearerNeedsNone() {
        String submission = fixture.report(assignment, unit);
        String path = "/board/submissions/" + submission + "/review";
        office.post(path, Map.of("decision", "ACCEPT")).statusCode(403);
        Browsing.nobody().post(path, Map.of("decision", "ACCEPT")).statusCode(303).header("Location", equalTo("/sign-in?to=%2Fboard"));
        assertEquals("SUBMITTED", stored("/assignments/" + assignment).getString("status"));

        given().redirects().follow(false).header("Authorization", "Bearer " + Tokens.of("office", null)).formParam("decision", "ACCEPT")
                .post(path).then().statusCode(303);

        assertEquals("COMPLETED", stored("/assignments/" + assignment).getString("status"));
    }

    /** R11: what the report-to unit files itself is the inspectorate's. */
    @Test
    void eachReviewsWhatIsHisAndReadersReviewNothing() {
        fixture.report(assignment, unit);
        String own = fixture.report(fixture.assignment(fixture.reportTo()), fixture.reportTo());

        assertEquals(List.of(2, 1), List.of(office.page(waiting()).select("article").size(),
                office.page(waiting()).select("form:has([value=ACCEPT])").size()));
        Browsing inspectorate = Browsing.as("inspectorate");
        assertEquals("/board/submissions/" + own + "/review", form(inspectorate, "ACCEPT").attr("action"));
        assertEquals(0, Browsing.as("reader").page(waiting()).select("main form").size());
        assertTrue(office.page(waiting()).text().contains("由督查室审核"));

        office.post("/board/submissions/" + own + "/review", Map.of("decision", "ACCEPT", "csrf", csrf(office))).statusCode(403);
        Browsing reader = Browsing.as("reader");
        reader.post("/board/submissions/" + own + "/review", Map.of("decision", "ACCEPT", "csrf", csrf(reader))).statusCode(403);
        inspectorate.send(form(inspectorate, "ACCEPT"), Map.of()).statusCode(303);
        assertEquals("COMPLETED", stored("/assignments/" + fixture.assignment(fixture.reportTo())).getString("status"));
    }

    @Test
    void anExtensionIsGrantedOrRefused() {
        String request = ask("2023-08-15");
        Element grant = form(office, "GRANT");
        assertEquals("2023-08-15", grant.selectFirst("[name=newDue]").val());
        office.send(grant, Map.of("newDue", "2023-08-12")).statusCode(303);
        assertEquals("GRANT 2023-08-12", stored("/extension-requests/" + request).getString("decision") + " "
                + stored("/assignments/" + assignment).getString("due"));

        String second = ask("2023-08-20");
        office.send(form(office, "REFUSE"), Map.of("reason", "")).statusCode(400);
        office.send(form(office, "REFUSE"), Map.of("reason", "时限充分。")).statusCode(303);
        assertEquals("REFUSE 时限充分。", stored("/extension-requests/" + second).getString("decision") + " "
                + stored("/extension-requests/" + second).getString("decisionReason"));
    }

    private String ask(String day) {
        return As.unit(unit).body(Map.of("reason", "汛期任务重。", "wantedDue", day))
                .post("/assignments/" + assignment + "/extension-requests").then().statusCode(201).extract().path("id");
    }

    @Test
    void aDisputeIsUpheldAndMovedOrRejected() {
        String other = fixture.unit("市场监管局");
        dispute(other);
        office.send(form(office, "REJECT"), Map.of("reason", "属你局职责。")).statusCode(303);
        assertEquals("AWAITING_ACKNOWLEDGEMENT", stored("/assignments/" + assignment).getString("status"));

        String second = dispute(other);
        Element uphold = form(office, "UPHOLD");
        assertEquals(other, uphold.selectFirst("[name=moveTo]").val());
        assertEquals(0, Browsing.as("inspectorate").page(waiting()).select("main form").size(), "disputes are the office's");
        office.send(uphold, Map.of("reason", "由市场监管部门承担。")).statusCode(303);

        assertEquals("TERMINATED", stored("/assignments/" + assignment).getString("status"));
        Document page = office.page("/board/assignments/" + assignment);
        assertEquals("/board/assignments/" + stored("/disputes/" + second).getString("movedTo"), page.selectFirst(".say a").attr("href"));
    }

    @Test
    void theUnitThatTakesItOverMayBeNamed() {
        String other = fixture.unit("市场监管局");
        String dispute = dispute(other);

        Document page = Jsoup.parse(office.send(form(office, "UPHOLD"), Map.of("reason", "由他局承担。", "moveTo", "没有的局"))
                .statusCode(409).extract().asString());
        Element again = page.selectFirst("details[open] form:has([value=UPHOLD])");
        assertEquals("没有的局", again.selectFirst(".field.wrong [name=moveTo]").val());
        assertEquals("由他局承担。", again.selectFirst("textarea").wholeText().strip());
        office.send(again, Map.of("moveTo", fixture.name(other))).statusCode(303);

        assertEquals(other, stored("/assignments/" + stored("/disputes/" + dispute).getString("movedTo")).getString("unit"));
    }

    private String dispute(String suggested) {
        return As.unit(unit).body(Map.of("reason", "不属本局职责。", "suggestedUnit", suggested))
                .post("/assignments/" + assignment + "/disputes").then().statusCode(201).extract().path("id");
    }

    @Test
    void onTheAssignmentsPageTheSameIsDecidedAndOneComesBackThere() {
        fixture.report(assignment, unit);
        String here = "/board/assignments/" + assignment;

        office.send(office.page(here).selectFirst("form:has([value=ACCEPT])"), Map.of()).statusCode(303).header("Location", equalTo(here));

        Document page = office.page(here);
        assertEquals(List.of("交办", "报送", "办结"), page.select(".history strong").eachText());
        assertEquals(0, page.select("main form").size());
    }

    @Test
    void nothingWaitsInANoticeThatHasEnded() {
        fixture.report(assignment, unit);
        fixture.post("/close", Map.of()).statusCode(200);

        assertEquals(0, office.page(waiting()).select("article").size());
        assertEquals(0, office.page("/board/assignments/" + assignment).select("main form").size());
    }
}
