package org.duban.task.unit;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.duban.task.event.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Units and contacts by the file: all or nothing, reported line by line. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ImportTest {
    private static final String HEADER = "code,name,alias,role,post,email\n";

    private String p;

    @BeforeEach
    void aPrefixOfItsOwn() {
        BusinessClock.set("2023-07-19T08:00");
        p = new Fixture().prefix();
    }

    private static ValidatableResponse send(String query, byte[] csv) {
        return As.office().contentType("text/csv").body(csv).post("/units/import" + query).then();
    }

    /** P stands for the prefix of the test. */
    private ValidatableResponse csv(String query, String lines) {
        return send(query, lines.replace("P", p).getBytes(StandardCharsets.UTF_8));
    }

    private String twoUnits() {
        return HEADER + "P-a,P水利局,P水务局|P水电局,LIAISON,办公室联络员,a@honghe.example\nP-a,P水利局,,LEADER,分管负责人,b@honghe.example\nP-b,P林草局,,,,\n";
    }

    private long units() {
        return Sql.count("select count(*) from unit where code ~ ?", "^" + p + "[-_][a-z]$");
    }

    @Test
    void unitsAliasesAndContactsAreStored() {
        csv("", twoUnits()).statusCode(200).body("applied", equalTo(true)).body("created", equalTo(2)).body("errors", equalTo(0))
                .body("lines.line", contains(2, 3, 4)).body("lines.code", contains(p + "-a", p + "-a", p + "-b"))
                .body("lines.action", contains("CREATED", "CREATED", "CREATED"));

        As.office().get("/units/" + p + "-a").then().body("name", equalTo(p + "水利局"));
        As.office().get("/units/" + p + "-a/aliases").then().body("$", contains(p + "水务局", p + "水电局"));
        As.office().get("/units/" + p + "-a/contacts").then().body("role", contains("LIAISON", "LEADER"))
                .body("email", contains("a@honghe.example", "b@honghe.example"));
        As.office().get("/audit?entity=unit&entityId=" + p + "-a").then().body("items.action", contains("unit.created"))
                .body("items[0].after.contacts", equalTo(2));
    }

    @Test
    void theContactsGoToTheirTopic() {
        csv("", twoUnits()).statusCode(200);
        csv("", "code,name\nP-a,P水务与水利局\nP-b,P林草局\n").statusCode(200);
        BusinessClock.settle();

        List<KafkaTap.Received> told = KafkaTap.all().stream().filter(e -> e.key().startsWith(p + "-")).toList();

        assertEquals(List.of(Topics.CONTACTS, Topics.CONTACTS), told.stream().map(KafkaTap.Received::topic).toList());
        assertEquals(List.of(p + "水利局", p + "水务与水利局"), told.stream().map(e -> e.at("/unit/name")).toList());
        assertEquals(List.of("b@honghe.example", "b@honghe.example"), told.stream().map(e -> e.at("/contacts/1/email")).toList());
    }

    @Test
    void whatTheFileDoesNotSayStays() {
        csv("", twoUnits()).statusCode(200);

        csv("", twoUnits()).statusCode(200).body("unchanged", equalTo(2)).body("lines.action", contains("UNCHANGED", "UNCHANGED", "UNCHANGED"));
        csv("", "code,name,role,post,email\nP-a,P水利局,LIAISON,值班室,c@honghe.example\n").statusCode(200)
                .body("changed", equalTo(1)).body("lines.action", contains("CHANGED"));

        As.office().get("/units/" + p + "-a/contacts").then().body("email", contains("c@honghe.example"));
        As.office().get("/units/" + p + "-a/aliases").then().body("$", hasSize(2));
        As.office().get("/audit?entity=unit&entityId=" + p + "-a").then().body("items.action", contains("unit.created", "unit.imported"))
                .body("items[1].before.contacts", equalTo(2)).body("items[1].after.contacts", equalTo(1));
    }

    @Test
    void aDryRunReportsAndStoresNothing() {
        csv("?dryRun=true", twoUnits()).statusCode(200).body("applied", equalTo(false)).body("created", equalTo(2))
                .body("lines.action", contains("CREATED", "CREATED", "CREATED"));

        assertEquals(0, units());
    }

    @Test
    void wrongLinesAreNamedAndNothingIsStored() {
        String lines = HEADER + "P-a,P水利局,,LIAISON,办公室联络员,a@honghe.example\n"
                + "P_b,P林草局,,,,\n"
                + "P-c,,,,,\n"
                + "P-d,P教育局,,LIAISON,,张@honghe.example\n"
                + "P-e,P 水利局,,,,\n"
                + "P-a,P水利局,,LIAISON,值班室,a@honghe.example\n"
                + "P-f,P公安局,P公安局,BOSS,岗,f@honghe.example\n"
                + "P-a,P水电局,P教‮育,,,\n";

        csv("?dryRun=true", lines).statusCode(200).body("applied", equalTo(false)).body("errors", equalTo(7))
                .body("lines.action", contains("CREATED", "ERROR", "ERROR", "ERROR", "ERROR", "ERROR", "ERROR", "ERROR"))
                .body("lines[0].problems", hasSize(0)).body("lines[1].problems.field", contains("code"))
                .body("lines[2].problems.field", contains("name")).body("lines[3].problems.field", hasItems("post", "email"))
                .body("lines[4].problems.field", contains("name")).body("lines[5].problems.field", contains("email"))
                .body("lines[6].problems.field", hasItems("role")).body("lines[7].problems.field", hasItems("alias"))
                .body("lines[4].problems[0].detail", containsString(p + "-a"));
        csv("", lines).statusCode(400).contentType("application/problem+json").body("code", equalTo("import-refused"))
                .body("errors.pointer", hasItems("/3/code", "/4/name", "/5/post", "/5/email", "/6/name", "/7/email", "/8/role", "/9/alias"));
        assertEquals(0, units());
    }

    @Test
    void aNameThatAnotherHasIsRefused() {
        csv("", twoUnits()).statusCode(200);

        csv("?dryRun=true", HEADER + "P-c,P 水务局,,,,\nP-d,P别的局,P林草局,,,\nP-a,P水电局,,,,\n").statusCode(200)
                .body("lines.action", contains("ERROR", "ERROR", "ERROR")).body("lines.problems.field.flatten()", contains("name", "alias", "name"));
    }

    @Test
    void jsonTakesTheSameLines() {
        List<Map<String, Object>> lines = List.of(
                Map.of("code", p + "-a", "name", p + "水利局", "alias", List.of(p + "水务局"), "role", "LIAISON", "post", "联络员", "email", "a@honghe.example"),
                Map.of("code", p + "-b", "name", ""));

        As.office().body(lines).post("/units/import?dryRun=true").then().statusCode(200)
                .body("lines.action", contains("CREATED", "ERROR")).body("lines[1].line", equalTo(2));
        As.office().body(lines).post("/units/import").then().statusCode(400).body("errors.pointer", contains("/2/name"));
        As.office().body(lines.subList(0, 1)).post("/units/import").then().statusCode(200).body("created", equalTo(1));
        As.office().body("[{\"code\":\"x\",\"nam\":\"y\"}]").post("/units/import").then().statusCode(400)
                .body("errors.pointer", contains("/0/nam"));
        As.office().body("[{\"code\":").post("/units/import").then().statusCode(400).body("code", equalTo("malformed-json"));
        As.office().body("[null]").post("/units/import").then().statusCode(400).body("errors.pointer", contains("/0"));
    }

    @Test
    void aByteOrderMarkAndLineEndsOfWindowsAreTaken() {
        csv("", "\ufeff" + twoUnits().replace("\n", "\r\n")).statusCode(200).body("created", equalTo(2));
        csv("", "name,code\n\"P,局\",P-q\n\n").statusCode(200).body("lines.line", contains(2));
        As.office().get("/units/" + p + "-q").then().body("name", equalTo(p + ",局"));
    }

    @Test
    void anotherEncodingIsRefusedPrecisely() {
        byte[] gbk = twoUnits().replace("P", p).getBytes(Charset.forName("GBK"));
        byte[] broken = (HEADER + p + "-a," + p + "x,,,,\n" + p + "-b,\u0001,,,,\n").getBytes(StandardCharsets.UTF_8);
        broken[broken.length - 6] = (byte) 0xff;

        send("", gbk).statusCode(400).body("code", equalTo("malformed-csv")).body("detail", matchesPattern("第 2 行：.*UTF-8.*GBK.*"));
        send("", broken).statusCode(400).body("code", equalTo("malformed-csv")).body("detail", containsString("第 3 行"));
        assertEquals(0, units());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "code\nP-a\n", "code,name,phone\nP-a,P局,1\n", "code,name,name\nP-a,P局,P局\n", "code,name\nP-a\n",
        "code,name\nP-a,P局,LIAISON\n", "code,name\nP-a,\"P局\n", "code,name\nP-a,\"P\n局\"\n", "code;name\nP-a;P局\n"})
    void whatIsNoSuchCsvIsRefused(String text) {
        csv("", text).statusCode(400).contentType("application/problem+json").body("detail", matchesPattern("(?s).*\\p{IsHan}.*"));
        assertEquals(0, units());
    }

    @Test
    void aRepeatWithItsKeyGetsTheSameAnswer() {
        byte[] body = twoUnits().replace("P", p).getBytes(StandardCharsets.UTF_8);
        for (int n = 0; n < 2; n++) {
            As.office().contentType("text/csv").header("Idempotency-Key", "import-" + p).body(body).post("/units/import").then()
                    .statusCode(200).body("created", equalTo(2));
        }
        As.office().contentType("text/csv").header("Idempotency-Key", "import-" + p).body("code,name\nx,y\n").post("/units/import")
                .then().statusCode(422);
    }

    @Test
    void twentyThousandLinesAreTakenAndNotOneMore() {
        String lines = HEADER + IntStream.range(0, 20_000).mapToObj(n -> "P-n%1$d,P第%1$d号单位,,%2$s,联络员%3$d,n%3$d@honghe.example\n"
                .formatted(n / 2, n % 2 == 0 ? "LIAISON" : "LEADER", n)).collect(Collectors.joining());
        long start = System.nanoTime();

        csv("", lines).statusCode(200).body("created", equalTo(10_000)).body("errors", equalTo(0));

        assertTrue(System.nanoTime() - start < Duration.ofSeconds(30).toNanos());
        csv("", lines + "P-x,P多出一行,,,,\n").statusCode(413).body("code", equalTo("content-too-large"));
        csv("", HEADER + "x".repeat(5 * 1024 * 1024)).statusCode(413).body("code", equalTo("content-too-large"));
        csv("", HEADER + "P-y,P" + "长".repeat(600_000) + ",,,,\n").statusCode(400).body("errors.pointer", contains("/2/name"));
    }

    @Test
    void onlyTheOfficeImports() {
        As.unit(p).contentType("text/csv").body(HEADER).post("/units/import").then().statusCode(403);
        As.office().contentType("text/plain").body(HEADER).post("/units/import").then().statusCode(415);
    }
}
