package org.duban.task.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.task.As;
import org.duban.task.Fixture;
import org.duban.task.KafkaTap;
import org.duban.task.StackResource;
import org.duban.task.Tokens;
import org.junit.jupiter.api.Test;

/** What no ordinary client sends, by a socket: it is answered with a problem too, and changes nothing. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class RawRequestsTest {
    private static final int TEN_SECONDS = 10_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

    @TestHTTPResource("/")
    URI service;

    /** The answer to the request, or to as much of it as the server took. */
    private String send(String head, String... body) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(TEN_SECONDS);
            OutputStream out = socket.getOutputStream();
            out.write((head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            try {
                for (String part : body) {
                    out.write(part.getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                // It has heard enough; what it says of that is still to be read.
            }
            return answer(socket.getInputStream());
        }
    }

    /** To its end, which need not be the connection's: the server may still wait for the rest of the body. */
    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0;) {
            answer.write(next);
            String text = answer.toString(StandardCharsets.UTF_8);
            Matcher length = LENGTH.matcher(text);
            int head = text.indexOf("\r\n\r\n");
            if (head >= 0 && length.find() && answer.size() >= head + 4 + Integer.parseInt(length.group(1))) {
                break;
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static void isProblem(String answer, int status, String code) throws IOException {
        assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
        assertTrue(answer.toLowerCase().contains("content-type: application/problem+json"), answer);
        JsonNode problem = KafkaTap.JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4).replaceFirst("^[0-9a-f]+\r\n", ""));
        assertEquals(code, problem.path("code").asText());
        assertEquals(status, problem.path("status").asInt());
        assertTrue(problem.path("detail").asText().matches("(?s).*\\p{IsHan}.*"), answer);
    }

    private static String bearer() {
        return "Authorization: Bearer " + Tokens.of("office", null);
    }

    @Test
    void headersOverEightKilobytes() throws IOException {
        isProblem(send("GET /api/v1/units HTTP/1.1\r\n" + bearer() + "\r\nX-Long: " + "x".repeat(9_000)), 431, "headers-too-large");
        assertTrue(send("GET /api/v1/units HTTP/1.1\r\n" + bearer() + "\r\nX-Long: " + "x".repeat(6_000)).startsWith("HTTP/1.1 200 "));
    }

    @Test
    void anAddressOverFourKilobytes() throws IOException {
        isProblem(send("GET /api/v1/units?q=" + "x".repeat(5_000) + " HTTP/1.1\r\n" + bearer()), 414, "uri-too-long");
    }

    @Test
    void twoTokens() throws IOException {
        isProblem(send("GET /api/v1/units HTTP/1.1\r\n" + bearer() + "\r\n" + bearer()), 400, "bad-request");
    }

    @Test
    void anUpgradeInClearTextIsNotTaken() throws IOException {
        assertTrue(send("GET /api/v1/units HTTP/1.1\r\n" + bearer() + "\r\nUpgrade: h2c").startsWith("HTTP/1.1 200 "));
    }

    @Test
    void aByteThatNoUtf8Has() throws IOException {
        Fixture fixture = new Fixture();
        String notice = fixture.task("1", fixture.unit("责任局")).create().notice();
        // The parser knows the name from here on.
        fixture.dispatch(Map.of("due", "2023-02-30")).statusCode(400);
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(TEN_SECONDS);
            OutputStream out = socket.getOutputStream();
            // Read as "due" by a parser that pads names with that byte.
            byte[] body = "{\"\u00ffdue\":\"2023-09-15\",\"ladder\":\"NONE\"}".getBytes(StandardCharsets.ISO_8859_1);
            out.write(("POST /api/v1/notices/" + notice + "/dispatch HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + bearer()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            out.write(body);

            isProblem(answer(socket.getInputStream()), 400, "malformed-json");
        }
    }

    @Test
    void aBodyOfUnsaidLengthThatIsTooLarge() throws IOException {
        String chunk = "%x\r\n%s\r\n".formatted(100_000, "x".repeat(100_000));
        String head = "PUT /api/v1/units/raw-1 HTTP/1.1\r\n" + bearer()
                + "\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked";
        String start = "c\r\n{\"name\":\"xxx\r\n";

        isProblem(send(head, start, chunk.repeat(12), "2\r\n\"}\r\n0\r\n\r\n"), 413, "content-too-large");
        As.office().get("/units/raw-1").then().statusCode(404);
        assertTrue(send(head, "f\r\n{\"name\":\"raw-1\"\r\n", "1\r\n}\r\n0\r\n\r\n").startsWith("HTTP/1.1 201 "));
    }

    @Test
    void aSaidLengthThatIsTooLargeIsNotWaitedFor() throws IOException {
        for (long length : new long[] {2_000_000, 100_000_000}) {
            isProblem(send("PUT /api/v1/units/raw-2 HTTP/1.1\r\n" + bearer()
                    + "\r\nContent-Type: application/json\r\nContent-Length: " + length), 413, "content-too-large");
        }
    }
}
