package org.duban.product;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A client of one service's public API with one token. */
public final class Api {
    /** Reads and writes the JSON of requests and answers. */
    public static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();

    private final String url;
    private final String token;

    Api(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /** The same client of another instance. */
    public Api at(String url) {
        return new Api(url, token);
    }

    public JsonNode get(String path) {
        return send("GET", path, null, null);
    }

    public JsonNode put(String path, Object body) {
        return send("PUT", path, "application/json", write(body));
    }

    public JsonNode post(String path, Object body) {
        return send("POST", path, "application/json", write(body));
    }

    public JsonNode postText(String path, String text) {
        return send("POST", path, "text/plain; charset=utf-8", text);
    }

    /** All items of a paged list; the path has its own query or none. */
    public List<JsonNode> all(String path) {
        List<JsonNode> items = new ArrayList<>();
        String start = path + (path.contains("?") ? "&" : "?") + "limit=200";
        JsonNode page = get(start);
        while (true) {
            page.path("items").forEach(items::add);
            if (page.path("next").isMissingNode() || page.path("next").isNull()) {
                return items;
            }
            page = get(start + "&after=" + page.path("next").asText());
        }
    }

    /** @throws UncheckedIOException when the service is away; {@link Refused} when it answers with a problem */
    private JsonNode send(String method, String path, String type, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30)).header("Authorization", "Bearer " + token)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (type != null) {
            request.header("Content-Type", type);
        }
        try {
            java.net.http.HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Refused(answer.statusCode(), method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted.", e);
        }
    }

    private static String write(Object body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The service refused a request. */
    public static final class Refused extends RuntimeException {
        public final int status;

        Refused(int status, String message) {
            super(message);
            this.status = status;
        }
    }
}
