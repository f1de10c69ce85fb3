package org.duban.task.deprecation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.duban.task.StackResource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.junit.jupiter.api.Test;

/** No operation goes yet; the one here shows what will be said of it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SunsetTest {

    @Path("/test/sunset")
    @PermitAll
    public static class Retiring {
        @GET
        @Deprecated
        @Sunset(since = "2026-11-01", on = "2027-11-01", link = "/guide")
        @Operation(hidden = true)
        public String get() {
            return "";
        }
    }

    @Test
    void itsAnswersSayWhen() {
        given().get("/test/sunset")
                .then()
                .header("Deprecation", equalTo("@1793491200"))
                .header("Sunset", equalTo("Mon, 01 Nov 2027 00:00:00 GMT"))
                .header("Link", equalTo("</guide>; rel=\"deprecation\"; type=\"text/html\""));
    }

    @Test
    void soDoThoseOfItsProblems() {
        given().get("/test/sunset?unknown=1").then().statusCode(400).header("Deprecation", equalTo("@1793491200"));
    }

    @Test
    void thoseThatStaySayNothing() {
        given().get("/problems/not-found").then().statusCode(200).header("Deprecation", nullValue()).header("Sunset", nullValue());
    }
}
