package org.duban.notify.mail;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.CalendarComponent;
import org.duban.notify.Mailroom;
import org.duban.notify.StackResource;
import org.duban.notify.World;
import org.duban.stack.mail.AcceptedMail;
import org.junit.jupiter.api.Test;

/** The calendar files of mails, as a calendar of another maker reads them. */
@QuarkusTest
@QuarkusTestResource(StackResource.class)
class CalendarsTest {

    @Inject
    Mailroom mailroom;

    private final World world = new World();

    @Test
    void theFirstMailBringsTheDay() throws Exception {
        List<String> files = of(mailAfter("deadline-opened"));

        assertEquals(List.of("报送时限.ics PUBLISH d1 1 20230801-20230802 CONFIRMED"), files);
        MailParts.Piece file = MailParts.of(world.mails.raw(world.onlyMailTo(world.liaison()))).piece("报送时限.ics");
        Component event = event(file);
        assertEquals("text/calendar; method=PUBLISH", file.type());
        assertEquals("mailto:duban@duban.example", value(event, Property.ORGANIZER));
        assertEquals("报送截止：红河州校园安全工作情况报告审议意见处理方案", value(event, Property.SUMMARY));
        assertEquals("20230719T000000Z", value(event, Property.DTSTAMP));
        assertThat("nobody is invited", event.getProperties(Property.ATTENDEE), empty());
        file.text().lines().forEach(line -> assertThat(line, Golden.bytes(line), lessThanOrEqualTo(75)));
    }

    @Test
    void aDayThatMovedComesAndTheOldOneGoesWhenNothingIsLeftUnderIt() throws Exception {
        mailAfter("deadline-opened");
        world.publish(world.example("deadline-changed", event -> {
            ((ObjectNode) event.get("data")).put("cause", "MOVED_AWAY");
            ((ArrayNode) event.at("/data/assignments")).removeAll();
        }));

        assertEquals(
                List.of(
                        "报送时限.ics PUBLISH d3 1 20230815-20230816 CONFIRMED",
                        "取消报送时限8月1日.ics CANCEL d1 2 20230801-20230802 CANCELLED"),
                of(mailAfter("extension-granted")));
    }

    @Test
    void aDayUnderWhichSomethingIsLeftStays() throws Exception {
        mailAfter("deadline-opened");
        world.publish(world.example("deadline-changed", event -> {
            ((ObjectNode) event.get("data")).put("cause", "MOVED_AWAY");
            ((ArrayNode) event.at("/data/assignments")).remove(1);
        }));

        assertEquals(
                List.of(
                        "报送时限.ics PUBLISH d1 2 20230801-20230802 CONFIRMED",
                        "报送时限.ics PUBLISH d3 1 20230815-20230816 CONFIRMED"),
                of(mailAfter("extension-granted")));
    }

    @Test
    void aReportTakesTheDayAwayWhenItIsTheLast() throws Exception {
        assertEquals(List.of(), of(mailAfter("deadline-changed-receipt")));

        ObjectNode last = world.example("deadline-changed-receipt", event -> {
            event.put("id", world.id("999").toString()).put("sequence", "3");
            ((ObjectNode) event.at("/data/deadline")).put("version", 3);
            ((ObjectNode) event.get("data")).put("occasion", "receipt/" + world.id("998"));
            ((ObjectNode) event.at("/data/assignments/0")).put("status", "SUBMITTED");
        });
        assertEquals(List.of("取消报送时限8月1日.ics CANCEL d1 3 20230801-20230802 CANCELLED"), of(mailAfter(last)));
    }

    @Test
    void whatIsWithdrawnIsTakenAway() throws Exception {
        assertEquals(
                List.of("取消报送时限8月1日.ics CANCEL d1 4 20230801-20230802 CANCELLED"),
                of(mailAfter("deadline-changed-withdrawn")));
    }

    @Test
    void aReliefTakesTheDayAwayWhenNothingIsLeft() throws Exception {
        assertEquals(
                List.of("取消报送时限8月1日.ics CANCEL d1 3 20230801-20230802 CANCELLED"),
                of(mailAfter("deadline-changed-relief")));
    }

    @Test
    void whatChangesNoDayBringsNone() throws Exception {
        assertEquals(List.of(), of(mailAfter("rung-fired-reminder")));
        assertEquals(List.of(), of(mailAfter("extension-refused")));
    }

    private AcceptedMail mailAfter(String example) {
        return mailAfter(world.example(example));
    }

    private AcceptedMail mailAfter(ObjectNode event) {
        World.now(event.get("time").asText());
        world.publishExamples("unit-contacts");
        world.publish(event);
        mailroom.work();
        List<AcceptedMail> mails = world.inboxOf(world.liaison());
        return mails.get(mails.size() - 1);
    }

    /** Each entry of each file: its name, method, deadline, sequence, days and status. */
    private List<String> of(AcceptedMail mail) throws Exception {
        List<String> entries = new ArrayList<>();
        for (MailParts.Piece piece : MailParts.of(world.mails.raw(mail)).pieces()) {
            if (piece.fileName() != null) {
                Calendar calendar = read(piece);
                calendar.validate();
                for (CalendarComponent event : calendar.getComponents()) {
                    entries.add("%s %s %s %s %s-%s %s".formatted(
                            piece.fileName(),
                            calendar.getProperty(Property.METHOD).orElseThrow().getValue(),
                            value(event, Property.UID).replaceFirst("^.*?0*([a-f][0-9a-f])@duban.example$", "$1"),
                            value(event, Property.SEQUENCE),
                            value(event, Property.DTSTART),
                            value(event, Property.DTEND),
                            value(event, Property.STATUS)));
                }
            }
        }
        return entries;
    }

    private static Component event(MailParts.Piece piece) throws Exception {
        return read(piece).getComponents().get(0);
    }

    private static Calendar read(MailParts.Piece piece) throws Exception {
        return new CalendarBuilder().build(new ByteArrayInputStream(piece.content()));
    }

    private static String value(Component component, String property) {
        return component.getProperty(property).orElseThrow().getValue();
    }
}
