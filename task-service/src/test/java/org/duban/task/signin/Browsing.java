package org.duban.task.signin;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duban.task.Tokens;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody with a browser: keeps the cookie, follows no redirect by itself, and fills in forms as they are on the page. */
public final class Browsing {
    public static final String COOKIE = "duban-session";

    private final String cookie;

    private Browsing(String cookie) {
        this.cookie = cookie;
    }

    public static Browsing nobody() {
        return new Browsing(null);
    }

    public static Browsing with(String cookie) {
        return new Browsing(cookie);
    }

    /** Signed in with a token of that role, as a browser keeps it. */
    public static Browsing as(String role) {
        return new Browsing(Tokens.of(role, role.equals("unit") ? "532501" : null));
    }

    public RequestSpecification request() {
        RequestSpecification request = given().redirects().follow(false).accept("text/html,application/xhtml+xml,*/*;q=0.8")
                .urlEncodingEnabled(false);
        return cookie == null ? request : request.cookie(COOKIE, cookie);
    }

    public ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    public Document page(String path) {
        Response answer = get(path).statusCode(200).contentType("text/html;charset=UTF-8").extract().response();
        return Jsoup.parse(answer.asString(), "http://localhost" + path);
    }

    /** Sends a form as it stands on the page, with what was typed into it. */
    public ValidatableResponse send(Element form, Map<String, String> typed) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input, textarea, select").forEach(field -> fields.put(field.attr("name"), field.val()));
        fields.putAll(typed);
        return post(form.attr("action"), fields);
    }

    public ValidatableResponse post(String path, Map<String, String> fields) {
        return request().urlEncodingEnabled(true).contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields).post(path).then();
    }
}
