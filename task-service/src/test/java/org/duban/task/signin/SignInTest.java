package org.duban.task.signin;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in to the pages: who may, how long, and that nobody else can make use of it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SignInTest {
    private static final String HOME = "/board";

    @ParameterizedTest
    @CsvSource({"/board, %2Fboard", "/board/waiting?page=2, %2Fboard%2Fwaiting%3Fpage%3D2"})
    void whoIsNotSignedInIsLedToTheSignInPageAndBack(String page, String to) {
        Browsing.nobody().get(page).statusCode(303).header("Location", equalTo("/sign-in?to=" + to))
                .header("WWW-Authenticate", nullValue());
        assertEquals(page, Browsing.nobody().page("/sign-in?to=" + to).select("form[action=/sign-in/role] [name=to]").val());
    }

    @Test
    void aPageIsInNobodysFrameAndCacheAndRunsNobodysScript() {
        for (String path : new String[] {"/sign-in", HOME}) {
            Browsing.as("office").get(path).statusCode(200).header("X-Frame-Options", "DENY").header("Cache-Control", "no-store")
                    .header("Referrer-Policy", "no-referrer").header("X-Content-Type-Options", "nosniff")
                    .header("Content-Security-Policy", allOf(containsString("frame-ancestors 'none'"),
                            containsString("default-src 'none'"), containsString("form-action 'self'"), not(containsString("unsafe"))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"office", "inspectorate", "reader"})
    void whoSitsAtTheMachineChoosesARole(String role) {
        Response answer = Browsing.nobody().send(Browsing.nobody().page("/sign-in?to=/board/waiting")
                .selectFirst("form[action=/sign-in/role]"), Map.of("role", role)).statusCode(303)
                .header("Location", equalTo("/board/waiting")).extract().response();

        assertTrue(answer.header("Set-Cookie").matches("(?s)duban-session=[\\w.-]+;.*"), answer.header("Set-Cookie"));
        for (String part : new String[] {"HttpOnly", "SameSite=Lax", "Path=/", "Expires="}) {
            assertTrue(answer.header("Set-Cookie").contains(part), answer.header("Set-Cookie"));
        }
        Browsing.with(answer.cookie(Browsing.COOKIE)).get(HOME).statusCode(200);
    }

    @Test
    void aRoleIsForThisMachineAndForRolesThatHavePages() {
        given().redirects().follow(false).header("Host", "duban.example").formParam("role", "office").post("/sign-in/role")
                .then().statusCode(404).contentType("text/html").header("Set-Cookie", nullValue());
        Browsing.nobody().post("/sign-in/role", Map.of("role", "unit")).statusCode(400).header("Set-Cookie", nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "https://evil.example/board", "/\\evil.example", "/board//evil.example", "/api/v1/notices",
        "/board/../../evil", "javascript:alert(1)", "/boards", "/board\r\nSet-Cookie: a=b", ""})
    void whereToGoIsAPageOfOurs(String to) {
        Browsing.nobody().post("/sign-in", Map.of("token", Tokens.of("office", null), "to", to)).statusCode(303)
                .header("Location", equalTo(HOME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/board/waiting?page=2", "/board/0198c0de-0000-7000-8000-000000000001/units/532500-12?find=%E5%B7%9E", "/import/",
        "/board/0198c0de-0000-7000-8000-000000000001/letters/532501.docx"})
    void whereOneCameFromIsWhereOneGoes(String to) {
        assertEquals(to, PagePath.of(to));
    }

    /** Anybody may send it, signed in or not. */
    @Test
    void howeverLongItIsItIsRead() {
        String to = "/board" + "/a".repeat(200_000);

        assertEquals(to, PagePath.of(to));
        assertEquals(PagePath.HOME, PagePath.of(to + "//evil.example"));
    }

    @Test
    void aTokenMayBePasted() {
        String cookie = Browsing.nobody().post("/sign-in", Map.of("token", " " + Tokens.of("reader", null) + "\n", "to", HOME))
                .statusCode(303).header("Location", equalTo(HOME)).extract().cookie(Browsing.COOKIE);

        Browsing.with(cookie).get(HOME).statusCode(200).body(containsString("只读"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no.token.atall", "<script>alert(1)</script>"})
    void whatIsNoTokenIsSaidOnThePage(String token) {
        Browsing.nobody().post("/sign-in", Map.of("token", token, "to", HOME)).statusCode(400).contentType("text/html")
                .header("Set-Cookie", nullValue()).body(containsString("role=\"alert\"")).body(not(containsString("alert(1)")));
        given().header("Accept-Language", "en").formParam("token", token).post("/sign-in").then().statusCode(400)
                .body(containsString("The token is not valid"));
    }

    /** Of whatever the API refuses, a page makes nothing either. */
    @Test
    void aRefusedTokenSignsNobodyIn() {
        String expired = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2R1YmFuLmxvY2FsIiwiZXhwIjoxMDAwfQ.c2lnbmF0dXJl";
        Browsing.with(expired).get(HOME).statusCode(303);
        Browsing.with("x").get(HOME).statusCode(303);
        Browsing.nobody().post("/sign-in", Map.of("token", expired)).statusCode(400);
    }

    @Test
    void aTokenThatNoCookieHoldsIsRefusedInWords() {
        Browsing.nobody().post("/sign-in", Map.of("token", Tokens.of("office", "x".repeat(4000)))).statusCode(400)
                .body(containsString("令牌过长"));
    }

    @Test
    void theCookieIsNothingToTheApi() {
        Browsing office = Browsing.as("office");
        office.get(HOME).statusCode(200);

        for (String path : new String[] {"/api/v1/notices", "/local/status", "/board/..%2fapi/v1/notices", "/board/../api/v1/notices"}) {
            int status = office.get(path).extract().statusCode();
            assertTrue(status == 401 || status == 404, path + ": " + status);
        }
        office.request().contentType("application/json").body("{}").post("/api/v1/notices").then().statusCode(401);
    }

    @Test
    void aBearerTokenWorksOnPagesAndGoesBeforeTheCookie() {
        given().header("Authorization", "Bearer " + Tokens.of("office", null)).get(HOME).then().statusCode(200);
        Browsing.as("office").request().header("Authorization", "Bearer " + Tokens.of("unit", "532501")).get(HOME).then().statusCode(403);
    }

    @Test
    void aUnitIsToldThatTheBoardIsNotForIt() {
        Browsing.as("unit").get(HOME).statusCode(403).contentType("text/html").body(containsString("<h1>该角色无权执行此操作</h1>"));
    }

    @Test
    void whoSignsOutIsOutHereAndGoesOnToTheIssuer() {
        Browsing office = Browsing.as("office");

        Response out = office.send(office.page(HOME).selectFirst("form[action=/sign-out]"), Map.of()).statusCode(200)
                .cookie(Browsing.COOKIE, equalTo("")).extract().response();

        // Not by a redirect: the page's own policy lets no form lead to another host.
        Document page = Jsoup.parse(out.asString());
        String link = page.selectFirst("main a").attr("href");
        assertTrue(link.matches("http://127\\.0\\.0\\.1:\\d+/logout\\?ui=1&.*"), link);
        assertTrue(link.contains("client_id=" + FakeIssuer.CLIENT) && link.contains("post_logout_redirect_uri=https%3A%2F%2Fduban.example%2Fsign-in"), link);
        assertEquals("0; url=" + link, page.selectFirst("meta[http-equiv=refresh]").attr("content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"issuer\":\"%s\",\"end_session_endpoint\":\"\"}", "{}", "no json"})
    void anIssuerWithoutSuchAPageKeepsNobodyIn(String configuration) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            byte[] body = configuration.formatted(url).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            assertEquals(Optional.empty(), issuer(Optional.of(url)).signOutPage());
        } finally {
            server.stop(0);
        }
        assertEquals(Optional.empty(), issuer(Optional.of(url)).signOutPage(), "it does not even answer");
        assertEquals(Optional.empty(), issuer(Optional.empty()).signOutPage(), "there is none");
    }

    private static SignInIssuer issuer(Optional<String> url) {
        return new SignInIssuer(new SignInConfig() {
            @Override
            public Optional<String> url() {
                return url;
            }

            @Override
            public Optional<String> client() {
                return Optional.of(FakeIssuer.CLIENT);
            }

            @Override
            public Optional<String> secret() {
                return Optional.empty();
            }

            @Override
            public String scope() {
                return "openid";
            }

            @Override
            public Optional<URI> returnTo() {
                return Optional.of(URI.create(FakeIssuer.RETURN));
            }
        });
    }

    @Test
    void aFormThatIsNotOursDoesNothing() {
        Browsing office = Browsing.as("office");
        String another = Browsing.with(Tokens.expiringIn(300)).page(HOME).selectFirst("[name=csrf]").val();
        String own = office.page(HOME).selectFirst("[name=csrf]").val();
        assertNotEquals(own, another);
        assertTrue(own.length() >= 40, own);

        office.post("/sign-out", Map.of()).statusCode(403).contentType("text/html").header("Set-Cookie", nullValue());
        office.post("/sign-out", Map.of("csrf", another)).statusCode(403);
        office.request().contentType("application/json").body("{}").post("/sign-out").then().statusCode(415);
        office.request().header("Sec-Fetch-Site", "cross-site").formParam("csrf", own).post("/sign-out").then().statusCode(403);
        office.request().header("Sec-Fetch-Site", "same-origin").formParam("csrf", own).post("/sign-out").then().statusCode(200);
        given().header("Sec-Fetch-Site", "cross-site").formParam("role", "office").post("/sign-in/role").then().statusCode(403);
    }

    @Test
    void theIssuerSignsIn() {
        Trip trip = Trip.toTheIssuer("&prompt=none");

        Response back = trip.back(trip.attempt).statusCode(303).header("Location", equalTo("/board/waiting")).extract().response();

        Browsing.with(back.cookie(Browsing.COOKIE)).get(HOME).statusCode(200).body(containsString("督办办公室"));
        assertEquals("", back.cookie(Trip.ATTEMPT));
    }

    @Test
    void whatWasNotBegunInThisBrowserIsRefused() {
        Trip trip = Trip.toTheIssuer("");

        for (String attempt : new String[] {Trip.toTheIssuer("").attempt, "..", "none"}) {
            trip.back(attempt).statusCode(400).header("Set-Cookie", nullValue()).body(containsString("不是从本浏览器开始的"));
        }
        given().get("/sign-in/return?state=&code=a").then().statusCode(400);
    }

    @Test
    void theIssuersRefusalAndATokenForSomebodyElseAreSaid() {
        Trip trip = Trip.toTheIssuer("");
        new Trip(trip.attempt, "/sign-in/return?error=access_denied&state=" + trip.attempt.split("\\.")[0]).back(trip.attempt)
                .statusCode(400).body(containsString("统一登录未予通过"));

        Trip foreign = Trip.toTheIssuer("&audience=elsewhere");
        foreign.back(foreign.attempt).statusCode(400).header("Set-Cookie", nullValue()).body(containsString("令牌无效"));
        // A code is redeemed once.
        foreign.back(foreign.attempt).statusCode(400).body(containsString("统一登录暂时不可用"));
    }

    /**
     * The way of a browser to the issuer.
     *
     * @param attempt what it remembers meanwhile
     * @param path    where the issuer sends it back to
     */
    private record Trip(String attempt, String path) {
        static final String ATTEMPT = "duban-sign-in";

        /** @param more of the query with which the browser comes to the issuer's page */
        static Trip toTheIssuer(String more) {
            String link = Browsing.nobody().page("/sign-in?to=/board/waiting").selectFirst("a[href^=/sign-in/issuer]").attr("href");
            Response left = Browsing.nobody().get(link).statusCode(303).extract().response();
            for (String part : new String[] {"HttpOnly", "SameSite=Lax", "Path=/sign-in", "Max-Age=600"}) {
                assertTrue(left.header("Set-Cookie").contains(part), left.header("Set-Cookie"));
            }
            String back = Browsing.nobody().get(left.header("Location") + more).statusCode(302).extract().header("Location");
            assertTrue(back.startsWith(FakeIssuer.RETURN + "?"), back);
            return new Trip(left.cookie(ATTEMPT), "/sign-in/return?" + URI.create(back).getRawQuery());
        }

        ValidatableResponse back(String remembered) {
            return Browsing.nobody().request().cookie(ATTEMPT, remembered).get(path).then();
        }
    }
}
