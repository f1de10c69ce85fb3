package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.duban.sample.Sample;
import org.duban.task.As;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.intake.PdfFile;
import org.duban.task.intake.SampleFiles;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ParseTest {
    private static final String DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String STORED = "select (select count(*) from notice) + (select count(*) from audit) + (select count(*) from outbox)"
            + " + (select count(*) from unit)";

    /** Left to itself, the client declares every text to be in ISO-8859-1. */
    private static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config().encoderConfig(
            EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private static ValidatableResponse parse(String text) {
        return send("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    private static ValidatableResponse send(String type, byte[] content) {
        return As.office().config(AS_IT_IS).contentType(type).body(content).post("/notices/parse").then();
    }

    private static ValidatableResponse upload(String name, byte[] content) {
        return As.office().contentType("multipart/form-data").multiPart(new MultiPartSpecBuilder(content).controlName("file").fileName(name)
                .charset(StandardCharsets.UTF_8).build()).post("/notices/parse").then();
    }

    @Test
    void theSampleIsReadAndNothingIsStored() {
        long before = Sql.count(STORED);

        parse(Sample.notice()).statusCode(200)
                .body("title", equalTo("红河州校园安全工作情况报告审议意见处理方案"))
                .body("documentNumber", nullValue())
                .body("issuedOn", equalTo("2023-06-15")).body("publishedOn", equalTo("2023-07-19"))
                .body("reportBy", equalTo("2023-08-01")).body("reportByText", equalTo("2023年8月1日前"))
                .body("reportTo", equalTo("州教育体育局"))
                .body("tasks", hasSize(24)).body("sections", hasSize(5))
                .body("tasks[13].ref", equalTo("二/(四)/3")).body("tasks[13].number", equalTo("4.3"))
                .body("tasks[13].label", equalTo("(四)-3"))
                .body("tasks[10].responsible", hasItem("州教育体育局"))
                .body("findings.code", hasItem("cited-number"))
                .body("sourceText", equalTo(Sample.notice()));

        assertEquals(before, Sql.count(STORED));
    }

    @Test
    void filesAreReadByTheirTypeOrTheEndingOfTheirName() {
        long before = Sql.count(STORED);
        for (ValidatableResponse read : List.of(send(DOCX, SampleFiles.docx()), send("application/pdf", SampleFiles.pdf()),
                send("text/html", SampleFiles.html()), upload("通知.docx", SampleFiles.docx()), upload("a.PDF", SampleFiles.pdf()))) {
            read.statusCode(200).body("tasks", hasSize(24)).body("reportBy", equalTo("2023-08-01")).body("issuedBy", equalTo("红河州人民政府办公室"));
        }
        for (ValidatableResponse read : List.of(send(XLSX, SampleFiles.xlsx()), send("text/csv", SampleFiles.csv()), upload("表.xlsx", SampleFiles.xlsx()))) {
            read.statusCode(200).body("tasks", hasSize(24)).body("title", equalTo("红河州校园安全工作任务清单"));
        }
        assertEquals(before, Sql.count(STORED));
    }

    @Test
    void aTextSaysItsEncodingOrShowsIt() {
        byte[] gbk = Sample.notice().getBytes(Charset.forName("GB18030"));
        for (String type : List.of("text/plain", "text/plain; charset=GBK")) {
            send(type, gbk).statusCode(200).body("sourceText", equalTo(Sample.notice()));
        }
        send("text/plain; charset=utf-8", gbk).statusCode(400).body("code", equalTo("invalid-field")).body("detail", containsString("UTF-8"));
        send("text/plain; charset=no-such", gbk).statusCode(415).body("code", equalTo("unsupported-media-type"));
    }

    @Test
    void whatCannotBeReadIsRefusedByItsReason() {
        parse(" \n　").statusCode(400).body("code", equalTo("invalid-field")).body("errors.pointer", contains(""));
        send("application/pdf", SampleFiles.docx()).statusCode(415).body("detail", containsString("docx"));
        upload("a.pdf", SampleFiles.docx()).statusCode(415).body("detail", containsString("docx"));
        upload("a.exe", SampleFiles.docx()).statusCode(415).body("detail", containsString("xlsx"));
        send("application/pdf", PdfFile.ofText("", 10)).statusCode(400).body("code", equalTo("file-without-text")).body("detail", containsString("扫描"));
        send("application/pdf", "%PDF-1.7 x".getBytes(StandardCharsets.US_ASCII)).statusCode(400).body("code", equalTo("file-damaged"));
        send("text/csv", "a,\"b".getBytes(StandardCharsets.US_ASCII)).statusCode(400).body("code", equalTo("malformed-csv"));
        As.office().contentType("multipart/form-data").multiPart("other", "a.txt", "通知".getBytes(StandardCharsets.UTF_8))
                .post("/notices/parse").then().statusCode(400).body("errors.pointer", contains("/file"));
        send("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\n通知"
                .getBytes(StandardCharsets.UTF_8)).statusCode(400).body("code", equalTo("file-damaged"));
    }

    @Test
    void whatIsTooLargeIsRefused() {
        byte[] large = new byte[5 * 1024 * 1024 + 1];
        send("text/plain", large).statusCode(413).body("code", equalTo("content-too-large"));
        upload("a.txt", large).statusCode(413).body("code", equalTo("content-too-large"));
    }

    @Test
    void noOtherTypeIsRead() {
        As.office().body("{}").post("/notices/parse").then().statusCode(415).body("code", equalTo("unsupported-media-type"));
        for (String none : List.of("application/json, text/plain", "x", "image/png")) {
            As.office().config(AS_IT_IS).header("Content-Type", none).post("/notices/parse").then().statusCode(415).body("code", equalTo("unsupported-media-type"));
        }
    }

    @Test
    void unitsAreLookedForAndNotMade() {
        String code = new Fixture().prefix();
        // A level stands before a name, and names are Chinese.
        String p = "测" + code.replaceAll("\\D", "").chars().mapToObj(digit -> "零一二三四五六七八九".substring(digit - '0', digit - '0' + 1))
                .collect(Collectors.joining());
        Map.of(code + "-11", "州" + p + "财政局", code + "-12", "州" + p + "发改委", code + "-13", "州" + p + "教育体育局").forEach((unit, name) ->
                As.office().body(Map.of("name", name)).put("/units/" + unit).then().statusCode(201));
        String text = """
                关于加强某项工作的通知
                一、工作任务
                1.开展排查。（牵头单位：州F财政局；责任单位：F发改委、州F教育局、各县市人民政府）
                """.replace("F", p);
        long before = Sql.count(STORED);

        ValidatableResponse read = parse(text).statusCode(200)
                .body("units.find { it.name == '州%s财政局' }.by".formatted(p), equalTo("NAME"))
                .body("units.find { it.name == '%s发改委' }.by".formatted(p), equalTo("PREFIX"))
                .body("units.find { it.name == '%s发改委' }.code".formatted(p), equalTo(code + "-12"))
                .body("units.find { it.name == '州%s教育局' }.code".formatted(p), nullValue())
                .body("units.find { it.name == '州%s教育局' }.nearest[0].name".formatted(p), equalTo("州" + p + "教育体育局"))
                .body("findings.findAll { it.code == 'unit-assumed' }.quote", contains(p + "发改委"))
                .body("findings.findAll { it.code == 'unit-unknown' }.quote", hasItem("州" + p + "教育局"));

        int start = read.extract().path("findings.find { it.code == 'unit-assumed' }.place.start");
        assertEquals(text.indexOf(p + "发改委"), start);
        assertEquals(before, Sql.count(STORED));
    }
}
