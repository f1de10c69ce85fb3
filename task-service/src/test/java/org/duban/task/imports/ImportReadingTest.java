package org.duban.task.imports;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.duban.sample.Sample;
import org.duban.task.BusinessClock;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.intake.SampleFiles;
import org.duban.task.imports.ImportSite.Answer;
import org.duban.task.imports.ImportSite.Upload;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a text or a file to a draft: read, looked at, and stored only when the office says so. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ImportReadingTest {
    private static final String STORED = "select (select count(*) from notice) + (select count(*) from audit) + (select count(*) from outbox)"
            + " + (select count(*) from unit)";

    @BeforeEach
    void summer() {
        BusinessClock.set("2023-07-19T08:00");
    }

    @Test
    void onlyTheOfficeImports() {
        ImportSite.as("office").get("/import").then().statusCode(200).contentType(containsString("text/html"))
                .header("Content-Security-Policy", containsString("script-src 'self'")).header("Cache-Control", "no-store");
        for (String role : List.of("unit", "reader", "inspectorate")) {
            ImportSite.as(role).get("/import").then().statusCode(403).contentType(containsString("text/html"));
            ImportSite.as(role).contentType("multipart/form-data; boundary=edge").body(ImportSite.body(Map.of("source", "通知"))).post("/import")
                    .then().statusCode(403);
        }
        given().redirects().follow(false).get("/import").then().statusCode(303)
                .header("Location", containsString("/sign-in?to=%2Fimport"));
    }

    @Test
    void theSampleIsReadMarkedAndNothingIsStored() {
        long before = Sql.count(STORED);

        Answer read = ImportSite.post("/import", Map.of("source", Sample.notice()));

        assertEquals(200, read.status());
        assertEquals(before, Sql.count(STORED));
        assertEquals("红河州校园安全工作情况报告审议意见处理方案", read.text("h1"));
        assertEquals("2023-08-01", read.value("reportBy"));
        assertEquals(24, read.page().select("article.task").size());
        // The text stands there character by character, whatever is marked in it
        assertEquals(Sample.notice().strip(), read.page().selectFirst("#source").wholeText().strip());
        // A task leads to its place and back
        Element task = read.page().selectFirst("#task-14");
        assertEquals("(四)-3", task.selectFirst("h4").text());
        Element place = read.page().getElementById(task.selectFirst("a[href^=#text]").attr("href").substring(1)).nextElementSibling();
        assertEquals("#task-14", place.attr("href"));
        assertEquals("3.", place.text());
        // So does a finding
        Element quote = read.page().selectFirst("#source a[href^=#finding]:contains(红人发〔2023〕15号)");
        Element finding = read.page().getElementById(quote.attr("href").substring(1));
        assertEquals(quote, read.page().getElementById(finding.selectFirst("a").attr("href").substring(1)).nextElementSibling());
        assertTrue(String.join("", read.page().select("#source .DAY").eachText()).contains("2023年8月1日前"));
        assertTrue(read.page().select("#source .UNIT").eachText().contains("州水利局"));
        assertEveryLinkArrives(read);
    }

    static void assertEveryLinkArrives(Answer answer) {
        List<String> lost = answer.page().select("a[href^=#]").stream().map(link -> link.attr("href").substring(1))
                .filter(id -> answer.page().getElementById(id) == null).toList();
        assertEquals(List.of(), lost);
        List<String> ids = answer.page().select("[id]").stream().map(Element::id).toList();
        assertEquals(ids.stream().distinct().toList(), ids, "an id stands twice");
    }

    @Test
    void aFileIsReadByItsKind() {
        Map<String, byte[]> files = Map.of("通知.docx", SampleFiles.docx(), "a.PDF", SampleFiles.pdf(), "a.html", SampleFiles.html(), "表.xlsx",
                SampleFiles.xlsx(), "a.csv", SampleFiles.csv(), "a.txt", Sample.notice().getBytes(StandardCharsets.UTF_8));
        files.forEach((name, content) -> {
            Answer read = ImportSite.post("/import", Map.of("source", "", "file", new Upload(name, content)));
            assertEquals(200, read.status(), () -> name + read.text("#wrong"));
            assertEquals(24, read.page().select("article.task").size(), name);
            assertEveryLinkArrives(read);
        });
    }

    @Test
    void whatCannotBeReadIsSaidAndWhatWasPastedStays() {
        Answer nothing = ImportSite.post("/import", Map.of("source", " \n", "file", new Upload("", new byte[0])));
        assertEquals(400, nothing.status());
        assertEquals("字段的值不符合要求 通知全文：请粘贴通知全文，或选择文件。", nothing.text("#wrong"));

        Answer wrong = ImportSite.post("/import", Map.of("source", "第一行\n<b>", "file", new Upload("a.pdf", SampleFiles.docx())));
        assertEquals(415, wrong.status());
        assertTrue(wrong.text("#wrong").contains("docx"));
        assertEquals("第一行\n<b>", wrong.value("source"));

        assertEquals(415, ImportSite.post("/import", Map.of("file", new Upload("a.exe", new byte[] {1}))).status());
        assertEquals(400, ImportSite.post("/import", Map.of("file", new Upload("a.docx", Arrays.copyOf(SampleFiles.docx(), 1000)))).status());
        Answer large = ImportSite.post("/import", Map.of("file", new Upload("a.txt", new byte[9 * 1024 * 1024])));
        assertEquals(413, large.status());
        assertTrue(large.response().contentType().startsWith("text/html"));
    }

    @Test
    void aHostileTextStaysText() {
        String hostile = """
                关于"'><script>alert(1)</script>的通知
                </div></textarea><img src=x onerror=alert(1)>
                1.开展<b>排查</b>&lt;。（责任单位：<i>州</i>水利局、州"财政"局）{inject:formGuard.token}
                请于2023年8月1日前报<a href="javascript:alert(1)">州水利局</a>。😀
                """;
        Answer read = ImportSite.post("/import", Map.of("source", hostile));

        assertEquals(200, read.status());
        assertEquals(hostile.strip(), read.page().selectFirst("#source").wholeText().strip());
        assertEquals(List.of("/site/import.js"), read.page().select("script").eachAttr("src"));
        assertEquals(0, read.page().select("img, i, b, [onerror], a[href^=javascript]").size());
        assertEquals(hostile, read.page().selectFirst("input[name=source]").val());
    }

    @Test
    void aLongNoticeStaysQuick() {
        // 100,000 characters with 400 tasks
        StringBuilder text = new StringBuilder("关于加强某项工作的通知\n一、工作任务\n");
        for (int i = 1; i <= 400; i++) {
            text.append(i).append(".").append("加强隐患排查，落实整改措施，确保安全。".repeat(11)).append("（责任单位：州水利局、州财政局）\n");
        }
        long began = System.nanoTime();
        Answer read = ImportSite.post("/import", Map.of("source", text.toString()));

        assertEquals(400, read.page().select("article.task").size());
        assertTrue(System.nanoTime() - began < 10_000_000_000L, "it took more than ten seconds, however busy the machine");
        assertTrue(read.response().asByteArray().length < 2_000_000);
    }

    @Test
    void whatWasReadBecomesADraftWhenTheOfficeSaysSo() {
        ImportNotice notice = new ImportNotice();
        Answer read = ImportSite.post("/import", Map.of("source", notice.text()));

        Answer draft = ImportSite.send(read, "/import", Map.of("mailbox", " bangongshi@honghe.example ", "documentNumber", "")).follow();

        assertEquals(200, draft.status());
        assertEquals("某州人民政府办公室关于加强" + notice.mark + "工作的通知", draft.text("h1"));
        assertTrue(draft.text("#notice dl").contains("bangongshi@honghe.example"));
        assertEquals(3, draft.page().select("article.task").size());
        // As it was pasted: line ends are not those of the form
        assertEquals(notice.text(), Sql.rows("select source_text from notice where title like ?", "%" + notice.mark + "%").get(0));
        assertEveryLinkArrives(draft);
    }

    @Test
    void aTaskThatIsTooLongIsTakenInByHand() {
        ImportNotice notice = new ImportNotice();
        String text = notice.text().replace("开展" + notice.mark + "全面排查", "开展" + "全面排查，".repeat(5_000) + "到位");
        Answer read = ImportSite.post("/import", Map.of("source", text));
        assertTrue(read.text(".say.care").contains("有 1 项事项不能照录"), read.text(".say"));
        assertTrue(read.text("#task-1").contains("内容超过 20,000 字"), read.text("#task-1"));

        Answer draft = ImportSite.send(read, "/import", Map.of()).follow();

        assertEquals(2, draft.page().select("article.task").size());
        assertTrue(draft.text("#left + ul").contains("内容超过 20,000 字"), draft.text("#tasks"));
        String path = draft.page().selectFirst("a.button[href$=/dispatch]").attr("href");
        assertTrue(ImportSite.get(path).text(".say.care").contains("还有 1 项事项未收入草稿"), ImportSite.get(path).text(".say.care"));
        String draftPath = path.replace("/dispatch", "");
        Answer open = ImportSite.get(draftPath + "?edit=read-0");
        Answer refused = ImportSite.send(open, draftPath + "/task", Map.of());
        assertEquals(400, refused.status());
        assertTrue(refused.page().selectFirst(".field.wrong #f-text").hasAttr("aria-invalid"));
        assertTrue(refused.value("text").length() > 25_000);
        Answer taken = ImportSite.send(refused, draftPath + "/task", Map.of("text", "开展全面排查。")).follow();
        assertEquals(3, taken.page().select("article.task").size());
        assertEquals(0, taken.page().select("#left").size());
    }

    @Test
    void aNoticeOfOneEndlessTaskBeginsWithIt() {
        ImportNotice notice = new ImportNotice();
        String text = notice.mark + "通知\n1.开展" + "全面排查，".repeat(5_000) + "到位。（责任单位：州水利局）\n";
        Answer read = ImportSite.post("/import", Map.of("source", text));
        assertTrue(read.text("h3").contains("请更正第一项"), read.text("h3"));
        assertTrue(read.value("text").length() > 20_000);
        assertEquals(400, ImportSite.send(read, "/import", Map.of("title", "一项")).status());

        Answer draft = ImportSite.send(read, "/import", Map.of("title", "一项" + notice.mark, "text", "开展全面排查。")).follow();

        assertEquals(List.of("责任 州水利局"), draft.page().select("article.task .who").eachText());
        assertEquals(0, draft.page().select("#left").size());
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndNothingIsStored() {
        ImportNotice notice = new ImportNotice();
        Answer read = ImportSite.post("/import", Map.of("source", notice.text()));
        long before = Sql.count(STORED);

        Answer refused = ImportSite.send(read, "/import", Map.of("mailbox", "不是邮箱", "reportBy", "2023-13-01", "title", "新标题"));

        assertEquals(400, refused.status());
        assertEquals("新标题", refused.value("title"));
        assertTrue(refused.page().selectFirst("#f-reportBy").hasAttr("aria-invalid"));
        assertTrue(refused.text("#wrong").contains("报送期限"), refused.text("#wrong"));
        assertEquals(before, Sql.count(STORED));
        Answer mailbox = ImportSite.send(refused, "/import", Map.of("reportBy", "2023-08-01"));
        assertEquals(400, mailbox.status());
        assertTrue(mailbox.page().selectFirst(".field.wrong #f-mailbox").hasAttr("aria-invalid"));
        assertEquals(303, ImportSite.send(mailbox, "/import", Map.of("mailbox", "a@honghe.example")).status());
    }

    @Test
    void aTextWithoutTasksGetsItsFirstByHand() {
        ImportNotice notice = new ImportNotice();
        Answer read = ImportSite.post("/import", Map.of("source", notice.mark + "纯属闲谈，没有事项。"));
        assertEquals(0, read.page().select("article.task").size());
        assertEquals(400, ImportSite.send(read, "/import", Map.of("title", "手工标题")).status());

        Answer draft = ImportSite.send(read, "/import", Map.of("title", "手工标题", "label", "1", "text", "开展排查。\n第二行",
                "responsible", "州水利局，州财政局")).follow();

        assertEquals(List.of("责任 州水利局、州财政局"), draft.page().select("article.task .who").eachText());
    }

    @Test
    void aNoticeThatComesAgainIsComparedAndNotStoredTwiceUnseen() {
        ImportNotice notice = new ImportNotice();
        String path = notice.draft();
        long before = Sql.count(STORED);

        // Read again with another day: the page says so at once
        Answer read = ImportSite.post("/import", Map.of("source", notice.text().replace("\n", "\n\n")));
        assertEquals(path, read.page().selectFirst(".say.care a").attr("href"));
        assertTrue(read.text(".say.care").contains("没有不同"), read.text(".say.care"));
        // Sent from a page that did not know it yet
        Answer refused = ImportSite.post("/import", Map.of("source", notice.text(), "create", "true", "title", "另一个标题"));
        assertEquals(409, refused.status());
        assertEquals(path, refused.page().selectFirst(".say.care a").attr("href"));
        assertEquals("另一个标题", refused.value("title"));
        assertEquals(before, Sql.count(STORED));
        // Another one all the same
        Answer again = ImportSite.send(refused, "/import", Map.of());
        assertEquals(303, again.status());
        assertNotEquals(path, again.location());
    }

    @Test
    void differencesStandInATable() {
        ImportNotice notice = new ImportNotice();
        String numbered = notice.text().replace("\n\n各县", "\n" + notice.mark + "政办发〔2023〕7号\n\n各县");
        ImportSite.send(ImportSite.post("/import", Map.of("source", numbered)), "/import", Map.of()).follow();

        Answer read = ImportSite.post("/import", Map.of("source", numbered.replace("8月1日前", "8月15日前").replace("做好", "切实做好")));

        String table = read.text(".say.care table");
        assertTrue(table.contains("报送期限 2023-08-01 2023-08-15"), table);
        assertTrue(table.contains("切实做好"), table);
        assertTrue(read.text(".say.care").contains("2 项事项相同"), read.text(".say.care"));
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 导入通知", "en, Import a notice"})
    void eachReadsItInHisLanguage(String language, String heading) {
        ImportSite.as("office").header("Accept-Language", language).get("/import").then().statusCode(200)
                .header("Content-Language", equalTo(language)).body(containsString("<h1>" + heading + "</h1>"));
        ImportSite.as("office").header("Accept-Language", language).contentType("multipart/form-data; boundary=edge")
                .body(ImportSite.body(Map.of("source", new ImportNotice().text()))).post("/import").then().statusCode(200)
                .body(containsString(language.equals("en") ? "Create the draft" : "建立草稿"));
    }
}
