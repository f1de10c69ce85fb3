package org.duban.task;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract in the repository is what the service serves; {@code -Dopenapi.update=true} rewrites it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiTest {
    private static final Path FILE = Path.of("..", "openapi", "task-service.yaml");

    private static Map<String, Map<String, Map<String, Object>>> paths() {
        return document().getMap("paths");
    }

    private static JsonPath document() {
        return given().queryParam("format", "json").get("/q/openapi").jsonPath();
    }

    @Test
    void theFileIsWhatTheServiceServes() throws IOException {
        String served = new String(given().get("/q/openapi").asByteArray(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(FILE, served);
        }

        assertEquals(Files.readString(FILE).replace("\r\n", "\n"), served, "run mvn -pl task-service test -Dopenapi.update=true");
    }

    @Test
    void everyOperationSaysWhatItIs() {
        List<String> lacking = new ArrayList<>();
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            for (String field : List.of("operationId", "summary", "description", "tags")) {
                if (operation.get(field) == null || operation.get(field).toString().length() < 3) {
                    lacking.add("%s %s lacks %s".formatted(method, path, field));
                }
            }
        }));

        assertEquals(List.of(), lacking);
    }

    @Test
    void everyOperationNamesItsProblemsWithAnExampleOfEach() {
        List<String> lacking = new ArrayList<>();
        Map<String, Object> shared = document().getMap("components.responses");
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            Map<?, ?> responses = (Map<?, ?>) operation.get("responses");
            List<String> expected = new ArrayList<>(List.of("401", "403", "500", "503"));
            expected.addAll(operation.containsKey("requestBody") ? List.of("400", "413", "415") : List.of());
            expected.addAll(path.contains("{id}") ? List.of("404") : List.of());
            for (String status : expected) {
                Map<?, ?> response = (Map<?, ?>) responses.get(status);
                Object whole = response != null && response.containsKey("$ref")
                        ? shared.get(response.get("$ref").toString().replaceFirst(".*/", "")) : response;
                if (whole == null || !whole.toString().contains("application/problem+json") || !hasExample(whole)) {
                    lacking.add("%s %s: %s".formatted(method, path, status));
                }
            }
        }));

        assertEquals(List.of(), lacking);
    }

    @Test
    void everyBodyHasAnExample() {
        List<String> lacking = new ArrayList<>();
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            String what = method + " " + path;
            if (operation.containsKey("requestBody") && !hasExample(operation.get("requestBody"))) {
                lacking.add(what + ": request");
            }
            ((Map<?, ?>) operation.get("responses")).forEach((status, response) -> {
                if (status.toString().startsWith("2") && ((Map<?, ?>) response).containsKey("content") && !hasExample(response)) {
                    lacking.add(what + ": " + status);
                }
            });
        }));

        assertEquals(List.of(), lacking);
    }

    private static boolean hasExample(Object body) {
        return ((Map<?, ?>) ((Map<?, ?>) body).get("content")).values().stream()
                .allMatch(media -> ((Map<?, ?>) media).containsKey("example") || ((Map<?, ?>) media).containsKey("examples"));
    }
}
