package org.duban.task.notice;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.sample.Sample;
import org.duban.task.As;
import org.duban.task.Fixture;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(StackResource.class)
class NoticeDraftTest {
    private static final String TASK = "{\"ref\": \"1\", \"text\": \"开展排查。\", \"responsible\": [\"州水利局\"]}";

    @Test
    void whatParseAnsweredIsStoredAsItIs() {
        String draft = As.office().contentType("text/plain; charset=utf-8").body(Sample.notice()).post("/notices/parse").asString();

        String id = As.office().body(draft).post("/notices?duplicate=true").then().statusCode(201)
                .header("Location", containsString("/api/v1/notices/")).body("status", equalTo("DRAFT")).extract().path("id");

        As.office().get("/notices/" + id).then().statusCode(200).body("sourceText", equalTo(Sample.notice()))
                .body("findings.code", hasItem("cited-number")).body("contact", hasSize(1)).body("sections", hasSize(5));
        As.office().get("/tasks?limit=200&notice=" + id).then().body("items", hasSize(24))
                .body("items[0].ref", equalTo("二/(一)/1")).body("items[23].ref", equalTo("二/(五)/7"))
                .body("items[0].responsible", contains("州政府办公室", "州教育体育局", "各县市人民政府"));
    }

    @Test
    void aDraftMaySayLittle() {
        As.office().body("{\"title\": \"通知\", \"tasks\": [%s]}".formatted(TASK)).post("/notices").then().statusCode(201)
                .body("contact", hasSize(0));
    }

    @Test
    void aTasksOwnDayIsKeptWithItsWords() {
        Fixture fixture = new Fixture();
        fixture.task("1", Map.of("responsible", List.of("甲"), "due", "2023-07-31", "dueText", "7月底前"))
                .task("2", Map.of("responsible", List.of("甲"), "due", "open-ended", "dueText", "持续推进")).create();

        As.office().get("/tasks?notice=" + fixture.notice()).then().body("items.due", contains("2023-07-31", "open-ended"))
                .body("items.dueText", contains("7月底前", "持续推进"));
    }

    @Test
    void aDraftIsNotShownToUnits() {
        Fixture fixture = new Fixture();
        fixture.task("1", fixture.reportTo()).create();

        As.unit(fixture.reportTo()).get("/notices/" + fixture.notice()).then().statusCode(404);
        As.unit(fixture.reportTo()).get("/tasks?notice=" + fixture.notice()).then().body("items", hasSize(0));
        As.reader().get("/notices/" + fixture.notice()).then().statusCode(200);
    }

    /** A body, the problem's code, and the place that it names. */
    static Stream<List<String>> badDrafts() {
        String draft = "{\"title\": \"坏稿\", \"tasks\": [" + TASK + "]}";
        String rest = ", \"tasks\": [" + TASK + "]}";
        return Stream.of(
                List.of("{\"title\": ", "malformed-json", ""),
                List.of("", "invalid-field", ""),
                List.of("[]", "invalid-field", ""),
                List.of(draft.replace("坏稿", " "), "invalid-field", "/title"),
                List.of(draft.replace("坏稿", "长".repeat(501)), "invalid-field", "/title"),
                List.of("{\"title\": \"坏稿\", \"tasks\": []}", "invalid-field", "/tasks"),
                List.of("{\"title\": \"坏稿\"}", "invalid-field", "/tasks"),
                // Together more than one event can tell: 51 × 20,000 characters
                List.of(draft.replace(TASK, IntStream.range(0, 51).mapToObj(n -> "{\"ref\": \"%d\", \"text\": \"%s\", \"responsible\": [\"州水利局\"]}"
                        .formatted(n, "长".repeat(20_000))).collect(Collectors.joining(","))), "invalid-field", "/tasks"),
                List.of(draft.replace("\"tasks\"", "\"contact\": [{\"name\": \"%s\"}], \"tasks\"".formatted("长".repeat(201))), "invalid-field", "/contact/0"),
                List.of("{\"title\": \"坏稿\", \"tittle\": \"\"" + rest, "invalid-field", "/tittle"),
                List.of("{\"title\": \"坏稿\", \"reportBy\": \"2023-02-30\"" + rest, "invalid-field", "/reportBy"),
                List.of("{\"title\": \"坏稿\", \"mailbox\": \"not an address\"" + rest, "invalid-field", "/mailbox"),
                List.of("{\"title\": \"坏稿\", \"inspectorateUnit\": \"no-such\"" + rest, "invalid-field", "/inspectorateUnit"),
                List.of(draft.replace("\"州水利局\"", ""), "invalid-field", "/tasks/0/responsible"),
                List.of(draft.replace("\"州水利局\"", "\"\""), "invalid-field", "/tasks/0/responsible/0"),
                List.of(draft.replace("\"州水利局\"", "7"), "invalid-field", "/tasks/0/responsible/0"),
                List.of(draft.replace(TASK, TASK + "," + TASK), "invalid-field", "/tasks/1/ref"),
                List.of(draft.replace("\"ref\"", "\"due\": \"八月\", \"ref\""), "invalid-field", "/tasks/0/due"),
                List.of(draft.replace("坏稿", "坏\\u0000稿"), "invalid-field", "/title"));
    }

    @ParameterizedTest
    @MethodSource("badDrafts")
    void aBadDraftIsRefusedWithItsPlaceAndNothingIsStored(List<String> bad) {
        long before = Sql.count("select count(*) from notice");

        var answer = As.office().body(bad.get(0)).post("/notices").then().statusCode(400).body("code", equalTo(bad.get(1)))
                .body("detail", not(containsString("Exception")));

        if (!bad.get(2).isEmpty()) {
            answer.body("errors.pointer", hasItem(bad.get(2)));
        }
        assertEquals(before, Sql.count("select count(*) from notice"));
    }
}
