package org.duban.task.calendar;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Sql;
import org.duban.task.StackResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The office's own days, over what the State Council publishes. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class OwnDaysTest {
    /** A Thursday and a Saturday. */
    private static final String THURSDAY = "2023-11-16";
    private static final String SATURDAY = "2023-11-18";

    @Inject
    AgroalDataSource database;

    @Inject
    OfficeCalendar calendar;

    @BeforeEach
    @AfterEach
    void clean() {
        BusinessClock.set("2023-07-19T08:00");
        List.of(THURSDAY, SATURDAY).forEach(day -> As.office().delete("/calendar/" + day).then().statusCode(200));
    }

    private static ValidatableResponse put(String day, boolean workingDay) {
        return As.office().body(Map.of("workingDay", workingDay, "reason", "州庆。")).put("/calendar/" + day).then();
    }

    private static int version() {
        return As.reader().get("/calendar?from=2023-01-01&to=2023-01-01").jsonPath().getInt("version");
    }

    @Test
    void aDayIsDeclaredOffOrWorkedAndTakenBack() {
        int before = version();

        put(THURSDAY, false).statusCode(200).body("workingDay", equalTo(false)).body("source", equalTo("OFFICE"))
                .body("reason", equalTo("州庆。"));
        put(SATURDAY, true).statusCode(200).body("workingDay", equalTo(true));
        put(SATURDAY, true).statusCode(200);

        assertEquals(before + 2, version(), "what changes nothing makes no version");
        As.unit("x").get("/calendar?from=2023-11-15&to=2023-11-20").then().statusCode(200)
                .body("days.day", contains(THURSDAY, SATURDAY, "2023-11-19")).body("days.workingDay", contains(false, true, false))
                .body("days.source", contains("OFFICE", "OFFICE", "WEEKEND")).body("days.confirmed", contains(true, true, true));
        As.office().delete("/calendar/" + THURSDAY).then().statusCode(200).body("workingDay", equalTo(true)).body("source", nullValue());
        assertEquals(List.of("office calendar.withdrawn null", "office calendar.declared 州庆。"), Sql.rows("""
                select actor, action, reason from audit where entity = 'calendar-day' and entity_id = ? order by id desc limit 2""", THURSDAY));
    }

    @Test
    void publishedDaysAreListedWithTheirSource() {
        As.office().get("/calendar?from=2023-09-28&to=2023-10-09").then()
                .body("days.findAll { it.workingDay }.day", contains("2023-10-07", "2023-10-08"))
                .body("days.source.unique()", contains("STATE_COUNCIL"));
        As.office().get("/calendar?from=2035-10-01&to=2035-10-07").then().body("days.source", contains("WEEKEND", "WEEKEND"))
                .body("days.confirmed", contains(false, false));
    }

    @Test
    void whatHasPassedAndWhatIsNoDayIsRefused() {
        int before = version();
        put("2023-07-18", false).statusCode(400).body("code", equalTo("invalid-parameter")).body("errors.parameter", contains("day"));
        As.office().delete("/calendar/2023-07-18").then().statusCode(400);
        put("2023-02-30", false).statusCode(400).body("errors.parameter", contains("day"));
        As.office().body(Map.of("workingDay", false)).put("/calendar/" + THURSDAY).then().statusCode(400).body("errors.pointer", contains("/reason"));
        As.office().body(Map.of("reason", "x")).put("/calendar/" + THURSDAY).then().statusCode(400).body("errors.pointer", contains("/workingDay"));
        As.office().get("/calendar?from=2023-01-01").then().statusCode(400).body("errors.parameter", contains("to"));
        As.office().get("/calendar?from=2023-01-02&to=2023-01-01").then().statusCode(400).body("errors.parameter", contains("to"));
        As.office().get("/calendar?from=2023-01-01&to=2024-02-05").then().statusCode(400);
        As.office().get("/calendar?from=2023-01-01&to=2024-02-04").then().statusCode(200);
        assertEquals(before, version());
        // Today is still to come.
        put("2023-07-19", true).statusCode(200);
        As.office().delete("/calendar/2023-07-19").then().statusCode(200);
    }

    @Test
    void anotherInstanceCountsTheSameAsSoonAsItPlans() {
        OfficeCalendar other = new OfficeCalendar(database);
        assertTrue(other.current().isWorkingDay(LocalDate.parse(THURSDAY)));

        put(THURSDAY, false);

        WorkingCalendar current = other.current();
        assertFalse(current.isWorkingDay(LocalDate.parse(THURSDAY)));
        assertEquals(calendar.version(), current.version());
    }

    /** A program with a later edition of the published days. */
    private static final class Newer extends StateCouncilCalendar {
        @Override
        int published() {
            return super.published() + 33;
        }

        @Override
        String fingerprint() {
            return "newer";
        }
    }

    @Test
    void aProgramThatKnowsAFurtherYearMakesAVersionThatAnOlderOneDoesNotClaim() throws SQLException {
        int before = calendar.current().version();
        OfficeCalendar newer = new OfficeCalendar(database, new Newer());
        try {
            newer.publish();
            newer.publish();

            assertEquals(before + 1, newer.current().version());
            assertEquals(0, calendar.current().version(), "what the older plans is planned again by the newer");
            calendar.publish();
            assertEquals(before + 1, newer.current().version(), "a restart of the older changes nothing");
        } finally {
            Sql.update("update calendar_version set published = 0, version = version + 1");
            calendar.publish();
        }
        assertNotEquals(0, calendar.current().version());
    }
}
