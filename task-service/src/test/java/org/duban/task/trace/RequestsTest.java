package org.duban.task.trace;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By which a request is found again. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RequestsTest {
    private static final String CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void anAnswerBearsTheIdOfItsRequest() {
        As.office().header("X-Request-Id", "oa.7:A_b-1").get("/units").then().statusCode(200).header("X-Request-Id", equalTo("oa.7:A_b-1"));
        given().header("X-Request-Id", "r1").get("/api/v1/units").then().statusCode(401).header("X-Request-Id", equalTo("r1"));
        given().header("X-Request-Id", "r2").get("/nowhere").then().statusCode(404).header("X-Request-Id", equalTo("r2"));
        given().get("/api/v1/units?x=" + "x".repeat(5000)).then().statusCode(414).header("X-Request-Id", matchesPattern("[89a-f][0-9a-f]{15}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "<script>", "11111111111111111111111111111111111111111111111111111111111111111"})
    void whatBelongsIntoNoLineIsReplaced(String id) {
        given().header("X-Request-Id", id).get("/nowhere").then().header("X-Request-Id", matchesPattern("[89a-f][0-9a-f]{15}"));
    }

    @Test
    void whatARequestCausesStandsWhereItsCallerDoes() {
        // Given
        BusinessClock.set("2023-07-19T08:00");
        Fixture fixture = new Fixture();
        String unit = fixture.unit("水利局");
        fixture.task("1", unit).create();

        // When
        As.office().header("traceparent", CALLER).body("{}").post("/notices/" + fixture.notice() + "/dispatch").then().statusCode(200);
        fixture.acknowledge(fixture.assignment(unit), unit);
        BusinessClock.settle();

        // Then
        List<KafkaTap.Received> events = KafkaTap.ofNotice(fixture.notice());
        Set<String> ofDispatch = events.stream().filter(event -> !event.type().equals("deadline.changed"))
                .map(event -> String.valueOf(event.headers().get("ce_traceparent"))).collect(Collectors.toSet());
        assertEquals(Set.of(CALLER), ofDispatch);
        assertTrue(events.stream().anyMatch(event -> event.type().equals("deadline.changed")));
        events.stream().filter(event -> event.type().equals("deadline.changed"))
                .forEach(event -> assertFalse(event.headers().containsKey("ce_traceparent")));
        As.unit(unit).get("/events").then().statusCode(200).body("items[0].traceparent", equalTo(CALLER));
    }

    /** A label for each path that somebody thinks of would fill the memory of those who watch. */
    @Test
    void labelsOfMetricsAreRoutes() {
        String unknown = UUID.randomUUID().toString();
        given().get("/" + unknown).then().statusCode(404);
        given().get("/report/" + unknown).then().statusCode(404);
        given().post("/api/v1/units/" + unknown).then().statusCode(405);
        As.office().get("/notices/" + unknown).then().statusCode(404);

        String served = given().get(metrics).asString();

        assertFalse(served.contains(unknown));
        assertTrue(served.contains("uri=\"/{other}\""), "what has no route");
        assertTrue(served.contains("uri=\"/api/v1/notices/{id}\""), "what has one");
    }
}
