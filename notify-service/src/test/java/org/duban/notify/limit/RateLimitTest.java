package org.duban.notify.limit;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import org.duban.notify.MachineClock;
import org.duban.notify.Running;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.junit.jupiter.api.Test;

/** Each client has its own allowance. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(Running.class)
class RateLimitTest {

    @Inject
    RateLimits limits;

    @Test
    void whoAsksTooOftenWaits() {
        Response answer = get("office");
        // The clock goes on: one request comes back every twelve seconds.
        int passed = 0;
        while (answer.statusCode() == 200 && passed < 20) {
            passed++;
            answer = get("office");
        }
        assertThat(passed, greaterThanOrEqualTo(5));
        answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", matchesPattern("[1-9]|1[0-2]"))
                .body("code", equalTo("too-many-requests"));
        assertThat("another client", get("reader").statusCode(), equalTo(200));
        for (int i = 0; i < 10; i++) {
            given().get("/q/health/live").then().statusCode(200);
            given().get("/problems/not-found").then().statusCode(200);
        }

        MachineClock.forward(Duration.ofSeconds(12));
        assertThat("a fifth of a minute gives one back", get("office").statusCode(), equalTo(200));
    }

    @Test
    void anAddressThatSendsOnlyRefusedTokensIsNotListenedTo() {
        MachineClock.forward(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            given().auth().oauth2("x.y." + i).get("/api/v1/previews").then().statusCode(401);
        }
        given().auth().oauth2("x.y.z").get("/api/v1/previews").then().statusCode(429);
        MachineClock.forward(Duration.ofMinutes(1));
        given().auth().oauth2("x.y.z").get("/api/v1/previews").then().statusCode(401);
        MachineClock.forward(Duration.ofMinutes(1));
    }

    @Test
    void manyClientsDoNotFillTheMemory() {
        for (int i = 0; i < 12_000; i++) {
            limits.take("client " + i);
        }
        assertThat(limits.clients(), lessThanOrEqualTo(10_000));
    }

    private static Response get(String role) {
        return given().auth().oauth2(Tokens.of(role, null)).get("/api/v1/previews");
    }
}
