package org.duban.task.imports;

import static org.duban.task.imports.ImportReadingTest.assertEveryLinkArrives;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.StackResource;
import org.duban.task.imports.ImportSite.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a dispatch will do is shown before it is confirmed, and what was shown is what is done. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ImportDispatchTest {
    private ImportNotice notice;
    private String path;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        notice = new ImportNotice();
        path = notice.draft();
    }

    /** All its names are known. */
    private void confirmed() {
        notice.units();
        Answer open = ImportSite.get(path);
        ImportSite.send(open, path + "/units", Map.of()).follow();
    }

    private String api() {
        return path.replace("/import/", "/notices/");
    }

    @Test
    void whatStandsInTheWayIsSaidFirst() {
        notice.unit("11", "财政局");
        Answer open = ImportSite.get(path + "?edit=notice");
        ImportSite.send(open, path + "/notice", Map.of("mailbox", ""));

        Answer outlook = ImportSite.get(path + "/dispatch");

        assertTrue(outlook.text(".say.bad").contains(notice.name("水利局")), outlook.text(".say.bad"));
        assertTrue(outlook.text(".say.bad").contains("没有报送邮箱"));
        assertEveryLinkArrives(outlook);
        Answer refused = ImportSite.send(outlook, path + "/dispatch", Map.of());
        assertEquals(409, refused.status());
        assertTrue(refused.text("#wrong").contains("报送邮箱"), refused.text("#wrong"));
        As.office().get(api()).then().body("status", equalTo("DRAFT"));
    }

    @Test
    void theConfirmedDispatchDoesWhatItsPageSaid() {
        confirmed();
        As.office().body(Map.of("name", notice.name("畜牧局"))).put("/units/" + notice.code + "-30").then().statusCode(201);
        ImportSite.send(ImportSite.get(path + "?edit=new"), path + "/task", Map.of("label", "补", "text", "补充。", "responsible", notice.name("畜牧局"))).follow();

        Answer outlook = ImportSite.get(path + "/dispatch");

        assertTrue(outlook.text("form.card ul").contains("发给 4 个单位"), outlook.text("form.card ul"));
        assertTrue(outlook.text("form.card ul").contains("2023年8月1日"));
        assertTrue(outlook.text(".say.care").contains("1 个单位没有联络员邮箱") && outlook.text(".say.care").contains(notice.name("畜牧局")));
        assertEquals("2023-07-19 08:00 交办通知 4 0 0 0", outlook.page().selectFirst(".plan tbody tr").text());
        // T-3 of 25 July is counted in working days, T-10 of 1 August would be before the dispatch
        assertTrue(outlook.page().select(".plan tbody tr").eachText().contains("2023-07-20 08:30 临近提醒 1 0 0 0"),
                () -> outlook.text(".plan"));
        assertTrue(outlook.text("main").contains("每个工作日 08:40"));

        Answer done = ImportSite.send(outlook, path + "/dispatch", Map.of()).follow();

        assertTrue(done.text(".say.good").contains("已交办"));
        assertNull(done.page().selectFirst("form.card"));
        As.office().get(api()).then().body("status", equalTo("DISPATCHED"));
        As.office().get("/assignments?limit=200&notice=" + path.substring(8)).then().body("items", hasSize(6));
        // Its draft is closed
        Answer closed = ImportSite.get(path + "?edit=task-1");
        assertNull(closed.page().selectFirst("form.card"));
        assertTrue(closed.text(".say.good").contains("已交办"));
        assertEveryLinkArrives(closed);
    }

    @Test
    void aUnitsAddressIsGivenWhereItIsMissed() {
        confirmed();
        String unit = notice.code + "-30";
        As.office().body(Map.of("name", notice.name("畜牧局"))).put("/units/" + unit).then().statusCode(201);
        As.office().body(List.of(Map.of("role", "LEADER", "post", "分管领导", "email", "lingdao@honghe.example"))).put("/units/" + unit + "/contacts")
                .then().statusCode(200);
        ImportSite.send(ImportSite.get(path + "?edit=new"), path + "/task", Map.of("label", "补", "text", "补充。", "responsible", notice.name("畜牧局"))).follow();
        Answer outlook = ImportSite.get(path + "/dispatch");

        Answer refused = ImportSite.send(outlook, path + "/liaisons", Map.of("email-" + unit, "畜牧局"));
        assertEquals(400, refused.status());
        assertEquals("畜牧局", refused.page().selectFirst("details[open] .field.wrong [aria-invalid]").val());
        assertEquals(1, As.office().get("/units/" + unit + "/contacts").jsonPath().getList("").size());
        Answer given = ImportSite.send(refused, path + "/liaisons", Map.of("email-" + unit, unit + "@honghe.example")).follow();

        assertEquals(List.of(), given.page().select(".say.care").eachText());
        As.office().get("/units/" + unit + "/contacts").then().body("role", contains("LEADER", "LIAISON"))
                .body("email", contains("lingdao@honghe.example", unit + "@honghe.example"));
    }

    @Test
    void twiceIsOnceAndADraftChangedMeanwhileIsLookedAtAgain() {
        confirmed();
        Answer outlook = ImportSite.get(path + "/dispatch");
        ImportSite.send(ImportSite.get(path + "?edit=notice"), path + "/notice", Map.of("reportBy", "2023-08-08")).follow();

        Answer changed = ImportSite.send(outlook, path + "/dispatch", Map.of());
        assertEquals(412, changed.status());
        assertTrue(changed.text("form.card ul").contains("2023年8月8日"));
        As.office().get(api()).then().body("status", equalTo("DRAFT"));

        ImportSite.send(changed, path + "/dispatch", Map.of()).follow();
        Answer twice = ImportSite.send(changed, path + "/dispatch", Map.of());
        assertEquals(409, twice.status());
        assertTrue(twice.text("#wrong").contains("DISPATCHED"), twice.text("#wrong"));
        assertTrue(twice.text(".say.good").contains("已交办"));
    }

    @Test
    void aNoticeWithoutADayGetsOneOrNoReminders() {
        confirmed();
        ImportSite.send(ImportSite.get(path + "?edit=notice"), path + "/notice", Map.of("reportBy", "", "reportByText", "")).follow();
        ImportSite.send(ImportSite.get(path + "?edit=task-2"), path + "/task", Map.of("dueIs", "notice")).follow();
        Answer outlook = ImportSite.get(path + "/dispatch");
        assertNotNull(outlook.page().selectFirst("input[name=due]"));

        Answer past = ImportSite.send(outlook, path + "/dispatch", Map.of("due", "2023-07-01"));
        assertEquals(400, past.status());
        assertTrue(past.text(".field.wrong").contains("不能早于今天"), past.text("#wrong"));
        assertEquals(400, ImportSite.send(outlook, path + "/dispatch", Map.of("due", "8月1日")).status());
        assertEquals(409, ImportSite.send(outlook, path + "/dispatch", Map.of()).status());

        ImportSite.send(outlook, path + "/dispatch", Map.of("ladder", "NONE")).follow();
        As.office().get(api()).then().body("status", equalTo("DISPATCHED")).body("ladder", equalTo("NONE"));
        assertFalse(ImportSite.get(path + "/dispatch").page().select(".plan tbody tr").eachText().stream().anyMatch(row -> row.contains("催办")));
        assertEquals(List.of(), ImportSite.get(path + "/dispatch").page().select("input[name=due]").eachAttr("id"));
    }
}
