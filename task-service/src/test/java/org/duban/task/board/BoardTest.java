package org.duban.task.board;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.duban.task.signin.Browsing;
import org.duban.task.signin.PagePath;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board to look at: what it says of a notice of three units and two sections. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class BoardTest {
    private final Browsing office = Browsing.as("office");
    private Fixture fixture;
    private String water;
    private String justice;
    private String health;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        water = fixture.unit("水利局");
        justice = fixture.unit("司法局");
        health = fixture.unit("卫生健康委");
        fixture.task("二/(一)/1", Map.of("lead", fixture.names(water), "responsible", fixture.names(justice)))
                .task("二/(一)/2", water)
                .task("二/(二)/1", Map.of("responsible", fixture.names(health), "heading", "(二)强化督导检查")).dispatch();
    }

    private String path(String more) {
        return "/board/" + fixture.notice() + more;
    }

    private static List<String> texts(Document page, String css) {
        return page.select(css).eachText();
    }

    @Test
    void theListHasEachNoticeWithItsCountsAndThoseThatWaitFirst() {
        fixture.accept(fixture.report(fixture.assignments(water).get(0), water));
        fixture.report(fixture.assignment(justice), justice);
        BusinessClock.set("2023-08-03T09:00");

        Document page = office.page("/board");

        assertEquals(List.of("已交办 2023-08-01 1 2 0 2", "25% 25% 1/4"), row(page));
        assertEquals(fixture.prefix() + "校园安全工作方案", page.selectFirst(".notices tbody th a").text(),
                "the newest of those on which something waits");
        assertEquals(path(""), page.selectFirst(".notices tbody th a").attr("href"));
    }

    /** The cells of the notice's row: all but the last, and the last. */
    private List<String> row(Document page) {
        Element row = page.selectFirst("tr:has(a[href=" + path("") + "])");
        List<String> cells = row.select("td").eachText();
        return List.of(String.join(" ", cells.subList(0, cells.size() - 1)), cells.get(cells.size() - 1));
    }

    @Test
    void aNoticeIsAMatrixOfItsUnitsAndSections() {
        fixture.accept(fixture.report(fixture.assignments(water).get(0), water));
        fixture.report(fixture.assignment(justice), justice);

        Document page = office.page(path(""));

        assertEquals(List.of("单位", "合计", "(一)聚焦专项治理行动", "(二)强化督导检查"), texts(page, ".matrix thead th"));
        assertEquals(List.of("全部单位 待审核 1 1/4 待审核 1 1/3 正常 0/1",
                fixture.name(water) + " 正常 1/2 正常 1/2 不涉及", fixture.name(justice) + " 待审核 1 0/1 待审核 1 0/1 不涉及",
                fixture.name(health) + " 正常 0/1 不涉及 正常 0/1"), texts(page, ".matrix tbody tr"));
        assertEquals("25% 办结率 1/4", page.selectFirst(".figures li").text());
        assertEquals(path("/units/" + water), page.selectFirst(".matrix tbody a").attr("href"));
        assertEquals(fixture.prefix() + "校园安全工作方案", page.selectFirst("h1").text());
    }

    @Test
    void lightsFollowTheDayAndWhoIsLateIsSaidWithHowMuch() {
        BusinessClock.set("2023-07-28T09:00");
        assertEquals(List.of("临近 4 0/4"), texts(office.page(path("")), ".matrix .all td:nth-child(2)"));

        fixture.report(fixture.assignment(health), health);
        BusinessClock.set("2023-08-07T09:00");
        Document page = office.page(path(""));

        assertEquals(List.of("逾期 3 0/4"), texts(page, ".matrix .all td:nth-child(2)"));
        assertEquals(List.of(fixture.name(water) + " 2023-08-01 6 天（4 个工作日） 2", fixture.name(justice) + " 2023-08-01 6 天（4 个工作日） 1"),
                texts(page, "#late + .scroll tbody tr"));
        assertEquals(texts(page, "#late + .scroll tbody tr"), texts(office.page(path("/late")), "tbody tr"));
    }

    @Test
    void progressIsDrawnAndToldFromWhatHappened() {
        BusinessClock.set("2023-07-24T09:00");
        fixture.accept(fixture.report(fixture.assignments(water).get(0), water));
        String returned = fixture.report(fixture.assignment(justice), justice);
        BusinessClock.set("2023-07-25T09:00");
        fixture.giveBack(returned, "2023-08-10");
        BusinessClock.set("2023-07-26T09:00");
        As.office().body(Map.of("reason", "复查未到位。", "newDue", "2023-08-10"))
                .post("/assignments/" + fixture.assignments(water).get(0) + "/reopen").then().statusCode(200);

        Document page = office.page(path(""));

        assertEquals(List.of("2023-07-24 2 1", "2023-07-25 1 1", "2023-07-26 0 0"), texts(page, "figure tbody tr"));
        // From 19 July to 1 August: five thirteenths of the way, a quarter and a half of the height; then down again.
        assertEquals("M44,200 H297 V157 H348 V157 H399 V200 H399", page.selectFirst("path.completed").attr("d"));
        assertEquals("M44,200 H297 V114 H348 V157 H399 V200 H399", page.selectFirst("path.reported").attr("d"));
        assertEquals("M704,14 V200", page.selectFirst("path.due").attr("d"));
    }

    @Test
    void oneLeafsThroughUnitsAndTasksToAnAssignment() {
        fixture.submit(fixture.assignments(water).get(0), water, "INTERIM");

        Document unit = office.page(path("/units/" + water));
        assertEquals(List.of("(一)-二/(一)/1 开展第二/(一)/1项排查。 牵头 2023-08-01 办理中 绿灯 已完成专项排查。 查看 " + fixture.name(water) + " (一)-二/(一)/1",
                "(一)-二/(一)/2 开展第二/(一)/2项排查。 责任 2023-08-01 待签收 绿灯 无 查看 " + fixture.name(water) + " (一)-二/(一)/2"),
                texts(unit, "tbody tr"));
        Document task = office.page(unit.selectFirst("tbody th a").attr("href"));
        assertEquals("开展第二/(一)/1项排查。", task.selectFirst("main > .verbatim").text());
        assertEquals(List.of(fixture.name(water), fixture.name(justice)), texts(task, "tbody th a"));
        Document assignment = office.page(task.selectFirst("tbody td a").attr("href"));
        assertEquals(fixture.name(water) + " · (一)-二/(一)/1", assignment.selectFirst("h1").text());
        assertEquals(List.of("交办", "报送"), texts(assignment, ".history strong"));
        assertTrue(assignment.selectFirst(".history li:last-child").text().contains("单位 " + water), assignment.select(".history")::text);
    }

    @Test
    void aUnitIsFoundByItsCodeOrAPartOfItsName() {
        String name = fixture.name(justice);
        for (String find : List.of(justice, name.substring(1, name.length() - 1))) {
            assertEquals(List.of(fixture.name(justice)), texts(found(find), ".matrix tbody tr:not(.all) th"));
        }
        assertEquals(List.of(), texts(found("没有这个"), ".matrix"));
    }

    private Document found(String find) {
        return office.page(path("?find=" + PagePath.encoded(find)));
    }

    @Test
    void aMovedDayStandsBesideTheFirst() {
        fixture.giveBack(fixture.report(fixture.assignment(justice), justice), "2023-08-10");

        assertEquals("2023-08-10 原 2023-08-01", office.page(path("/units/" + justice)).selectFirst("td.day").text());
        Document page = office.page("/board/assignments/" + fixture.assignment(justice));
        assertTrue(page.select(".facts").text().contains("2023-08-10 原期限 2023-08-01"), page.select(".facts")::text);
        assertTrue(page.select(".history").text().contains("期限变更"), page.select(".history")::text);
        assertTrue(page.select(".history").text().contains("待审核 → 办理中"), page.select(".history")::text);
    }

    @Test
    void aDraftHasNothingToShowYet() {
        Fixture draft = new Fixture();
        draft.task("1", draft.unit("水利局")).create();

        Document page = office.page("/board/" + draft.notice());

        assertEquals(0, page.select(".matrix, .chart").size());
        assertTrue(page.select(".say").text().contains("尚未交办"), page::text);
    }

    @Test
    void thePapersAreThoseOfTheApi() {
        BusinessClock.set("2023-08-07T09:00");

        Document page = office.page(path(""));
        assertEquals(List.of(path("/ledger.xlsx"), path("/ledger.xlsx?paper=A3"), path("/ledger.csv"), path("/report.docx"), path("/letters.zip")),
                page.select(".papers a").eachAttr("href"));
        page.select(".papers a").eachAttr("href").forEach(paper -> office.get(paper).statusCode(200)
                .header("Content-Disposition", containsString("attachment; filename=")).header("Cache-Control", "no-store"));
        assertEquals(As.office().get("/notices/" + fixture.notice() + "/ledger.csv").asString(), office.get(path("/ledger.csv")).extract().asString());
        office.get(office.page(path("/units/" + water)).selectFirst("a[href$=.docx]").attr("href")).statusCode(200);
        Fixture draft = new Fixture();
        draft.task("1", draft.unit("水利局")).create();
        office.get("/board/" + draft.notice() + "/report.docx").statusCode(409).contentType("text/html").body(containsString("<h1>"));
    }

    @Test
    void whatTheyTypeIsNeverMoreThanText() {
        String evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{#if true}{/if}";
        Fixture hostile = new Fixture();
        String unit = hostile.unit("局<b onmouseover=alert(3)>");
        hostile.with("title", evil).task("1", Map.of("text", evil, "heading", evil, "label", "<img src=x onerror=alert(2)>", "responsible", hostile.names(unit))).dispatch();
        As.unit(unit).body(Map.of("kind", "FINAL", "summary", evil, "problems", evil, "nextSteps", evil))
                .post("/assignments/" + hostile.assignment(unit) + "/submissions").then().statusCode(201);

        String task = hostile.taskId("1");
        for (String path : List.of("/board", "/board/waiting?notice=" + hostile.notice(), "/board/" + hostile.notice(), "/board/" + hostile.notice() + "/late",
                "/board/" + hostile.notice() + "/units/" + unit, "/board/" + hostile.notice() + "/tasks/" + task,
                "/board/assignments/" + hostile.assignment(unit))) {
            Document page = office.page(path);
            assertEquals(0, page.select("script, img, b, [onerror], [onmouseover], [style]").size(), path);
            assertTrue(page.text().contains("alert(1)"), path);
        }
    }

    @ParameterizedTest
    @CsvSource({"'', 200, 200, 200, 403", "/NOTICE, 200, 200, 200, 403", "/NOTICE/late, 200, 200, 200, 403",
        "/NOTICE/units/UNIT, 200, 200, 200, 403", "/NOTICE/tasks/TASK, 200, 200, 200, 403", "/assignments/ASSIGNMENT, 200, 200, 200, 403",
        "/waiting, 200, 200, 200, 403", "/attachments/NONE, 404, 404, 404, 403", "/NOTICE/ledger.csv, 200, 200, 200, 403", "/NOTICE/letters/UNIT.docx, 409, 409, 409, 403", "/NONE, 404, 404, 404, 403",
        "/NOTICE/units/none, 404, 404, 404, 403", "/NOTICE/tasks/NONE, 404, 404, 404, 403", "/assignments/NONE, 404, 404, 404, 403",
        "/nonsense, 400, 400, 400, 403", "?page=0, 400, 400, 400, 403", "?sort=due, 400, 400, 400, 403"})
    void everyPageIsForThoseWhoReadEverything(String page, int byOffice, int byInspectorate, int byReader, int byUnit) {
        String path = "/board" + page.replace("NOTICE", fixture.notice()).replace("UNIT", water).replace("TASK", fixture.taskId("二/(一)/1"))
                .replace("ASSIGNMENT", fixture.assignment(justice)).replace("NONE", "0198c0de-0000-7000-8000-00000000ffff");

        assertEquals(List.of(byOffice, byInspectorate, byReader, byUnit, 303), List.of(status("office", path), status("inspectorate", path),
                status("reader", path), status("unit", path), Browsing.nobody().get(path).extract().statusCode()));
    }

    private static int status(String role, String path) {
        return Browsing.as(role).get(path).extract().statusCode();
    }

    @Test
    void whoPrefersEnglishGetsEnglish() {
        String english = given().header("Authorization", "Bearer " + Tokens.of("reader", null)).header("Accept-Language", "en")
                .get(path("")).then().statusCode(200).header("Content-Language", equalTo("en")).body(containsString("Units and sections"))
                .body(not(containsString("/import"))).extract().asString();

        assertTrue(english.contains("<html lang=\"en\">"), english);
        assertTrue(!english.replaceAll("(?s)<[^>]*>", "").replaceAll(fixture.prefix() + "\\S*|\\(.\\)\\S*|某州\\S*|（2023\\S*", "")
                .matches("(?s).*\\p{IsHan}.*"), () -> english.replaceAll("(?s)<[^>]*>", ""));
    }
}
