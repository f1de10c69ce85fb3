package org.duban.notify.security;

import static org.duban.notify.Held.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.duban.notify.World;
import org.duban.notify.inbox.DeadLetter;
import org.duban.notify.mail.Audience;
import org.duban.notify.mail.FlaggedAddress;
import org.duban.notify.mail.Ids;
import org.duban.notify.smtp.Outcome;
import org.duban.notify.smtp.ScriptedTransport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the served OpenAPI document, asked by everybody. An operation without a row here fails: who may call
 * a new one is to be decided, not to be found out.
 */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class AccessTest {

    /** Who asks, in the order of the rows' columns. The unit is that of the mail which is asked for. */
    private static final List<String> CALLERS =
            List.of("office", "inspectorate", "reader", "own unit", "other unit", "nameless unit", "unknown role");

    /** What each of them gets. */
    private static final Map<String, int[]> ROWS = Map.ofEntries(
            row("listMails", 200, 200, 200, 200, 200, 200, 403),
            row("getMail", 200, 200, 200, 200, 404, 404, 403),
            row("getMailHtml", 200, 200, 200, 200, 404, 404, 403),
            row("explainMail", 200, 200, 200, 200, 404, 404, 403),
            row("resendMail", 202, 403, 403, 403, 403, 403, 403),
            row("explainDay", 200, 200, 200, 200, 404, 404, 403),
            row("listFlaggedAddresses", 200, 200, 200, 403, 403, 403, 403),
            row("getFlaggedAddress", 200, 200, 200, 403, 403, 403, 403),
            row("clearFlaggedAddress", 428, 403, 403, 403, 403, 403, 403),
            row("listPreviews", 200, 200, 200, 200, 200, 200, 403),
            row("getPreview", 200, 200, 200, 200, 200, 200, 403),
            row("listDeadLetters", 200, 200, 200, 403, 403, 403, 403),
            row("getDeadLetter", 200, 200, 200, 403, 403, 403, 403),
            row("replayDeadLetter", 200, 403, 403, 403, 403, 403, 403),
            row("dismissDeadLetter", 200, 403, 403, 403, 403, 403, 403),
            row("getHold", 200, 200, 200, 403, 403, 403, 403),
            // It is not held.
            row("releaseHold", 409, 403, 403, 403, 403, 403, 403),
            row("getProblem", 200, 200, 200, 200, 200, 200, 200),
            row("issueLocalToken", 200, 200, 200, 200, 200, 200, 200),
            row("getLocalStatus", 200, 200, 200, 200, 200, 200, 200));

    private static final List<String> OPEN = List.of("getProblem", "getLocalStatus", "issueLocalToken");

    @Inject
    Mailroom mailroom;

    @Inject
    ScriptedTransport transport;

    private final World world = new World();

    private static Map.Entry<String, int[]> row(String operation, int... statuses) {
        return Map.entry(operation, statuses);
    }

    /** An operation with values that lead to something, and with the example of its body; null where it has none. */
    private record Operation(String id, String method, String path, String body) {}

    @BeforeEach
    void aMailAndAFlag() {
        World.now("2023-08-02T00:40:00Z");
        transport.next(world.leader(), new Outcome.Rejected("邮件服务器答复 SMTP 550 5.1.1"));
        world.publishExamples("unit-contacts", "rung-fired-chase");
        mailroom.work();
    }

    @Test
    void everyOperationHasItsRowAndEveryRowItsOperation() throws IOException {
        assertThat(
                new TreeSet<>(operations().stream().map(Operation::id).toList()), equalTo(new TreeSet<>(ROWS.keySet())));
    }

    @Test
    void everybodyGetsWhatHisRowSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations()) {
            for (int i = 0; i < CALLERS.size(); i++) {
                Response answer = ask(operation, bearer(token(CALLERS.get(i))));
                check(wrong, operation, CALLERS.get(i), answer, ROWS.get(operation.id())[i]);
                mailroom.sendAll();
            }
        }
        assertThat(wrong, empty());
    }

    @Test
    void withoutATokenThatHoldsNothingIsOpenThatShouldNotBe() throws IOException {
        List<String> wrong = new ArrayList<>();
        Map<String, String> bad = badTokens();
        for (Operation operation : operations()) {
            boolean open = OPEN.contains(operation.id());
            check(wrong, operation, "anonymous", ask(operation, given()), open ? 200 : 401);
            bad.forEach((name, token) ->
                    // An open operation does not look at tokens, or says that this one is none.
                    check(wrong, operation, name, ask(operation, bearer(token)), open ? new int[] {200, 401} : new int[] {401}));
            String good = Tokens.of("office", null);
            check(wrong, operation, "token in query", ask(operation, given().queryParam("access_token", good)), open ? 400 : 401);
            check(wrong, operation, "100 kB", ask(operation, bearer("x".repeat(100_000))), 431);
            RequestSpecification two =
                    given().header("Authorization", "Bearer " + good).header("Authorization", "Bearer " + good);
            check(wrong, operation, "two Authorization headers", ask(operation, two), 400);
        }
        assertThat(wrong, empty());
    }

    private static Map<String, String> badTokens() {
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("alg none", Tokens.unsigned());
        tokens.put("HS256 with the public key", Tokens.signedWithThePublicKey());
        tokens.put("expired", Tokens.expired());
        tokens.put("no exp", Tokens.withoutExpiry());
        tokens.put("nbf in future", Tokens.notYet());
        tokens.put("wrong iss", Tokens.ofIssuer("https://other"));
        tokens.put("no iss", Tokens.withoutIssuer());
        tokens.put("wrong aud", Tokens.ofAudience("other"));
        tokens.put("no aud", Tokens.withoutAudience());
        tokens.put("iat in future", Tokens.issuedInTheFuture());
        tokens.put("wrong kid", Tokens.withHeader(",\"kid\":\"other\""));
        tokens.put("jku", Tokens.withHeader(",\"jku\":\"https://keys.example/jwks\""));
        tokens.put("jwk", Tokens.withHeader(",\"jwk\":{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}"));
        tokens.put("altered", Tokens.altered());
        tokens.put("other key", Tokens.bySomebodyElse());
        tokens.put("garbage", "garbage");
        tokens.put("nearly a token", "x.y.z");
        return tokens;
    }

    private String token(String caller) {
        return switch (caller) {
            case "own unit" -> Tokens.of("unit", world.unit());
            case "other unit" -> Tokens.of("unit", "somebody-else");
            case "nameless unit" -> Tokens.of("unit", null);
            case "unknown role" -> Tokens.of("stranger", null);
            default -> Tokens.of(caller, null);
        };
    }

    private static void check(List<String> wrong, Operation operation, String caller, Response answer, int... expected) {
        boolean problem = answer.statusCode() < 400
                || answer.contentType().startsWith("application/problem+json")
                        && answer.path("status").equals(answer.statusCode());
        for (int status : expected) {
            if (answer.statusCode() == status && problem) {
                return;
            }
        }
        wrong.add(operation.id() + ", " + caller + ": " + answer.statusCode() + " " + answer.contentType());
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }

    private static Response ask(Operation operation, RequestSpecification request) {
        RequestSpecification whole =
                operation.body() == null ? request : request.contentType("application/json").body(operation.body());
        return whole.urlEncodingEnabled(false).request(operation.method(), operation.path());
    }

    /** From the served document: its required parameters get values of this world. */
    private List<Operation> operations() throws IOException {
        JsonNode paths = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())
                .path("paths");
        Map<String, Operation> operations = new TreeMap<>();
        paths.properties().forEach(path -> path.getValue().properties().forEach(method -> {
            JsonNode operation = method.getValue();
            String id = operation.path("operationId").asText();
            StringBuilder url = new StringBuilder(path.getKey());
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").asText();
                if (parameter.path("in").asText().equals("path")) {
                    url = new StringBuilder(url.toString().replace("{" + name + "}", pathValue(id, name)));
                } else if (parameter.path("in").asText().equals("query") && parameter.path("required").asBoolean()) {
                    url.append(url.indexOf("?") < 0 ? "?" : "&").append(name).append('=').append(queryValue(name));
                }
            }
            operations.put(
                    id, new Operation(id, method.getKey().toUpperCase(Locale.ROOT), url.toString(), example(operation)));
        }));
        return List.copyOf(operations.values());
    }

    private static String example(JsonNode operation) {
        JsonNode examples = operation.at("/requestBody/content/application~1json/examples");
        return examples.isMissingNode() ? null : examples.iterator().next().path("value").toString();
    }

    private String pathValue(String operation, String name) {
        return switch (name) {
            case "kind" -> "CHASE";
            case "code" -> "not-found";
            default -> operation.contains("DeadLetter") ? letter() : operation.contains("Flagged")
                    ? flag()
                    : Ids.mail("reminder/" + world.notice() + "/" + world.unit() + "/2023-08-02", Audience.UNIT)
                            .toString();
        };
    }

    /** A new one each time: what was dismissed cannot be dismissed again. */
    private String letter() {
        World.send(new ProducerRecord<>("duban.events", World.bytes(world.unit()), World.bytes("{}")));
        mailroom.awaitStored();
        return QuarkusTransaction.requiringNew()
                .call(() -> DeadLetter.<DeadLetter>find("order by id desc").firstResult().id + "");
    }

    private String flag() {
        return QuarkusTransaction.requiringNew()
                .call(() -> FlaggedAddress.<FlaggedAddress>find("address", world.leader())
                        .singleResult()
                        .id
                        .toString());
    }

    private String queryValue(String name) {
        return switch (name) {
            case "unit" -> world.unit();
            case "date" -> "2023-08-02";
            default -> "test";
        };
    }
}
