package org.duban.notify.local;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.duban.notify.StackResource;
import org.duban.notify.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens without a shell, for whoever sits at the machine. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class LocalTokensTest {

    private record Settings(boolean enabled, Path clock, Optional<Path> key, boolean watchStdin) implements LocalSettings {}

    private static ValidatableResponse ask(String body) {
        return given().contentType("application/json").body(body).post("/local/tokens").then();
    }

    @Test
    void theTokenIsOfTheRoleThatWasAskedFor() {
        String office = ask("{\"role\":\"office\"}").statusCode(200).header("Cache-Control", "no-store").extract().path("token");
        String unit = ask("{\"role\":\"unit\",\"unit\":\"532501\"}").statusCode(200).extract().path("token");

        given().header("Authorization", "Bearer " + office).get("/api/v1/dead-letters").then().statusCode(200);
        given().header("Authorization", "Bearer " + unit).get("/api/v1/dead-letters").then().statusCode(403);
        given().header("Authorization", "Bearer " + unit).get("/api/v1/mails").then().statusCode(200);
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

    @Test
    void outsideLocalModeThereIsNoDoor() {
        LocalTokenResource outside = new LocalTokenResource(
                new Settings(false, null, Optional.of(Path.of("a-key-that-must-not-be-used")), false), "issuer", "audience");
        byte[] body = "{\"role\":\"office\"}".getBytes(StandardCharsets.UTF_8);

        ProblemException problem = assertThrows(ProblemException.class, () -> outside.issue(body, null));
        assertEquals(404, problem.getResponse().getStatus());
    }
}
