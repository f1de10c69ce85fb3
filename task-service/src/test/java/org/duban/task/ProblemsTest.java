package org.duban.task;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R14: what goes wrong before a resource is reached is a problem too, in the caller's language, and says no secrets. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ProblemsTest {
    private static ValidatableResponse isProblem(Response answer, int status, String code) {
        return answer.then().statusCode(status).contentType("application/problem+json").body("code", equalTo(code))
                .body("status", equalTo(status)).body("type", equalTo("/problems/" + code))
                .body("detail", matchesPattern("(?s).*\\p{IsHan}.*")).body(not(containsString("xception")))
                .body(not(containsString("\tat ")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/no-such", "/api/v1/no-such", "/api/v1/units/none/no-such", "/api/v2/units"})
    void anUnknownPath(String path) {
        isProblem(As.office().basePath("").get(path), 404, "not-found").body("instance", equalTo(path));
    }

    @Test
    void anUnknownThing() {
        isProblem(As.office().get("/notices/0198c0de-0000-7000-8000-00000000ffff"), 404, "not-found")
                .body("detail", containsString("0198c0de-0000-7000-8000-00000000ffff"));
    }

    @Test
    void aWrongMethod() {
        isProblem(As.office().delete("/units/none"), 405, "method-not-allowed");
        isProblem(As.office().post("/calendar/2023-08-01"), 405, "method-not-allowed");
    }

    @Test
    void aWrongMediaType() {
        isProblem(As.office().contentType("text/xml").body("<unit/>").put("/units/none"), 415, "unsupported-media-type");
        isProblem(As.office().accept("text/xml").get("/units"), 406, "not-acceptable");
    }

    @Test
    void aBodyThatIsTooLarge() {
        isProblem(As.office().body(Map.of("name", "长".repeat(600_000))).put("/units/none"), 413, "content-too-large");
    }

    @Test
    void aBodyThatIsNoJson() {
        isProblem(As.office().body("{\"name\": ").put("/units/none"), 400, "malformed-json").body("detail", containsString("第1行"));
    }

    @Test
    void aParameterOfAWrongForm() {
        isProblem(As.office().get("/calendar/tomorrow"), 400, "invalid-parameter").body("errors[0].parameter", equalTo("day"));
        isProblem(As.office().get("/notices/7"), 400, "invalid-parameter").body("errors[0].parameter", equalTo("id"));
    }

    @Test
    void chineseByDefaultAndEnglishOnRequest() {
        isProblem(As.office().get("/units/none"), 404, "not-found").body("title", equalTo("未找到"));

        As.office().header("Accept-Language", "en").get("/units/none").then().statusCode(404).body("title", equalTo("Not found"))
                .body("detail", equalTo("There is no unit none."))
                .header("Content-Language", "en").header("Vary", containsString("Accept-Language"));
        given().header("Accept-Language", "en").get("/no-such").then().statusCode(404).body("title", equalTo("Not found"));
        given().header("Accept-Language", "en").get("/api/v1/units").then().statusCode(401).body("title", equalTo("No valid token"));
        As.office().header("Accept-Language", "en").body(Map.of("name", "")).put("/units/none").then().statusCode(400)
                .body("errors[0].detail", matchesPattern("[ -~]+"));
    }

    @Test
    void theCalendarTellsWorkingDays() {
        As.reader().get("/calendar/2023-10-07").then().body("workingDay", equalTo(true)).body("confirmed", equalTo(true));
        As.reader().get("/calendar/2023-10-06").then().body("workingDay", equalTo(false));
        As.reader().get("/calendar/2035-01-02").then().body("confirmed", equalTo(false));
    }
}
