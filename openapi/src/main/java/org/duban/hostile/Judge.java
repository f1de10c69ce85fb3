package org.duban.hostile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.duban.contract.OpenApiDocument;

/** Holds answers against the document. */
final class Judge {
    private static final String PROBLEM = "application/problem+json";
    /** What a request gets that was sent to no operation, or cannot be read as HTTP. */
    private static final Set<Integer> OF_THE_SERVER = Set.of(400, 404, 405, 406, 411, 413, 414, 415, 431, 501);
    private static final List<String> SECRETS = List.of("xception", "\tat ", "org.duban", "org.hibernate", "org.postgresql", "select ", "insert into");

    private final ObjectMapper json = new ObjectMapper();
    private final OpenApiDocument document;
    private final Predicate<String> isPage;
    private final Map<String, Boolean> pages = new HashMap<>();

    /** @param isPage whether the service has a page of that path, such as a problem's type */
    Judge(JsonNode document, Predicate<String> isPage) {
        this.isPage = isPage;
        this.document = new OpenApiDocument(document);
    }

    /** What is wrong with the answer; nothing, as a rule. */
    List<String> faults(Request request, Wire.Answer answer) {
        List<String> faults = new ArrayList<>();
        int status = answer.status();
        JsonNode responses = request.operation.responses();
        JsonNode response = document.resolve(responses.path(String.valueOf(status)));
        if (status >= 500) {
            faults.add("a failure of the service");
        }
        if (response.isMissingNode() && !(request.astray && OF_THE_SERVER.contains(status)) && !(request.astray && status < 300)) {
            faults.add("the document does not have this status");
        }
        if (request.mustBeRefused && !request.astray && status < 400) {
            faults.add("should have been refused");
        }
        if (status >= 400) {
            problem(request, answer, response, faults);
        } else if (status < 300 && !request.astray) {
            content(answer, response, faults);
        }
        return faults;
    }

    private void problem(Request request, Wire.Answer answer, JsonNode response, List<String> faults) {
        if (answer.status() == 400 && answer.body().length == 0 && !isUri(request.target)) {
            // No HTTP: refused by the server before any of our code, without a word.
            return;
        }
        if (!answer.type().equals(PROBLEM)) {
            faults.add("no problem document but " + answer.type());
            return;
        }
        JsonNode problem = read(answer, faults);
        String code = problem.path("code").asText();
        if (problem.path("status").asInt() != answer.status() || !problem.path("type").asText().equals("/problems/" + code)) {
            faults.add("status or type are not its own");
        }
        if (!pages.computeIfAbsent(problem.path("type").asText(), isPage::test)) {
            faults.add("no page at its type");
        } else if (!request.astray && !response.isMissingNode() && !response.at("/content/" + PROBLEM.replace("/", "~1") + "/examples").has(code)) {
            faults.add("the document does not have " + code + " here");
        }
        validate(json.createObjectNode().put("$ref", "#/components/schemas/Problem"), problem, faults);
        String text = answer.text();
        SECRETS.stream().filter(text::contains).filter(secret -> !request.target.contains(secret.strip())
                && !(request.body != null && request.toString().contains(secret.strip()))).forEach(secret -> faults.add("tells " + secret));
    }

    private static boolean isUri(String target) {
        try {
            return new URI(target) != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private void content(Wire.Answer answer, JsonNode response, List<String> faults) {
        JsonNode content = response.path("content");
        if (content.isEmpty()) {
            if (answer.body().length > 0) {
                faults.add("a body that the document does not have");
            }
            return;
        }
        JsonNode media = content.has(answer.type()) ? content.get(answer.type()) : content.path("*/*");
        if (media.isMissingNode()) {
            faults.add("the document does not have the type " + answer.type());
        } else if (answer.type().equals("application/json")) {
            validate(media.path("schema"), read(answer, faults), faults);
        }
    }

    private JsonNode read(Wire.Answer answer, List<String> faults) {
        try {
            return json.readTree(answer.text());
        } catch (JsonProcessingException e) {
            faults.add("no JSON");
            return json.createObjectNode();
        }
    }

    private void validate(JsonNode schema, JsonNode value, List<String> faults) {
        document.faults(schema, value).stream().limit(3).forEach(fault -> faults.add("off its schema: " + fault));
    }
}
