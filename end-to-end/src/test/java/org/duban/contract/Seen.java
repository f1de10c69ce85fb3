package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.duban.product.Api;
import org.duban.product.Product;
import org.duban.replay.Quiet;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailsClient;
import org.duban.stack.trace.Span;
import org.duban.stack.trace.TraceCollector;

/** What those who run the product see of what was done: one trace from the request to the mail, lines with ids, nobody's data. */
final class Seen {
    private static final String LIAISON = "seen.lianluo@honghe.example";
    private static final String REQUEST = "seen-1";
    private static final UUID NOT_UNDERSTOOD = UUID.fromString("0198c0de-0000-7000-8000-00000000dead");
    private static final Pattern PERSONAL = Pattern.compile(
            "[\\w.+-]+@[\\w-]+\\.[\\w.-]+|(?<![\\w-])1[3-9]\\d{9}(?![\\w-])|(?<![0-9a-f-])0\\d{2,3}-\\d{7,8}(?![0-9a-f])|eyJ[\\w-]{5,}|(?i)bearer ");

    private Seen() {}

    static Map<String, String> settings(TraceCollector collector) {
        return Map.of("DUBAN_OTLP_ENDPOINT", collector.url(), "DUBAN_LOG_JSON", "true", "DUBAN_LOG_REQUESTS", "true");
    }

    static void address(Product product, String unit) {
        product.tasksAs("office", null).put("/api/v1/units/" + unit + "/contacts",
                List.of(Map.of("role", "LIAISON", "post", "办公室联络员", "email", LIAISON)));
    }

    /** A page behind a token, a token that is none, and a record that is not understood. */
    static void whatBelongsIntoNoLog(Product product) throws IOException, InterruptedException {
        new Quiet(product).await();
        MailsClient mails = new MailsClient(product.addresses().mailsUrl());
        AcceptedMail mail = mails.await(each -> each.recipients().contains(LIAISON), Duration.ofSeconds(10));
        String link = Pattern.compile("http://\\S+/report/\\S+").matcher(mails.text(mail)).results().findFirst().orElseThrow().group();
        assertEquals(List.of("200", REQUEST), get(link));
        assertEquals(List.of("404", REQUEST), get(link.replaceAll("/report/.*", "/report/eyJub3QiOiJhIGxpbmsifQ")));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", product.addresses().kafka()), new StringSerializer(), new StringSerializer())) {
            ProducerRecord<String, String> record = new ProducerRecord<>("duban.events", LIAISON, "{\"to\":\"" + LIAISON + "\"}");
            record.headers().add("ce_id", NOT_UNDERSTOOD.toString().getBytes());
            producer.send(record);
        }
        new Quiet(product).await();
    }

    private static List<String> get(String link) throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(link)).header("X-Request-Id", REQUEST).build(), BodyHandlers.discarding());
        return List.of(answer.statusCode() + "", answer.headers().firstValue("X-Request-Id").orElse(""));
    }

    /** @param spans and logs of services that have ended */
    static void check(List<Span> spans, Path logs) throws IOException {
        Span dispatch = spans.stream().filter(span -> span.name().equals("POST /api/v1/notices/{id}/dispatch")).findFirst().orElseThrow();
        Map<String, List<Span>> trace = spans.stream().filter(span -> span.traceId().equals(dispatch.traceId()))
                .collect(Collectors.groupingBy(span -> span.service() + " " + span.name()));
        assertEquals("", dispatch.parentId());
        assertEquals("200", dispatch.attributes().get("http.response.status_code"));
        for (String step : List.of("duban-task-service publish", "duban-notify-service store", "duban-notify-service send")) {
            assertTrue(trace.containsKey(step), () -> step + " is not in " + trace.keySet());
            trace.get(step).forEach(span -> assertEquals(dispatch.spanId(), span.parentId(), step));
        }
        spans.forEach(span -> assertFalse(PERSONAL.matcher(span.toString()).find(), span::toString));

        List<JsonNode> tasks = lines(logs.resolve("task-service.log"));
        List<JsonNode> notifications = lines(logs.resolve("notify-service.log"));
        assertOne(tasks, "a request with its id and route", line -> line.at("/mdc/requestId").asText().equals(REQUEST)
                && line.path("message").asText().startsWith("GET /report/{token} 200 "));
        assertOne(tasks, "a request about a notice, in its trace, by the office", line -> !line.at("/mdc/noticeId").asText().isEmpty()
                && line.at("/mdc/traceId").asText().equals(dispatch.traceId())
                && line.path("message").asText().matches("POST /api/v1/notices/\\{id}/dispatch 200 \\d+ ms office"));
        assertOne(notifications, "an event that was not understood",
                line -> line.at("/mdc/eventId").asText().equals(NOT_UNDERSTOOD.toString()));
        assertOne(notifications, "a mail that was sent, in its trace", line -> !line.at("/mdc/mailId").asText().isEmpty()
                && !line.at("/mdc/noticeId").asText().isEmpty() && !line.at("/mdc/eventId").asText().isEmpty()
                && line.at("/mdc/traceId").asText().equals(dispatch.traceId()) && line.path("message").asText().endsWith(": Delivered"));
    }

    private static void assertOne(List<JsonNode> lines, String what, Predicate<JsonNode> wanted) {
        assertTrue(lines.stream().anyMatch(wanted), () -> "no line tells of " + what + " in\n"
                + lines.stream().map(JsonNode::toString).collect(Collectors.joining("\n")));
    }

    /** Each is JSON, and none has anybody's data. */
    private static List<JsonNode> lines(Path log) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            assertFalse(PERSONAL.matcher(line).find(), line);
            lines.add(Api.JSON.readTree(line));
        }
        return lines;
    }
}
