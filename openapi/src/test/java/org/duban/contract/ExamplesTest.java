package org.duban.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.duban.contract.Documents.Described;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example of the documents is as its schema says, and shows nothing that the schema does not describe. */
class ExamplesTest {
    private static final AtomicInteger EXAMPLES = new AtomicInteger();

    static Stream<Described> operations() {
        return Documents.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void examplesFitTheirSchemas(Described described) {
        JsonNode operation = described.operation().node();
        List<String> faults = new ArrayList<>();
        bodies(described, operation.path("requestBody"), faults);
        operation.path("responses").forEach(response -> bodies(described, response, faults));
        operation.path("parameters").forEach(each -> {
            JsonNode parameter = described.document().resolve(each);
            if (parameter.has("example")) {
                check(described, parameter.path("schema"), parameter.path("example"), parameter.path("name").asText(), faults);
            }
        });

        assertEquals(List.of(), faults);
    }

    private static void bodies(Described described, JsonNode holder, List<String> faults) {
        for (Map.Entry<String, JsonNode> media : described.document().resolve(holder).path("content").properties()) {
            media.getValue().path("examples").properties().forEach(example -> check(described,
                    media.getValue().path("schema"), example.getValue().path("value"), media.getKey() + " " + example.getKey(), faults));
        }
    }

    private static void check(Described described, JsonNode schema, JsonNode example, String what, List<String> faults) {
        EXAMPLES.incrementAndGet();
        described.document().faults(schema, example).forEach(fault -> faults.add(what + ": " + fault));
    }

    @AfterAll
    static void thereWereMany() {
        assertTrue(EXAMPLES.get() > 500, () -> "only " + EXAMPLES);
    }
}
