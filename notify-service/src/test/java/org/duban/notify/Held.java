package org.duban.notify;

import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import org.duban.contract.HeldAgainstDocument;

/** Requests whose answers are held against the committed document. */
public final class Held {

    private static final HeldAgainstDocument FILTER = new HeldAgainstDocument("notify-service.yaml");

    private Held() {}

    public static RequestSpecification given() {
        return RestAssured.given().filter(FILTER);
    }

    public static RequestSpecification when() {
        return given();
    }
}
