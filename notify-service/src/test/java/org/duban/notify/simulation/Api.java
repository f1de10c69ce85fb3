package org.duban.notify.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.duban.notify.Tokens;

/** The office at the service's real API. */
final class Api {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String token = Tokens.of("office", null);

    /** The mails of a notice, in the API's order. */
    List<UUID> mails(UUID notice) {
        List<UUID> ids = new ArrayList<>();
        for (JsonNode item : send(request("/mails?limit=200&notice=" + notice).GET().build(), 200).get("items")) {
            ids.add(UUID.fromString(item.get("id").asText()));
        }
        return ids;
    }

    void explain(UUID mail) {
        send(request("/mails/" + mail + "/why").GET().build(), 200);
    }

    /** The answer's status. */
    int resend(UUID mail) {
        HttpRequest request = request("/mails/" + mail + "/resend")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"reason\":\"没有收到\"}"))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1" + path))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode send(HttpRequest request, int expected) {
        try {
            var answer = client.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != expected) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
