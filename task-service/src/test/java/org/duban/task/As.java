package org.duban.task;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Requests of the API's callers, with JSON bodies. */
public final class As {
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
        return given().header("Authorization", "Bearer " + token).contentType("application/json; charset=utf-8").basePath("/api/v1");
    }
}
