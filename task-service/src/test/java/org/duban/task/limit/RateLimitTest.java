package org.duban.task.limit;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.duban.task.As;
import org.duban.task.StackResource;
import org.duban.task.clerk.LinkTokens;
import org.duban.task.simulation.Simulated;
import org.junit.jupiter.api.Test;

/** More requests than a client may send are refused, and nobody else's are. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
@TestProfile(Simulated.class)
class RateLimitTest {
    private static final int LIMIT = Simulated.REQUESTS_A_MINUTE;

    private static List<Integer> statuses(int requests, Supplier<Integer> send) {
        return IntStream.range(0, requests).mapToObj(n -> send.get()).toList();
    }

    /** As many as are allowed, and one that is not. */
    private static List<Integer> upToTheLimit(int status) {
        return Stream.concat(Stream.generate(() -> status).limit(LIMIT), Stream.of(429)).toList();
    }

    @Test
    void aClientIsRefusedWhenItHasSentTooManyAndOthersAreNot() {
        assertEquals(upToTheLimit(200), statuses(LIMIT + 1, () -> As.unit("r-1").get("/units").statusCode()));

        As.unit("r-1").get("/units").then().statusCode(429).contentType("application/problem+json")
                .body("code", equalTo("too-many-requests")).header("Retry-After", matchesPattern("1[0-2]|[1-9]"));
        As.unit("r-2").get("/units").then().statusCode(200);
        As.reader().get("/units").then().statusCode(200);
    }

    @Test
    void refusedTokensCountAgainstTheirAddress() {
        assertEquals(upToTheLimit(401),
                statuses(LIMIT + 1, () -> As.with("no.good.token").get("/units").statusCode()));

        given().get("/api/v1/units").then().statusCode(429).header("WWW-Authenticate", nullValue())
                .body("code", equalTo("too-many-requests"));
        As.unit("r-3").get("/units").then().statusCode(200);
    }

    @Test
    void aLinkOfAMailIsAClientWhicheverMailItCameBy() {
        String notice = "0198c0de-0000-7000-8000-00000000fff1";
        assertEquals(upToTheLimit(404),
                statuses(LIMIT + 1, () -> given().get("/report/" + LinkTokens.of(notice, "r-4")).statusCode()));

        given().get("/report/" + LinkTokens.of(notice, "r-4")).then().statusCode(429).contentType("text/html;charset=UTF-8");
        given().get("/report/" + LinkTokens.of(notice, "r-5")).then().statusCode(404);
    }

    @Test
    void pagesForPeopleAreNotLimited() {
        for (String path : List.of("/problems/not-found", "/q/openapi", "/q/health/live")) {
            assertEquals(List.of(200), statuses(LIMIT * 3, () -> given().get(path).statusCode()).stream().distinct().toList(), path);
        }
    }

    @Test
    void onlySoManyClientsAreRemembered() {
        Buckets buckets = new Buckets(1, 3);
        assertEquals(OptionalLong.empty(), buckets.take("a"));
        assertTrue(buckets.take("a").isPresent());
        IntStream.range(0, 100).forEach(n -> {
            buckets.take("a");
            buckets.take("client " + n);
        });

        assertEquals(3, buckets.clients());
        assertTrue(buckets.take("a").isPresent(), "who is busy is remembered");
        assertEquals(OptionalLong.empty(), buckets.take("client 0"), "who was idle longest is not");
    }
}
