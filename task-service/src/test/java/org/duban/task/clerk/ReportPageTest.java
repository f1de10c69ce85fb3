package org.duban.task.clerk;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page as a unit's clerk uses it: sees its tasks, acknowledges, reports, asks, disputes, reads the answers. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ReportPageTest {
    private Fixture fixture;
    private String unit;
    private String other;
    private Visitor clerk;

    @BeforeEach
    void aNoticeOfThreeTasks() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        other = fixture.unit("卫生健康委");
        fixture.task("1", unit, other).task("2", Map.of("responsible", fixture.names(other), "text", "别人的事。"))
                .task("3", Map.of("lead", fixture.names(unit), "heading", "(二)加强宣传", "label", "(二)-3", "text", "宣传<b>到户</b>。",
                        "due", "2023-07-21", "dueText", "7月21日前")).dispatch();
        clerk = new Visitor(fixture.notice(), unit);
    }

    @Test
    void itShowsTheUnitsPartOfTheNoticeAndNothingElse() {
        Response answer = clerk.get("");
        answer.then().statusCode(200).contentType("text/html;charset=UTF-8").header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer").header("X-Frame-Options", "DENY").header("Set-Cookie", nullValue())
                .header("Content-Security-Policy", startsWith("default-src 'none'; script-src 'self'; style-src 'self'"));

        Document page = Jsoup.parse(answer.asString());
        assertEquals("zh-CN", page.select("html").attr("lang"));
        assertEquals(fixture.draft().get("title"), page.select("h1").text());
        assertEquals(List.of("单位 " + fixture.name(unit), "报送期限 2023年8月1日（星期二）（含当日），原文“2023年8月1日前”",
                "印发机关 某州人民政府办公室", "咨询 张某某，电话0000000"), facts(page));
        assertEquals(List.of("(一)聚焦专项治理行动", "(二)加强宣传"), page.select("h3").eachText());
        assertEquals(List.of("事项 (一)-1", "事项 (二)-3"), page.select(".card strong[id]").eachText());
        assertEquals(List.of("待签收", "待签收"), page.select(".tag").eachText());
        assertEquals(List.of("绿灯，还有9个工作日", "黄灯，还有2个工作日"), page.select(".light").eachText());
        assertEquals(List.of("GREEN", "YELLOW"), page.select(".light").eachAttr("class").stream().map(c -> c.split(" ")[1]).toList());
        assertTrue(page.select(".card").get(2).text().contains("宣传<b>到户</b>。"), page.select(".card")::text);
        assertTrue(page.select(".card").get(2).text().contains("角色：牵头单位；2023年7月21日（星期五）截止"), page.select(".card")::text);
        assertTrue(!answer.asString().contains("别人的事") && !answer.asString().contains(fixture.name(other)), answer::asString);
        assertEquals(List.of(), page.select("script, [style], [onclick]").eachText());
    }

    @Test
    void whoReadsEnglishGetsEnglish() {
        Document page = clerk.reads("en").page();

        assertEquals("en", page.select("html").attr("lang"));
        assertEquals(List.of("awaiting acknowledgement", "awaiting acknowledgement"), page.select(".tag").eachText());
        assertEquals("yellow, 2 working days left", page.select(".light").last().text());
        assertEquals("Acknowledge all", page.select("button[value=ACKNOWLEDGE]").text());
    }

    @Test
    void everyFieldHasALabelAndEveryIdIsOnce() {
        Document page = clerk.page();

        for (Element field : page.select("input:not([type=hidden]), textarea, select")) {
            assertTrue(field.closest("label") != null || !page.select("label[for=" + field.id() + "]").isEmpty(), field::toString);
        }
        List<String> ids = page.select("[id]").eachAttr("id");
        assertEquals(ids.stream().distinct().toList(), ids);
        page.select("[aria-labelledby], [aria-describedby]").forEach(each -> Stream.of((each.attr("aria-labelledby") + " "
                + each.attr("aria-describedby")).strip().split(" ")).forEach(id -> assertTrue(ids.contains(id), id)));
        page.select("a[href^=#]").forEach(link -> assertTrue(ids.contains(link.attr("href").substring(1)), link::toString));
    }

    @Test
    void allIsAcknowledgedAtOnce() {
        clerk.send("ACKNOWLEDGE").then().statusCode(303).header("Location", clerk.path() + "?done=ACKNOWLEDGE");

        assertEquals(List.of("IN_PROGRESS", "IN_PROGRESS"), mine("status"));
        assertEquals(List.of("办理中", "办理中"), clerk.page().select(".tag").eachText());
        assertEquals("已签收。", Jsoup.parse(clerk.get("?done=ACKNOWLEDGE").asString()).select("[role=status]").text());
        assertTrue(clerk.page().select("button[value=ACKNOWLEDGE]").isEmpty());
        assertEquals(List.of("unit:" + unit + " report-link"), actors("assignment.acknowledged"));
        assertEquals(List.of("AWAITING_ACKNOWLEDGEMENT", "AWAITING_ACKNOWLEDGEMENT"), statuses(other));
    }

    @Test
    void severalAreReportedAtOnceWithAFileAndAReceipt() {
        List<String> ids = fixture.assignments(unit);
        byte[] file = "%PDF-1.7\n整改清单".getBytes(StandardCharsets.UTF_8);

        Response answer = clerk.post(clerk.form(clerk.key(), "REPORT", "assignment", ids.get(0), "assignment", ids.get(1), "kind", "FINAL",
                "summary", "已完成排查。\r\n整改3处。\u200e", "percent", "100%", "problems", " ", "nextSteps", "继续巡查。")
                .multiPart("files", "qingdan.pdf", file).multiPart("files", "", new byte[0]));

        answer.then().statusCode(303).header("Location", startsWith(clerk.path() + "/receipts/20230719-"));
        String number = answer.header("Location").replaceFirst(".*/", "");
        JsonPath filed = As.office().get("/submissions?receipt=" + number).then().body("items", hasSize(2))
                .body("items.kind", everyItem(equalTo("FINAL"))).body("items.summary", everyItem(equalTo("已完成排查。\n整改3处。")))
                .body("items.percent", everyItem(equalTo(100))).body("items[0].problems", equalTo(null))
                .body("items.nextSteps", everyItem(equalTo("继续巡查。"))).body("items.attachments.name.flatten()", hasSize(2)).extract().jsonPath();
        assertEquals(List.of("SUBMITTED", "SUBMITTED"), mine("status"));
        assertEquals(List.of("unit:" + unit + " report-link"), actors("submission.filed"));
        assertEquals(List.of("unit:" + unit + " report-link"), actors("attachment.added"));

        Document receipt = Jsoup.parse(clerk.get("/receipts/" + number).then().statusCode(200).extract().asString());
        assertEquals("已收到你单位的报送", receipt.select("h1").text());
        assertEquals(number, receipt.select(".receipt").text());
        assertTrue(receipt.text().contains("(一)-1") && receipt.text().contains("(二)-3") && receipt.text().contains("办结情况，完成100%"), receipt::text);
        String link = receipt.select("a[href*=attachments]").attr("href");
        Response download = new Visitor(clerk.token()).get(link.replace(clerk.path(), ""));
        download.then().statusCode(200).header("Content-Disposition", startsWith("attachment;"));
        assertArrayEquals(file, download.asByteArray());

        // And on the page, until the office has answered
        assertTrue(clerk.page().select(".past").text().contains("等待审核"));
        assertTrue(clerk.page().select("input[type=checkbox]").isEmpty());
        fixture.giveBack(filed.getString("items[0].id"), "2023-08-10").statusCode(200);
        String past = clerk.page().select(".past").first().text();
        assertTrue(past.contains("办结情况，完成100%") && past.contains("回执 " + number) && past.contains("qingdan.pdf")
                && past.contains("退回，请于2023年8月10日（星期四）前（含当日）重新报送。意见：未附整改清单。"), past);
    }

    @Test
    void allThatIsOwedIsReportedByOneTick() {
        fixture.acknowledge(fixture.assignments(unit).get(0), unit);

        clerk.send("REPORT", "all", "true", "kind", "INTERIM", "summary", "正在排查。").then().statusCode(303);

        assertEquals(List.of("IN_PROGRESS", "IN_PROGRESS"), mine("status"));
        assertEquals(2, Sql.count("select count(*) from submission s join assignment a on a.id = s.assignment_id"
                + " where a.unit_code = ? and s.kind = 'INTERIM'", unit));
    }

    @Test
    void theOnlyOneIsTickedAlready() {
        fixture.report(fixture.assignments(unit).get(0), unit);

        assertEquals(1, clerk.page().select("input[name=assignment][type=checkbox][checked]").size());
    }

    @Test
    void aDoubleClickFilesOneReport() {
        String id = fixture.assignments(unit).get(0);
        String key = clerk.key();
        List<CompletableFuture<Response>> clicks = Stream.generate(() -> CompletableFuture.supplyAsync(() ->
                clerk.sendWith(key, "REPORT", "assignment", id, "kind", "INTERIM", "summary", "正在排查。"))).limit(4).toList();

        List<String> receipts = clicks.stream().map(click -> click.join().then().statusCode(303).extract().header("Location")).distinct().toList();

        assertEquals(1, receipts.size(), receipts::toString);
        assertEquals(1, submissions());
        // Back, changed, sent again: nothing is lost, and nothing filed unseen
        Response again = clerk.sendWith(key, "REPORT", "assignment", id, "kind", "INTERIM", "summary", "已排查一半。");
        Document page = Jsoup.parse(again.then().statusCode(422).extract().asString());
        assertTrue(page.select("[role=alert]").text().contains("这张表单已经提交过"), page::text);
        assertEquals("已排查一半。", page.select("#REPORT-summary").text());
        assertEquals(1, submissions());
        clerk.sendWith(page.select("input[name=key]").first().val(), "REPORT", "assignment", id, "kind", "INTERIM", "summary", "已排查一半。")
                .then().statusCode(303);
        assertEquals(2, submissions());
    }

    @Test
    void pressedAgainAfterAFinalReportItIsTheSameReceipt() {
        String id = fixture.assignments(unit).get(0);
        String key = clerk.key();
        List<String> receipts = Stream.generate(() -> clerk.sendWith(key, "REPORT", "assignment", id, "kind", "FINAL", "summary", "好。")
                .then().statusCode(303).extract().header("Location")).limit(2).distinct().toList();

        assertEquals(1, receipts.size(), receipts::toString);
        clerk.send("REPORT", "assignment", id, "kind", "FINAL", "summary", "好。").then().statusCode(400).body(containsString("请勾选要报送的事项"));
    }

    @Test
    void whatIsWrongIsSaidAtTheFieldAndWhatWasTypedIsStillThere() {
        String id = fixture.assignments(unit).get(0);
        String key = clerk.key();

        Response answer = clerk.post(clerk.form(key, "REPORT", "assignment", id, "kind", "FINAL", "summary", "  ", "percent", "多半",
                "problems", "经费\"不足\"<i>。", "nextSteps", "字".repeat(10_001)).multiPart("files", "program.exe", new byte[] {1}));

        Document page = Jsoup.parse(answer.then().statusCode(400).extract().asString());
        assertTrue(page.title().startsWith("有误："), page::title);
        assertEquals(List.of("#REPORT-summary", "#REPORT-percent", "#REPORT-nextSteps", "#REPORT-files"),
                page.select("[role=alert] a").eachAttr("href"));
        for (String field : List.of("percent", "nextSteps", "summary", "files")) {
            Element input = page.getElementById("REPORT-" + field);
            assertEquals("true", input.attr("aria-invalid"), field);
            assertTrue(input.attr("aria-describedby").contains("REPORT-" + field + "-error"), field);
        }
        assertEquals("应为 0 至 100 的整数。", page.getElementById("REPORT-percent-error").text());
        assertTrue(page.getElementById("REPORT-files-error").text().startsWith("program.exe：附件的扩展名应为下列之一"));
        assertEquals("多半", page.getElementById("REPORT-percent").val());
        assertEquals("经费\"不足\"<i>。", page.getElementById("REPORT-problems").text());
        assertEquals(10_001, page.getElementById("REPORT-nextSteps").text().length());
        assertEquals(id, page.select("input[name=assignment][checked]").val());
        assertEquals("FINAL", page.select("input[name=kind][checked]").val());
        assertEquals(0, submissions());

        assertEquals(List.of("#REPORT-assignment", "#REPORT-kind"), Jsoup.parse(clerk.sendWith(key, "REPORT", "summary", "好。").asString())
                .select("[role=alert] a").eachAttr("href"));
    }

    @Test
    void moreTimeIsAskedForAndTheAnswerStandsThere() {
        String id = fixture.assignments(unit).get(1);

        Document wrong = Jsoup.parse(clerk.send("EXTEND", "assignment", id, "wantedDue", "2023-07-20", "reason", "汛期任务重。")
                .then().statusCode(400).extract().asString());
        assertEquals("应晚于现行期限。", wrong.getElementById("EXTEND-wantedDue-" + id + "-error").text());
        assertEquals("汛期任务重。", wrong.getElementById("EXTEND-reason-" + id).text());
        assertTrue(wrong.getElementById("EXTEND-reason-" + id).closest("details").hasAttr("open"));
        clerk.send("EXTEND", "assignment", id, "wantedDue", "明天", "reason", "汛期任务重。").then().statusCode(400);
        clerk.send("EXTEND", "assignment", id, "reason", "汛期任务重。").then().statusCode(400);

        clerk.send("EXTEND", "assignment", id, "wantedDue", "2023-08-10", "reason", "汛期任务重。").then().statusCode(303)
                .header("Location", clerk.path() + "?done=EXTEND");

        assertTrue(clerk.page().select(".past").text().contains("申请延期至2023年8月10日（星期四）"));
        assertTrue(clerk.page().select(".past").text().contains("等待决定"));
        assertEquals(null, clerk.page().getElementById("EXTEND-reason-" + id), "one at a time");
        String request = As.office().get("/extension-requests?assignment=" + id).path("items[0].id");
        As.office().body(Map.of("decision", "GRANT", "newDue", "2023-08-05", "reason", "情况属实。"))
                .post("/extension-requests/" + request + "/decision").then().statusCode(200);
        assertTrue(clerk.page().select(".past").text().contains("同意延期至2023年8月5日（星期六）。意见：情况属实。"), clerk.page().select(".past")::text);
        assertEquals(List.of("unit:" + unit + " report-link"), actors("extension.requested"));
    }

    @Test
    void whatIsNotOursIsDisputedAndTheAnswerStandsThere() {
        String id = fixture.assignments(unit).get(0);
        clerk.send("DISPUTE", "assignment", id, "reason", "").then().statusCode(400).body(containsString("DISPUTE-reason-" + id + "-error"));

        clerk.send("DISPUTE", "assignment", id, "reason", "不属本局职责。").then().statusCode(303).header("Location", clerk.path() + "?done=DISPUTE");

        clerk.send("DISPUTE", "assignment", id, "reason", "不属本局职责。").then().statusCode(409).body(containsString("已有一份异议待决定"));
        String dispute = As.office().get("/disputes?assignment=" + id).path("items[0].id");
        As.office().body(Map.of("decision", "UPHOLD", "reason", "经核实。")).post("/disputes/" + dispute + "/decision").then().statusCode(200);
        Document page = clerk.page();
        assertTrue(page.select(".past").text().contains("异议成立，不再由你单位办理。意见：经核实。"), page.select(".past")::text);
        assertEquals("已撤销", page.select(".tag").first().text());
    }

    @Test
    void whatIsNotBeforeTheClerkIsNotTouched() {
        String foreign = fixture.assignments(other).get(1);
        Fixture elsewhere = new Fixture();
        String second = elsewhere.task("1", elsewhere.unit("林草局")).dispatch().notice();

        for (String id : List.of(foreign, "0198c0de-0000-7000-8000-00000000ffff", "x")) {
            clerk.send("EXTEND", "assignment", id, "wantedDue", "2023-08-10", "reason", "汛期任务重。").then().statusCode(404);
            clerk.send("DISPUTE", "assignment", id, "reason", "不属本局职责。").then().statusCode(404);
            clerk.send("REPORT", "assignment", id, "kind", "FINAL", "summary", "好。").then().statusCode(400);
        }
        assertEquals(List.of("AWAITING_ACKNOWLEDGEMENT", "AWAITING_ACKNOWLEDGEMENT"), statuses(other));
        assertEquals(0, new Visitor(second, unit).page().select(".card").size(), "a unit without a part in it");

        String report = fixture.report(foreign, other);
        String receipt = As.office().get("/submissions/" + report).path("receipt");
        String attachment = As.unit(other).contentType("application/octet-stream").body("清单".getBytes(StandardCharsets.UTF_8))
                .post("/submissions/" + report + "/attachments?name=a.txt").then().statusCode(201).extract().path("id");
        clerk.get("/receipts/" + receipt).then().statusCode(404).contentType("text/html").body(not(containsString(clerk.token())));
        clerk.get("/attachments/" + attachment).then().statusCode(404);
        new Visitor(fixture.notice(), other).get("/attachments/" + attachment).then().statusCode(200);
        new Visitor(second, other).get("/attachments/" + attachment).then().statusCode(404);
        clerk.get("/attachments/none").then().statusCode(400);
    }

    private static List<String> facts(Document page) {
        return page.select("dl.facts dt").stream().map(term -> term.text() + " " + term.nextElementSibling().text()).toList();
    }

    private List<String> mine(String field) {
        return As.office().get("/assignments?notice=" + fixture.notice() + "&unit=" + unit).jsonPath().getList("items." + field);
    }

    private List<String> statuses(String code) {
        return As.office().get("/assignments?notice=" + fixture.notice() + "&unit=" + code).jsonPath().getList("items.status");
    }

    private long submissions() {
        return Sql.count("select count(*) from submission s join assignment a on a.id = s.assignment_id where a.unit_code = ?", unit);
    }

    private List<String> actors(String action) {
        return Sql.rows("select distinct actor from audit where action = ? and entity_id in"
                + " (select id::text from assignment where notice_id = ?::uuid)", action, fixture.notice());
    }
}
