package org.duban.notify;

import static io.restassured.RestAssured.given;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

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

    private static final Path FILE = Path.of("..", "openapi", "notify-service.yaml");

    @Test
    void theFileIsWhatTheServiceServes() throws IOException {
        String served = new String(given().get("/q/openapi").asByteArray(), StandardCharsets.UTF_8);
        if (Boolean.getBoolean("openapi.update")) {
            Files.writeString(FILE, served);
        }
        assertThat(served, equalTo(Files.readString(FILE)));
    }
}
