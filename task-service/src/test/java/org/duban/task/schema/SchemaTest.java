package org.duban.task.schema;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Program and tables fit, and who asks is told whether they are there. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class SchemaTest {
    @Inject
    EntityManagerFactory entities;

    @Inject
    Flyway flyway;

    /** Looked at here once, instead of at each start. */
    @Test
    void eachEntityFindsItsTableAndColumns() {
        assertDoesNotThrow(() -> entities.getSchemaManager().validate());
    }

    @Test
    void aProgramStartsOnTablesThatANewerOneHasMigrated() throws SQLException {
        Sql.asOwnerOfTheDatabase("""
                insert into task.flyway_schema_history (installed_rank, version, description, type, script, installed_by,
                    execution_time, success)
                values (9999, '9999', 'newer', 'SQL', 'V9999__newer.sql', 'task_owner', 0, true)""");
        try {
            assertEquals(0, flyway.migrate().migrationsExecuted);
        } finally {
            Sql.asOwnerOfTheDatabase("delete from task.flyway_schema_history where version = '9999'");
        }
    }

    @Test
    void healthTellsWhetherTheyAreThere() {
        given().get("/q/health/started").then().statusCode(200).body("checks.name", contains("schema"));
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItem("schema"));
    }
}
