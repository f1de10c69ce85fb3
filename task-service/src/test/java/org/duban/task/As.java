package org.duban.task;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.duban.contract.HeldAgainstDocument;

/** Requests of the API's callers, with JSON bodies; each answer is held against the committed document. */
public final class As {
    private static final HeldAgainstDocument HELD = new HeldAgainstDocument("task-service.yaml");

    private As() {}

    public static RequestSpecification office() {
        return with(Tokens.of("office", null));
    }

    public static RequestSpecification inspectorate() {
        return with(Tokens.of("inspectorate", null));
    }

    public static RequestSpecification reader() {
        return with(Tokens.of("reader", null));
    }

    public static RequestSpecification unit(String code) {
        return with(Tokens.of("unit", code));
    }

    /**
     * The answer as a tree. A path in the words of REST Assured is compiled as a program each time, which takes longer than
     * the request; so what thousands of tests ask for is read by this.
     */
    public static JsonNode json(Response answer, int status) {
        answer.then().statusCode(status);
        try {
            return KafkaTap.JSON.readTree(answer.asByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RequestSpecification with(String token) {
        return given().filter(HELD).header("Authorization", "Bearer " + token).contentType("application/json; charset=utf-8").basePath("/api/v1");
    }
}
