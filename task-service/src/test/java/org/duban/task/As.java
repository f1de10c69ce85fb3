package org.duban.task;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
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

    public static RequestSpecification with(String token) {
        return given().filter(HELD).header("Authorization", "Bearer " + token).contentType("application/json; charset=utf-8").basePath("/api/v1");
    }
}
