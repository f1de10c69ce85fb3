package org.duban.notify.problem;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.Locale;
import java.util.UUID;
import org.duban.notify.Raw;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Problem pages, and problems that never reach the REST layer. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class ProblemsTest {

    @ParameterizedTest
    @EnumSource
    void everyCodeHasItsPageInBothLanguages(ProblemCode code) {
        given().accept("text/html")
                .get("/problems/" + code.code())
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", startsWith("default-src 'none'"))
                .body(allOf(
                        containsString("<html lang=\"zh-CN\">"),
                        containsString(code.title(false)),
                        containsString(code.detail(false)),
                        not(containsString("%")),
                        not(containsString("http://"))));
        given().accept("text/html")
                .header("Accept-Language", "en")
                .get("/problems/" + code.code())
                .then()
                .body(allOf(containsString("<html lang=\"en\">"), containsString(code.detail(true))));
        given().accept("application/json")
                .get("/problems/" + code.code())
                .then()
                .statusCode(200)
                .contentType(startsWith("application/json"))
                .body("type", equalTo("/problems/" + code.code()))
                .body("status", equalTo(code.status()))
                .body("title", equalTo(code.title(false)));
    }

    @Test
    void ofWhatIsNoCodeThereIsNoPage() {
        given().get("/problems/nonsense").then().statusCode(404).body("code", equalTo("not-found"));
        given().accept("image/png").get("/problems/not-found").then().statusCode(406);
    }

    @Test
    void aLongAddressIs414() throws IOException {
        problem(Raw.send("GET /api/v1/mails?unit=" + "x".repeat(9000) + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), 414, "uri-too-long");
    }

    @Test
    void tooManyHeadersAre431() throws IOException {
        problem(
                Raw.send("GET /api/v1/mails HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Much: " + "x".repeat(20_000) + "\r\n\r\n"),
                431,
                "headers-too-large");
    }

    @Test
    void aLargeBodyIs413WhetherItIsAnnouncedOrNot() throws IOException {
        String head = "POST /api/v1/mails/" + UUID.randomUUID() + "/resend HTTP/1.1\r\nHost: a\r\n"
                + "Content-Type: application/json\r\nConnection: close\r\nAuthorization: Bearer "
                + Tokens.of("office", null) + "\r\n";
        problem(Raw.send(head + "Content-Length: 70000\r\n\r\n{"), 413, "content-too-large");
        problem(
                Raw.send(head + "Transfer-Encoding: chunked\r\n\r\n"
                        + ("4000\r\n" + "x".repeat(0x4000) + "\r\n").repeat(6) + "0\r\n\r\n"),
                413,
                "content-too-large");
    }

    @Test
    void twoAuthorizationsAreNone() throws IOException {
        String token = "Authorization: Bearer " + Tokens.of("office", null) + "\r\n";
        problem(Raw.send("GET /api/v1/mails HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + token + token + "\r\n"), 400, "bad-request");
    }

    @Test
    void aBrokenEscapeIs400() throws IOException {
        String head = "\r\nHost: a\r\nConnection: close\r\nAuthorization: Bearer " + Tokens.of("office", null) + "\r\n\r\n";
        assertThat(Raw.send("GET /api/v1/mails?unit=%zz HTTP/1.1" + head), startsWith("HTTP/1.1 400 "));
        assertThat(Raw.send("GET /api/v1/mails/%zz HTTP/1.1" + head), startsWith("HTTP/1.1 400 "));
    }

    private static void problem(String answer, int status, String code) {
        assertThat(answer, startsWith("HTTP/1.1 " + status + " "));
        assertThat(
                answer.toLowerCase(Locale.ROOT),
                allOf(
                        containsString("content-type: application/problem+json"),
                        containsString("\"code\":\"" + code + "\""),
                        containsString("\"status\":" + status)));
    }
}
