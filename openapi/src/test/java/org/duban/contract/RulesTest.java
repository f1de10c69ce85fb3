package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.contract.Documents.Described;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The core of {@code .spectral.yaml}, for the build: it has no Node.js. */
class RulesTest {
    private static final Pattern BILINGUAL = Pattern.compile("(?s).*\\p{IsHan}.*[A-Za-z]{2}.*");
    private static final List<String> OF_ALL = List.of("406", "414", "431", "500", "503");

    static Stream<Described> operations() {
        return Documents.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationSaysWhatItIs(Described described) {
        JsonNode operation = described.operation().node();
        List<String> lacking = new ArrayList<>();
        if (!operation.path("operationId").asText().matches("[a-z][A-Za-z]+")) {
            lacking.add("operationId");
        }
        bilingual(operation, "summary", lacking);
        bilingual(operation, "description", lacking);
        if (operation.path("tags").size() != 1) {
            lacking.add("one tag");
        }
        operation.path("parameters").forEach(each -> {
            JsonNode parameter = described.document().resolve(each);
            bilingual(parameter, "description", lacking, " of " + parameter.path("name").asText());
        });

        assertEquals(List.of(), lacking);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aBodyHasAnExample(Described described) {
        JsonNode operation = described.operation().node();
        List<String> lacking = new ArrayList<>();
        examples("request", described.document().resolve(operation.path("requestBody")), lacking);
        operation.path("responses").properties().forEach(response ->
                examples(response.getKey(), described.document().resolve(response.getValue()), lacking));

        assertEquals(List.of(), lacking);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void anOperationNamesItsProblems(Described described) {
        JsonNode operation = described.operation().node();
        Set<String> expected = new HashSet<>(OF_ALL);
        boolean open = operation.path("security").isArray() && operation.path("security").isEmpty();
        expected.addAll(open ? List.of() : List.of("401", "403", "429"));
        expected.addAll(operation.has("requestBody") ? List.of("400", "413", "415") : List.of());
        expected.addAll(described.operation().path().contains("{id}") ? List.of("400", "404") : List.of());
        operation.path("responses").properties().stream().filter(each -> each.getKey().compareTo("400") >= 0).forEach(each -> {
            JsonNode examples = described.document().resolve(each.getValue()).at("/content/application~1problem+json/examples");
            boolean all = !examples.isEmpty();
            for (JsonNode example : examples) {
                all &= example.at("/value/code").isTextual() && example.at("/value/status").asText().equals(each.getKey());
            }
            if (all) {
                expected.remove(each.getKey());
            } else {
                expected.add(each.getKey() + " without an example of its own");
            }
        });

        assertEquals(Set.of(), expected);
    }

    @Test
    void noTwoOperationsHaveTheSameName() {
        Documents.ALL.values().forEach(document -> assertEquals(document.operations().size(),
                document.operations().stream().map(OpenApiDocument.Operation::id).distinct().count()));
    }

    private static void bilingual(JsonNode node, String field, List<String> lacking, String... of) {
        if (!BILINGUAL.matcher(node.path(field).asText()).matches()) {
            lacking.add(field + String.join("", of));
        }
    }

    private static void examples(String what, JsonNode holder, List<String> lacking) {
        holder.path("content").properties().stream().filter(media -> media.getValue().path("examples").isEmpty())
                .forEach(media -> lacking.add(what + " " + media.getKey()));
    }
}
