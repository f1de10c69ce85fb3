package org.duban.notify.problem;

import static org.awaitility.Awaitility.await;
import static org.duban.notify.Held.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.duban.notify.StackResource;
import org.duban.notify.Tokens;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The database takes no connections for a while: requests are refused soon, and what the service says of itself is true. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DatabaseAwayTest {

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url;

    @Test
    void requestsAreRefusedSoonWithATimeToComeBack() throws SQLException {
        mails().then().statusCode(200);
        asSuperuser(
                "alter role notify_service connection limit 0",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'notify_service'");
        try {
            mails().then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", equalTo("5"))
                    .body("code", equalTo("unavailable"))
                    .time(lessThan(5L), TimeUnit.SECONDS);
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            asSuperuser("alter role notify_service connection limit -1");
        }
        await().until(() -> mails().statusCode() == 200);
        given().get("/q/health/ready").then().statusCode(200);
    }

    private static Response mails() {
        return given().auth().oauth2(Tokens.of("office", null)).get("/api/v1/mails");
    }

    private void asSuperuser(String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
