package org.duban.task.report;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AttachmentsTest {
    private static final int LARGEST = 20 * 1024 * 1024;
    private static final String PDF = "255044462d312e370a";
    private static final String OLE = "d0cf11e0a1b11ae100";

    private Fixture fixture;
    private String unit;
    private String report;

    @BeforeEach
    void report() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        unit = fixture.unit("水利局");
        fixture.task("1", unit).dispatch();
        report = fixture.report(fixture.assignment(unit), unit);
    }

    private static RequestSpecification binary(RequestSpecification caller) {
        return caller.contentType("application/octet-stream").config(RestAssuredConfig.config().encoderConfig(
                EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
    }

    private ValidatableResponse add(String name, byte[] content) {
        return binary(As.unit(unit)).queryParam("name", name).body(content).post("/submissions/" + report + "/attachments").then();
    }

    private static byte[] pdf(int size) {
        return Arrays.copyOf("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII), size);
    }

    private static byte[] zip(String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry(entry));
                zip.write(1);
            }
        }
        return bytes.toByteArray();
    }

    @Test
    void whatWasAddedIsListedAndComesBackAsItWas() {
        byte[] content = pdf(600_000);
        content[599_999] = 7;

        String id = add("整改 \"清单\".pdf", content).statusCode(201).body("name", equalTo("整改 _清单_.pdf"))
                .body("type", equalTo("application/pdf")).body("size", equalTo(600_000))
                .header("Location", containsString("/api/v1/attachments/")).extract().path("id");

        Response download = As.office().get("/attachments/" + id);
        assertArrayEquals(content, download.asByteArray());
        download.then().contentType("application/pdf").header("X-Content-Type-Options", "nosniff")
                .header("Content-Length", "600000").header("Content-Disposition", equalTo(
                        "attachment; filename=\"__ ____.pdf\"; filename*=UTF-8''%E6%95%B4%E6%94%B9%20_%E6%B8%85%E5%8D%95_.pdf"));
        As.office().header("If-None-Match", download.header("ETag")).get("/attachments/" + id).then().statusCode(304);
        As.office().get("/submissions/" + report).then().body("attachments.id", contains(id))
                .body("attachments[0].sha256", equalTo(download.header("ETag").replace("\"", "")));
        As.office().get("/submissions?notice=" + fixture.notice()).then().body("items[0].attachments.id", contains(id));
        assertEquals(List.of("3"), Sql.rows("select count(*) from attachment_piece where attachment_id = ?::uuid", id));
        assertEquals(List.of("attachment.added"), Sql.rows(
                "select action from audit where after ->> 'attachment' = ?", id));
    }

    @ParameterizedTest
    @CsvSource({
        "a.pdf, " + PDF + ", 201", "a.PDF, " + PDF + ", 201", "a.doc, " + OLE + ", 201", "a.xls, " + OLE + ", 201",
        "a.png, 89504e470d0a1a0a00, 201", "a.jpg, ffd8ffe0, 201", "a.jpeg, ffd8ffe0, 201", "a.txt, e6b58be8af95, 201",
        "a.csv, b2e2cad42c310a, 201", "a.pdf, 89504e470d0a1a0a00, 415", "a.png, " + PDF + ", 415", "a.doc, 504b0304, 415",
        "a.txt, 61006200, 415", "a.txt, ff, 415", "a.docx, 504b030400, 415", "a.zip, " + PDF + ", 415",
        "a.exe, 4d5a, 415", "a.html, 3c68746d6c3e, 415", "a.svg, 3c7376673e, 415", "pdf, " + PDF + ", 415", "a, 61, 415",
        "a.pdf, 2550, 415",
    })
    void theContentMustBeWhatTheEndingSays(String name, String hex, int status) {
        add(name, HexFormat.of().parseHex(hex)).statusCode(status);
    }

    @Test
    void anOfficeDocumentIsAnArchiveWithItsParts() throws IOException {
        byte[] word = zip("[Content_Types].xml", "word/document.xml");
        byte[] sheet = zip("[Content_Types].xml", "xl/workbook.xml");

        add("a.docx", word).statusCode(201);
        add("a.xlsx", sheet).statusCode(201);
        add("a.zip", zip("a.txt")).statusCode(201);
        add("a.docx", sheet).statusCode(415);
        add("a.xlsx", zip("xl/workbook.xml")).statusCode(415);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "../../etc/清单.txt | 清单.txt", "C:\\\\temp\\\\清单.txt | 清单.txt", "..清单.txt | 清单.txt", "a:b?.txt | a_b_.txt",
    })
    void aNameIsCleaned(String name, String clean) {
        add(name, "已。".getBytes(Charset.forName("GB18030"))).statusCode(201).body("name", equalTo(clean));
    }

    @Test
    void aLongNameKeepsItsEnding() {
        add("长".repeat(300) + ".txt", "a".getBytes(StandardCharsets.UTF_8)).statusCode(201)
                .body("name", equalTo("长".repeat(120) + ".txt"));
    }

    @Test
    void aNameThatIsNoneIsRefused() {
        add(".txt", "a".getBytes(StandardCharsets.UTF_8)).statusCode(415);
        add("a/..", "a".getBytes(StandardCharsets.UTF_8)).statusCode(400).body("errors[0].parameter", equalTo("name"));
        add("a\u0000.txt", "a".getBytes(StandardCharsets.UTF_8)).statusCode(400).body("errors[0].parameter", equalTo("name"));
        binary(As.unit(unit)).body("a".getBytes(StandardCharsets.UTF_8)).post("/submissions/" + report + "/attachments").then()
                .statusCode(400).body("errors[0].parameter", equalTo("name"));
        add("a.txt", new byte[0]).statusCode(400);
    }

    @Test
    void twentyMegabytesAreTakenAndNotAByteMore() {
        add("a.pdf", pdf(LARGEST)).statusCode(201).body("size", equalTo(LARGEST));

        add("a.pdf", pdf(LARGEST + 1)).statusCode(413).contentType("application/problem+json")
                .body("code", equalTo("content-too-large"));
    }

    /** Without Content-Length the size shows only as the body comes. */
    @Test
    void theLimitsHoldForBodiesOfUnknownLength() throws Exception {
        String attachments = "/api/v1/submissions/" + report + "/attachments?name=" + URLEncoder.encode("表.pdf", StandardCharsets.UTF_8);
        String single = "/api/v1/assignments/" + fixture.assignment(unit) + "/submissions";
        String json = "{\"kind\": \"INTERIM\", \"summary\": \"" + "长".repeat(600_000) + "\"}";

        assertEquals(201, chunked(attachments, "application/octet-stream", pdf(2 * 1024 * 1024)));
        assertEquals(413, chunked(attachments, "application/octet-stream", pdf(LARGEST + 100_000)));
        assertEquals(413, chunked(single, "application/json", json.getBytes(StandardCharsets.UTF_8)));
        As.office().get("/submissions/" + report).then().body("attachments", hasSize(1));
    }

    private int chunked(String path, String type, byte[] body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + Tokens.of("unit", unit)).header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))).build();
        HttpResponse<String> response = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                .send(request, HttpResponse.BodyHandlers.ofString());
        return response.statusCode();
    }

    @Test
    void otherPathsKeepTheirSmallLimit() {
        As.unit(unit).body("{\"kind\": \"INTERIM\", \"summary\": \"" + "长".repeat(600_000) + "\"}")
                .post("/assignments/" + fixture.assignment(unit) + "/submissions").then().statusCode(413)
                .body("code", equalTo("content-too-large"));
    }

    @Test
    void tenAtMostAlsoWhenTheyComeAtOnce() {
        List<CompletableFuture<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            answers.add(CompletableFuture.supplyAsync(() -> add("a.pdf", pdf(100)).extract().statusCode()));
        }

        assertEquals(10, answers.stream().map(CompletableFuture::join).filter(status -> status == 201).count());
        add("a.pdf", pdf(100)).statusCode(409).body("code", equalTo("conflict"));
        As.office().get("/submissions/" + report).then().body("attachments", hasSize(10));
    }

    @Test
    void aReviewedReportTakesNoMore() {
        fixture.accept(report);

        add("a.pdf", pdf(100)).statusCode(409).body("code", equalTo("illegal-move"));
    }

    /** R11. */
    @Test
    void itIsTheUnitsOwnAndItsReadersAreThoseOfTheReport() {
        String id = add("a.pdf", pdf(100)).statusCode(201).extract().path("id");
        String other = fixture.unit("司法局");
        String path = "/submissions/" + report + "/attachments?name=a.pdf";

        binary(As.unit(other)).body(pdf(100)).post(path).then().statusCode(404).body("code", equalTo("not-found"));
        binary(As.office()).body(pdf(100)).post(path).then().statusCode(403);
        As.unit(unit).body("{}").post(path).then().statusCode(415);
        As.unit(other).get("/attachments/" + id).then().statusCode(404);
        As.unit(unit).get("/attachments/" + id).then().statusCode(200);
        As.reader().get("/attachments/" + id).then().statusCode(200);
    }
}
