package org.duban.task.paper;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import org.duban.task.As;
import org.duban.task.BusinessClock;
import org.duban.task.Fixture;
import org.duban.task.StackResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A unit's days, as a calendar program of another maker reads them. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class UnitCalendarTest {
    private Fixture fixture;
    private String water;

    @BeforeEach
    void dispatch() {
        BusinessClock.set("2023-07-19T08:00");
        fixture = new Fixture();
        fixture.with("documentNumber", fixture.prefix() + "〔2023〕15号");
        water = fixture.unit("水利局");
        fixture.task("1", water).task("2", water)
                .task("3", Map.of("responsible", fixture.names(water), "due", "2023-08-31", "dueText", "8月31日前")).dispatch();
    }

    private Response file(String unit) {
        return As.office().get("/units/" + unit + "/calendar.ics").then().statusCode(200).extract().response();
    }

    private static String text(Response file) {
        return new String(file.asByteArray(), StandardCharsets.UTF_8);
    }

    private Calendar calendar(String unit) throws IOException, ParserException {
        return new CalendarBuilder().build(new StringReader(text(file(unit))));
    }

    private static String value(Component event, String property) {
        return event.getProperty(property).orElseThrow().getValue();
    }

    /** Day and sequence of each entry. */
    private List<String> days() throws IOException, ParserException {
        return calendar(water).getComponents(Component.VEVENT).stream()
                .map(event -> value(event, Property.DTSTART) + " " + value(event, Property.SEQUENCE)).toList();
    }

    @Test
    void eachOpenDeadlineIsADay() throws Exception {
        Calendar calendar = calendar(water);

        calendar.validate();
        assertEquals("PUBLISH", calendar.getProperty(Property.METHOD).orElseThrow().getValue());
        assertEquals("【演示数据】" + fixture.name(water) + "督办时限", calendar.getProperty("X-WR-CALNAME").orElseThrow().getValue());
        assertEquals(List.of("20230831 1", "20230801 1"), days());
        Component day = calendar.getComponents().get(1);
        String deadline = As.office().get("/deadlines?unit=" + water + "&dueTo=2023-08-01").path("items[0].id");
        assertEquals(deadline + "@localhost.invalid", value(day, Property.UID));
        assertEquals("20230802", value(day, Property.DTEND));
        assertEquals("mailto:duban@localhost.invalid", value(day, Property.ORGANIZER));
        assertEquals("20230719T000000Z", value(day, Property.DTSTAMP));
        assertEquals("报送截止：" + fixture.prefix() + "校园安全工作方案", value(day, Property.SUMMARY));
        assertEquals("演示数据：由演示环境产生，内容不作为工作依据。\n请于2023年8月1日前（含当日）向" + fixture.name(fixture.reportTo()) + "报送办理情况，共2项。\n来源：《"
                + fixture.prefix() + "校园安全工作方案》（" + fixture.prefix() + "〔2023〕15号）", value(day, Property.DESCRIPTION));
        text(file(water)).lines().forEach(line -> assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75, line));
    }

    @Test
    void aChangeRaisesTheSequenceAndWhatIsReportedGoes() throws Exception {
        String uid = value(calendar(water).getComponents().get(1), Property.UID);
        BusinessClock.set("2023-07-20T09:00");
        fixture.report(fixture.assignments(water).get(0), water);

        assertEquals(List.of("20230831 1", "20230801 2"), days());
        assertEquals(uid, value(calendar(water).getComponents().get(1), Property.UID));
        assertEquals("20230720T010000Z", value(calendar(water).getComponents().get(1), Property.DTSTAMP));

        fixture.report(fixture.assignments(water).get(1), water);
        assertEquals(List.of("20230831 1"), days());
    }

    @Test
    void aDayThatHasPassedStaysWhileAnythingIsOwed() throws Exception {
        BusinessClock.set("2023-08-09T09:00");
        assertEquals(2, days().size());

        fixture.post("/close", Map.of("reason", "各项工作已落实。")).statusCode(200);
        assertEquals(List.of(), days());
    }

    /** RFC 5545 §3.6: a calendar has a component, though nothing is owed. */
    @Test
    void aCalendarWithoutDaysIsOneAllTheSame() throws Exception {
        Calendar calendar = calendar(fixture.unit("司法局"));

        calendar.validate();
        assertEquals(List.of("VTIMEZONE"), calendar.getComponents().stream().map(Component::getName).toList());
        assertEquals("Asia/Shanghai", value(calendar.getComponents().get(0), Property.TZID));
    }

    @Test
    void theSameStateHasTheSameTag() {
        Response first = file(water);
        String path = "/units/" + water + "/calendar.ics";

        first.then().header("Content-Type", equalTo("text/calendar;charset=UTF-8")).header("X-Content-Type-Options", "nosniff")
                .header("Content-Disposition", containsString(".ics"));
        assertEquals(text(first), text(file(water)));
        As.unit(water).header("If-None-Match", first.header("ETag")).get(path).then().statusCode(304);
        fixture.acknowledge(fixture.assignments(water).get(0), water).statusCode(200);
        As.unit(water).header("If-None-Match", first.header("ETag")).get(path).then().statusCode(200);
        assertNotEquals(first.header("ETag"), file(water).header("ETag"));
        assertEquals(0, As.unit(water).head(path).then().statusCode(200).extract().asByteArray().length);
    }

    /** R11. */
    @Test
    void aUnitSeesItsOwn() {
        As.unit(fixture.reportTo()).get("/units/" + water + "/calendar.ics").then().statusCode(404).body("code", equalTo("not-found"));
        As.unit(null).get("/units/" + water + "/calendar.ics").then().statusCode(404);
        As.reader().get("/units/nobody/calendar.ics").then().statusCode(404);
        As.reader().get("/units/a_b/calendar.ics").then().statusCode(400).body("errors[0].parameter", equalTo("code"));
    }

    @Test
    void hostileTitlesStayText() throws Exception {
        Fixture hostile = new Fixture().with("title", "𠮷".repeat(50) + ";,\\BEGIN:VEVENT").with("documentNumber", "甲：\"乙\"");
        String unit = hostile.unit("水利局");
        hostile.task("1", unit).dispatch();

        Component day = calendar(unit).getComponents().get(0);
        assertEquals("报送截止：" + "𠮷".repeat(50) + ";,\\BEGIN:…", value(day, Property.SUMMARY));
        assertTrue(value(day, Property.DESCRIPTION).endsWith("《" + "𠮷".repeat(50) + ";,\\BEGIN:VEVENT》（甲：\"乙\"）"));
        assertEquals(1, calendar(unit).getComponents().size());
    }
}
