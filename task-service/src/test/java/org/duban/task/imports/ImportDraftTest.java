package org.duban.task.imports;

import static org.duban.task.imports.ImportReadingTest.assertEveryLinkArrives;
import static org.hamcrest.Matchers.contains;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.StackResource;
import org.duban.task.imports.ImportSite.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A draft is corrected piece by piece; what somebody else has changed meanwhile is not overwritten unseen. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ImportDraftTest {
    private ImportNotice notice;
    private String path;

    @BeforeEach
    void draft() {
        BusinessClock.set("2023-07-19T08:00");
        notice = new ImportNotice();
        path = notice.draft();
    }

    private JsonPath stored() {
        return As.office().get(path.replace("/import/", "/notices/")).then().statusCode(200).extract().jsonPath();
    }

    private List<Map<String, Object>> units() {
        return As.office().get(path.replace("/import/", "/notices/") + "/units").then().statusCode(200).extract().jsonPath().getList("");
    }

    @Test
    void theNoticesOwnFieldsAreCorrected() {
        String inspectorate = notice.unit("21", "督查室");
        Answer open = ImportSite.get(path + "?edit=notice");

        Answer saved = ImportSite.send(open, path + "/notice", Map.of("title", "更正后的标题", "mailbox", "b@honghe.example", "documentNumber",
                "州政办发〔2023〕1号" + notice.mark, "reportBy", "2023-08-02", "restDay", "MOVES", "inspectorateUnit", notice.name("督查室")));

        assertEquals(path + "#notice", saved.location(), "without a host, which nobody knows behind a proxy");
        JsonPath now = stored();
        assertEquals("更正后的标题", now.getString("title"));
        assertEquals("b@honghe.example", now.getString("mailbox"));
        assertEquals("2023-08-02", now.getString("reportBy"));
        assertEquals("MOVES", now.getString("deadlineRule.restDay"));
        assertEquals(inspectorate, now.getString("inspectorateUnit"));
        assertEquals(3, ImportSite.get(path).page().select("article.task").size());
    }

    @Test
    void aRefusedFieldIsMarkedAndKept() {
        Answer open = ImportSite.get(path + "?edit=notice");

        Answer refused = ImportSite.send(open, path + "/notice", Map.of("title", " ", "mailbox", "c@honghe.example"));
        Answer unknown = ImportSite.send(open, path + "/notice", Map.of("inspectorateUnit", "没有的单位"));

        assertEquals(400, refused.status());
        assertTrue(refused.page().selectFirst(".field.wrong #f-title").hasAttr("aria-invalid"));
        assertEquals("c@honghe.example", refused.value("mailbox"));
        assertEquals(400, unknown.status());
        assertEquals("没有的单位", unknown.value("inspectorateUnit"));
        assertTrue(unknown.text(".field.wrong").contains("名录中没有此单位"));
        assertEquals("fuben@honghe.example", stored().getString("mailbox"));
    }

    @Test
    void thePeopleToAskAreCorrected() {
        Answer open = ImportSite.get(path + "?edit=notice");

        Answer saved = ImportSite.send(open, path + "/notice", Map.of("contact", "张三 0873-3732000\n\n李四，联系电话：(0873) 3732001\n王五\n综合1科 12345\n13900000000"));

        assertEquals("张三 0873-3732000；李四 (0873) 3732001；王五；综合1科 12345；13900000000", saved.follow().text("#notice dt:contains(联系人) + dd"));
        assertEquals(Arrays.asList("张三", "李四", "王五", "综合1科", null), stored().getList("contact.name"));
        assertEquals(Arrays.asList("0873-3732000", "(0873) 3732001", null, "12345", "13900000000"), stored().getList("contact.phone"));
        assertEquals("张三 0873-3732000\n李四 (0873) 3732001\n王五\n综合1科 12345\n13900000000", ImportSite.get(path + "?edit=notice").value("contact"));
        Answer refused = ImportSite.send(ImportSite.get(path + "?edit=notice"), path + "/notice", Map.of("contact", "长".repeat(201)));
        assertEquals(400, refused.status());
        assertTrue(refused.page().selectFirst(".field.wrong #f-contact").hasAttr("aria-invalid"));
    }

    @Test
    void theLadderIsEnteredInAnyOrderAndWhatIsWrongStandsAtItsRow() {
        assertTrue(ImportSite.get(path).text("#ladder ul").startsWith("通用阶梯 期限前 10 个工作日 08:30：临近提醒"), ImportSite.get(path).text("#ladder"));
        Answer open = ImportSite.get(path + "?edit=ladder");
        assertEquals("-10", open.value("offset-1"));
        assertTrue(open.page().selectFirst("[name=copyLeader-6]").hasAttr("checked"));
        assertEveryLinkArrives(open);

        Answer noNumber = ImportSite.send(open, path + "/ladder", Map.of("choice", "OWN", "offset-7", "－５", "stage-7", "CHASE", "offset-9", "许久"));
        assertEquals(400, noNumber.status());
        assertEquals("许久", noNumber.page().selectFirst(".wrong [name^=offset]").val());
        assertEquals("－５", noNumber.value("offset-2"));
        Answer wrongStage = ImportSite.send(noNumber, path + "/ladder", Map.of("offset-8", ""));
        assertEquals(400, wrongStage.status());
        assertEquals("stage-2", wrongStage.page().selectFirst(".wrong select").attr("name"));
        assertTrue(wrongStage.text("#wrong").contains("第 2 行"), wrongStage.text("#wrong"));
        assertEquals(400, ImportSite.send(wrongStage, path + "/ladder", Map.of("stage-2", "REMINDER", "hour", "19:00")).status());
        Answer saved = ImportSite.send(wrongStage, path + "/ladder", Map.of("stage-2", "REMINDER", "hour", "09:00", "until", "20"));

        assertTrue(saved.location().endsWith(path + "#ladder"), saved::location);
        assertTrue(saved.follow().text("#ladder ul").contains("期限前 5 个工作日 09:00：临近提醒 期限前 3 个工作日"), saved.follow().text("#ladder"));
        JsonPath ladder = As.office().get(path.replace("/import/", "/notices/") + "/ladder").then().statusCode(200).extract().jsonPath();
        assertEquals("OWN [-10, -5, -3, -1, 0, 1, 5] 20", ladder.getString("choice") + " " + ladder.getList("ladder.rungs.offset") + " "
                + ladder.getInt("ladder.repetition.until"));
        assertTrue(ImportSite.get(path + "/dispatch").text("fieldset").contains("按本通知自定的阶梯"));
        assertEquals(412, ImportSite.send(open, path + "/ladder", Map.of("choice", "NONE")).status());
        ImportSite.send(ImportSite.get(path + "?edit=ladder"), path + "/ladder", Map.of("choice", "NONE")).follow();
        assertEquals("NONE", stored().getString("ladder"));
    }

    @Test
    void aTaskIsCorrectedWhereItStands() {
        Answer open = ImportSite.get(path + "?edit=task-2");
        assertEquals("own", open.page().selectFirst("input[name=dueIs][checked]").val());
        assertEquals("2023-07-25", open.value("due"));
        assertEveryLinkArrives(open);

        Answer saved = ImportSite.send(open, path + "/task", Map.of("text", "全部完成整改。\n逐项销号。", "lead", notice.name("水利局"), "responsible",
                notice.name("财政局") + "、 " + notice.name("教育体育局") + ",", "dueIs", "open-ended"));

        assertTrue(saved.location().endsWith("#task-2"), saved::location);
        Answer now = saved.follow();
        assertEquals("牵头 %s 责任 %s、%s".formatted(notice.name("水利局"), notice.name("财政局"), notice.name("教育体育局")), now.text("#task-2 .who"));
        assertTrue(now.text("#task-2").contains("长期坚持"));
        assertEquals("全部完成整改。\n逐项销号。", ImportSite.get(path + "?edit=task-2").value("text"));
        assertEquals(3, now.page().select("article.task").size());
    }

    @Test
    void aTaskWithoutUnitsOrWithABadDayIsRefused() {
        Answer open = ImportSite.get(path + "?edit=task-1");
        Answer nobody = ImportSite.send(open, path + "/task", Map.of("responsible", " 、"));
        Answer noDay = ImportSite.send(open, path + "/task", Map.of("dueIs", "own", "due", ""));

        assertEquals(400, nobody.status());
        assertTrue(nobody.page().selectFirst(".field.wrong #f-responsible").hasAttr("aria-invalid"));
        assertEquals(400, noDay.status());
        assertTrue(noDay.text("#wrong").contains("第 1 项 完成时限"), noDay.text("#wrong"));
    }

    @Test
    void tasksAreAddedTakenOutAndTakenInAgain() {
        // A further one stands after the others of its heading
        Answer added = ImportSite.send(ImportSite.get(path + "?edit=new"), path + "/task", Map.of("label", "补-1", "heading",
                ImportSite.get(path + "?edit=task-1").value("heading"), "text", "补充事项。", "responsible", notice.name("水利局"))).follow();
        assertEquals("补-1", added.text("#task-3 h4"));
        Answer twice = ImportSite.send(ImportSite.get(path + "?edit=new"), path + "/task", Map.of("label", "补-1", "text", "再补。",
                "responsible", notice.name("水利局")));
        assertEquals(400, twice.status());
        assertTrue(twice.text(".field.wrong").contains("编号相同"), twice.text("#wrong"));

        // One is taken out: the text still shows it
        Answer without = ImportSite.send(ImportSite.get(path + "?edit=task-1"), path + "/task", Map.of("remove", "true")).follow();
        assertEquals(3, without.page().select("article.task").size());
        assertEquals(1, without.page().select("#tasks ul.plain li").size());
        assertEveryLinkArrives(without);

        // And is taken in again, as it was read
        String again = without.page().selectFirst("#tasks ul.plain a").attr("href").replaceFirst("#.*", "");
        Answer back = ImportSite.send(ImportSite.get(again), path + "/task", Map.of()).follow();
        assertEquals(4, back.page().select("article.task").size());
        assertEquals(0, back.page().select("#tasks ul.plain li").size());
    }

    @Test
    void twoWhoEditDoNotOverwriteEachOther() {
        Answer mine = ImportSite.get(path + "?edit=notice");
        Answer myTask = ImportSite.get(path + "?edit=task-1");
        ImportSite.send(ImportSite.get(path + "?edit=notice"), path + "/notice", Map.of("title", "别人的标题")).follow();

        Answer refused = ImportSite.send(mine, path + "/notice", Map.of("title", "我的标题"));

        assertEquals(412, refused.status());
        assertEquals("我的标题", refused.value("title"));
        assertTrue(refused.text("#notice .hint").contains("他人改为：别人的标题"), refused.text("#notice"));
        assertEquals("别人的标题", stored().getString("title"));
        assertEquals(412, ImportSite.send(myTask, path + "/task", Map.of("text", "我的事项")).status());
        assertEquals(412, ImportSite.send(myTask, path + "/task", Map.of("remove", "true")).status());
        // Seen, it may be saved
        ImportSite.send(refused, path + "/notice", Map.of()).follow();
        assertEquals("我的标题", stored().getString("title"));
    }

    @Test
    void whatWasEnteredForATaskThatIsGoneCanBeAdded() {
        Answer mine = ImportSite.get(path + "?edit=task-1");
        ImportSite.send(ImportSite.get(path + "?edit=task-1"), path + "/task", Map.of("remove", "true")).follow();

        Answer refused = ImportSite.send(mine, path + "/task", Map.of("text", "我改的内容。"));

        assertEquals(412, refused.status());
        assertEquals("我改的内容。", refused.value("text"));
        Answer added = ImportSite.send(refused, path + "/task", Map.of()).follow();
        assertEquals(3, added.page().select("article.task").size());
    }

    @Test
    void namesAreConfirmedAndMadeAllAtOnce() {
        notice.unit("11", "财政局");
        notice.unit("12", "教育和体育局");
        Answer open = ImportSite.get(path);
        List<String> asked = open.page().select(".names legend").eachText();
        assertEquals(3, asked.size(), asked::toString);
        int assumed = asked.indexOf(asked.stream().filter(name -> name.contains("“" + notice.mark + "财政局”")).findFirst().orElseThrow()) + 1;
        int near = asked.indexOf(asked.stream().filter(name -> name.contains("教育体育局")).findFirst().orElseThrow()) + 1;
        int lacking = 6 - assumed - near;
        // Whom a name is taken for is chosen already; where others are near to it, the office has to say
        assertEquals(notice.code + "-11", open.page().selectFirst("#as-" + assumed + " [selected]").val());
        assertEquals("", open.page().selectFirst("#as-" + near + " [selected]").val());
        assertEquals("", open.page().selectFirst("#as-" + lacking + " [selected]").val());
        assertEquals(notice.code, open.value("prefix"));

        Answer done = ImportSite.send(open, path + "/units", Map.of("as-" + near, notice.code + "-12", "rest", "unit")).follow();

        assertNull(done.page().selectFirst(".names"));
        assertEquals(List.of(), units().stream().filter(unit -> unit.get("code") == null).toList());
        assertEquals(notice.code + "-13", units().stream().filter(unit -> unit.get("name").equals(notice.name("水利局"))).findFirst().orElseThrow().get("code"));
        assertEquals(notice.code + "-12", units().stream().filter(unit -> unit.get("name").equals(notice.name("教育体育局"))).findFirst().orElseThrow().get("code"));
    }

    /** Creating the draft says nothing of names that are only assumed. */
    @Test
    void anAssumedNameIsAskedForThoughItWasReadBefore() {
        ImportNotice other = new ImportNotice();
        other.units();

        assertEquals(List.of("“" + other.mark + "财政局”"), ImportSite.get(other.draft()).page().select(".names legend").stream()
                .map(legend -> legend.ownText().strip()).toList());
    }

    @Test
    void namesAreAllConfirmedOrNone() {
        Answer open = ImportSite.get(path);
        int many = open.page().select(".names li").size();

        Answer refused = ImportSite.send(open, path + "/units", Map.of("as-1", "=unit", "as-2", "=code", "other-2", "没有的单位", "prefix", notice.code));
        Answer badPrefix = ImportSite.send(open, path + "/units", Map.of("as-1", "=unit", "prefix", "五三"));

        assertEquals(400, refused.status());
        assertEquals("没有的单位", refused.page().selectFirst("#other-2").val());
        assertEquals("=code", refused.page().selectFirst("#as-2 [selected]").val());
        assertEquals(400, badPrefix.status());
        assertTrue(badPrefix.text("#wrong").contains("前缀"), badPrefix.text("#wrong"));
        assertEquals(many, units().stream().filter(unit -> unit.get("code") == null).count());
    }

    /** Pasted with a name, nobody sees them; PostgreSQL would refuse the first. */
    @Test
    void charactersThatNoTextMayHoldAreLeftOut() {
        notice.unit("12", "教育和体育局");
        Answer open = ImportSite.get(path);
        int near = 1 + open.page().select(".names legend").eachText().stream().map(name -> name.contains("教育体育局")).toList().indexOf(true);

        Answer saved = ImportSite.send(open, path + "/units", Map.of("as-" + near, "=code", "other-" + near, "\u0000" + notice.code + "-12\u202e"));
        Answer odd = ImportSite.send(ImportSite.get(path + "?edit=notice"), path + "/notice", Map.of("inspectorateUnit", notice.code + "\u0000-12"));

        assertEquals(303, saved.status());
        assertEquals(notice.code + "-12", units().stream().filter(unit -> unit.get("name").equals(notice.name("教育体育局"))).findFirst().orElseThrow().get("code"));
        assertEquals(303, odd.status());
        assertEquals(notice.code + "-12", stored().getString("inspectorateUnit"));
    }

    @Test
    void aGroupIsMadeOfItsMembers() {
        notice.units();
        Answer open = ImportSite.get(path + "?edit=task-1");
        Answer grouped = ImportSite.send(open, path + "/task", Map.of("responsible", "各" + notice.mark + "县市人民政府")).follow();
        int number = grouped.page().select(".names li").stream().filter(li -> li.text().contains("县市人民政府")).findFirst().orElseThrow()
                .elementSiblingIndex() + 1;
        assertNotNull(grouped.page().selectFirst("#members-" + number));

        Answer nobody = ImportSite.send(grouped, path + "/units", Map.of("as-" + number, "=group", "prefix", notice.code));
        Answer done = ImportSite.send(nobody, path + "/units", Map.of("members-" + number, notice.name("水利局") + "、" + notice.code + "-11")).follow();

        assertEquals(400, nobody.status());
        assertTrue(nobody.text("#wrong").contains("成员单位"), nobody.text("#wrong"));
        assertNull(done.page().selectFirst(".names"));
        As.office().get("/unit-groups/" + notice.code + "-G1").then().statusCode(200)
                .body("members.unit", contains(notice.code + "-13", notice.code + "-11"));
    }

    @Test
    void whatIsNotThereIsSaidAsAPage() {
        for (String nothing : List.of("/import/00000000-0000-7000-8000-000000000000", "/import/00000000-0000-7000-8000-000000000000/dispatch")) {
            Answer answer = ImportSite.get(nothing);
            assertEquals(404, answer.status());
            assertTrue(answer.response().contentType().startsWith("text/html"));
        }
        assertEquals(404, ImportSite.post("/import/00000000-0000-7000-8000-000000000000/notice", Map.of("version", "0")).status());
        assertEquals(400, ImportSite.get("/import/x").status());
        for (String odd : List.of("task-99", "task-x", "read-99", "nothing")) {
            assertNull(ImportSite.get(path + "?edit=" + odd).page().selectFirst("form.card[action$=task]"), odd);
        }
    }
}
