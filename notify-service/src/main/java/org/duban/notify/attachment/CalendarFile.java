package org.duban.notify.attachment;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.text.ICalWriter;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;

/**
 * Whole days for a calendar (RFC 5545), as a mail carries them (RFC 6047): published, and taken back (RFC 5546 §3.2.1,
 * §4.1.3). Nobody is invited, so no program answers.
 */
public final class CalendarFile {

    /** RFC 5545 §3.1 wants lines of 75 octets at most; the library counts characters, and one may have three octets. */
    private static final int LINE = 24;

    /**
     * A day in the calendar.
     *
     * @param uid the same for as long as there is the day
     * @param sequence rises whenever it is told anew
     * @param day in no zone: it is that day wherever it is read
     */
    public record Entry(String uid, long sequence, LocalDate day, String summary, String description) {}

    private CalendarFile() {}

    /**
     * @param organizer mail address of who publishes
     * @param at the moment of the change that it tells of
     */
    public static Attachment published(String name, String organizer, Instant at, List<Entry> entries) {
        return file(name, Method.PUBLISH, organizer, at, entries);
    }

    /** Takes one day out of the calendar; a cancellation tells of one only (RFC 5546 §3.2.5). */
    public static Attachment cancelled(String name, String organizer, Instant at, Entry entry) {
        return file(name, Method.CANCEL, organizer, at, List.of(entry));
    }

    private static Attachment file(String name, String method, String organizer, Instant at, List<Entry> entries) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Duban//Duban//ZH");
        calendar.setMethod(method);
        for (Entry entry : entries) {
            VEvent event = new VEvent();
            event.setUid(entry.uid());
            event.setSequence(Math.toIntExact(entry.sequence()));
            event.setDateTimeStamp(Date.from(at));
            event.setOrganizer(new Organizer(null, organizer));
            event.setDateStart(date(entry.day()), false);
            event.setDateEnd(date(entry.day().plusDays(1)), false);
            event.setSummary(entry.summary());
            event.setDescription(entry.description());
            event.setTransparency(true);
            event.setStatus(method.equals(Method.CANCEL) ? Status.cancelled() : Status.confirmed());
            calendar.addEvent(event);
        }
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Attachment(
                name,
                "text/calendar; charset=UTF-8; method=" + method + "; component=VEVENT",
                text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The library writes a date as it is in the zone of this machine. */
    private static Date date(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }
}
