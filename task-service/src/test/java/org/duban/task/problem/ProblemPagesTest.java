package org.duban.task.problem;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.duban.task.As;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The type of every problem leads to a page. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ProblemPagesTest {
    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeHasAPageInBothLanguages(ProblemCode code) {
        given().accept("text/html,application/xhtml+xml,*/*;q=0.8").get("/problems/" + code.code()).then().statusCode(200)
                .contentType("text/html;charset=utf-8").header("Content-Language", "zh-CN")
                .body(containsString("<h1>" + code.title(false) + "</h1>")).body(containsString("HTTP " + code.status))
                .body(containsString("如何处理")).body(not(containsString("http://"))).body(not(containsString("https://")));
        given().accept("text/html").header("Accept-Language", "en").get("/problems/" + code.code()).then().statusCode(200)
                .header("Content-Language", "en").body("html.body.h1", equalTo(code.title(true)))
                .body(containsString("What to do"));
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeIsAnObjectForPrograms(ProblemCode code) {
        given().accept("application/json").get("/problems/" + code.code()).then().statusCode(200)
                .contentType("application/json").body("code", equalTo(code.code())).body("status", equalTo(code.status))
                .body("type", equalTo("/problems/" + code.code())).body("title", equalTo(code.title(false)))
                .body("meaning", matchesPattern("(?s).*\\p{IsHan}.*")).body("remedy", matchesPattern("(?s).*\\p{IsHan}.*"));
        given().accept("application/json").header("Accept-Language", "en").get("/problems/" + code.code()).then()
                .body("meaning", not(matchesPattern("(?s).*\\p{IsHan}.*"))).body("remedy", not(matchesPattern("(?s).*\\p{IsHan}.*")));
    }

    @Test
    void theTypeOfARealProblemLeadsThere() {
        String type = As.office().get("/units/none").then().statusCode(404).extract().path("type");

        given().get(type).then().statusCode(200).contentType("text/html").body(containsString("not-found"));
    }

    @Test
    void anUnknownCodeIsNotFoundAndNotEchoedAsHtml() {
        given().get("/problems/no-such").then().statusCode(404).contentType("application/problem+json")
                .body("code", equalTo("not-found"));
        given().urlEncodingEnabled(false).accept("text/html").get("/problems/%3Cscript%3E").then().statusCode(404)
                .contentType("application/problem+json");
    }
}
