package org.duban.task.local;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.duban.task.As;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens without a shell, for whoever sits at the machine. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LocalTokensTest {
    private static ValidatableResponse ask(String body) {
        return given().contentType("application/json").body(body).post("/local/tokens").then();
    }

    @Test
    void theTokenIsOfTheRoleThatWasAskedFor() {
        String office = ask("{\"role\":\"office\"}").statusCode(200).header("Cache-Control", "no-store").extract().path("token");
        String unit = ask("{\"role\":\"unit\",\"unit\":\"532501\"}").statusCode(200).extract().path("token");

        As.with(office).basePath("").get("/local/status").then().statusCode(200);
        As.with(unit).basePath("").get("/local/status").then().statusCode(403);
        As.with(unit).get("/assignments").then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\":\"unit\"}", "{\"role\":\"office\",\"unit\":\"532501\"}", "{\"role\":\"stranger\"}", "{}",
        "{\"role\":\"unit\",\"unit\":\"\"}"})
    void aRoleWithoutSenseIsRefused(String body) {
        ask(body).statusCode(400).body("code", equalTo("invalid-field"));
    }

    /** A page elsewhere may give its own host name this machine's address, and would then be read as one of ours. */
    @ParameterizedTest
    @ValueSource(strings = {"elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example:8080"})
    void nobodyElsesPageGetsOne(String host) {
        given().header("Host", host).contentType("application/json").body("{\"role\":\"office\"}").post("/local/tokens")
                .then().statusCode(404).body("code", equalTo("not-found"));
    }
}
