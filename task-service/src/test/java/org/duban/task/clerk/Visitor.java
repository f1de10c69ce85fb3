package org.duban.task.clerk;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** A unit's clerk with the link of a mail: opens the page, and sends its forms as a browser does. */
final class Visitor {
    private final String token;
    private String language = "zh-CN";

    Visitor(String notice, String unit) {
        this(LinkTokens.of(notice, unit));
    }

    Visitor(String token) {
        this.token = token;
    }

    String path() {
        return "/report/" + token;
    }

    String token() {
        return token;
    }

    Visitor reads(String language) {
        this.language = language;
        return this;
    }

    Response get(String place) {
        return given().header("Accept-Language", language).redirects().follow(false).get(path() + place);
    }

    Document page() {
        Response answer = get("");
        assertEquals(200, answer.statusCode(), answer::asString);
        return Jsoup.parse(answer.asString());
    }

    /** The key of the forms of a page. */
    String key() {
        return page().select("input[name=key]").first().val();
    }

    /** Sends a form with a fresh key. */
    Response send(String action, String... fields) {
        return sendWith(key(), action, fields);
    }

    Response sendWith(String key, String action, String... fields) {
        return post(form(key, action, fields));
    }

    /** A form that is not sent yet, to which files can be added. */
    RequestSpecification form(String key, String action, String... fields) {
        RequestSpecification form = given().header("Accept-Language", language).redirects().follow(false);
        field(form, "key", key);
        field(form, "action", action);
        for (int i = 0; i < fields.length; i += 2) {
            field(form, fields[i], fields[i + 1]);
        }
        return form;
    }

    Response post(RequestSpecification form) {
        return form.post(path());
    }

    private static void field(RequestSpecification form, String name, String value) {
        form.multiPart(new MultiPartSpecBuilder(value).controlName(name).charset("UTF-8").build());
    }
}
