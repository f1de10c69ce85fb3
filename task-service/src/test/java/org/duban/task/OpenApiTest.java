package org.duban.task;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The contract in the repository is what the service serves; {@code -Dopenapi.update=true} rewrites it. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OpenApiTest {
    private static final Path FILE = Path.of("..", "openapi", "task-service.yaml");

    @Test
    void theFileIsWhatTheServiceServes() throws IOException {
        String served = new String(given().get("/q/openapi").asByteArray(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(FILE, served);
        }

        assertEquals(Files.readString(FILE).replace("\r\n", "\n"), served, "run mvn -pl task-service test -Dopenapi.update=true");
    }
}
