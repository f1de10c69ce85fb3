package org.duban.task.problem;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.duban.task.As;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.Test;

/** The database takes no connections for a while: requests are refused soon, and what the service says of itself is true. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class DatabaseAwayTest {

    @Test
    void requestsAreRefusedSoonWithATimeToComeBack() throws SQLException {
        As.reader().get("/units").then().statusCode(200);
        Sql.asOwnerOfTheDatabase(
                "alter role task_service connection limit 0",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'task_service'");
        try {
            As.reader().get("/units").then().statusCode(503).contentType("application/problem+json")
                    .header("Retry-After", equalTo("5")).body("code", equalTo("unavailable"))
                    .time(lessThan(5L), TimeUnit.SECONDS);
            given().get("/q/health/ready").then().statusCode(503);
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            Sql.asOwnerOfTheDatabase("alter role task_service connection limit -1");
        }
        await().until(() -> As.reader().get("/units").statusCode() == 200);
        given().get("/q/health/ready").then().statusCode(200);
    }
}
