package org.duban.task.paper;

import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.StandardTime;
import biweekly.component.VEvent;
import biweekly.component.VTimezone;
import biweekly.io.text.ICalWriter;
import biweekly.property.Method;
import biweekly.property.Organizer;
import biweekly.property.Status;
import biweekly.util.DateTimeComponents;
import biweekly.util.UtcOffset;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.sql.Select;
import org.duban.task.unit.Unit;

/**
 * The days by which a unit owes something, for its calendar (RFC 5545), published and not invited to (RFC 5546 §3.2.1). A day
 * is a deadline: the UID is its id, the SEQUENCE its version, as in the mails of notify-service, so a program that gets both has
 * one entry. The same state gives the same bytes.
 */
@ApplicationScoped
class UnitCalendar {
    private static final int MOST = 1000;
    private static final int LONGEST_TITLE = 60;
    /** RFC 5545 §3.1 wants lines of 75 octets at most; the library counts characters, and one may have three octets. */
    private static final int LINE = 24;

    private static final String OWED = """
            select d.id, d.version, d.due, max(a.changed_at), n.title, n.document_number, n.report_to,
                   count(*) filter (where a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS'))
            from deadline d join notice n on n.id = d.notice_id join assignment a on a.deadline_id = d.id
            where d.unit_code = ? and d.due is not null and n.status = 'DISPATCHED'
            group by d.id, n.id having bool_or(a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS'))
            order by d.due desc, d.id limit ?""";

    private final DataSource database;
    private final PaperConfig config;

    UnitCalendar(DataSource database, PaperConfig config) {
        this.database = database;
        this.config = config;
    }

    /** @param changed the last change of what stands under it */
    private record Day(UUID deadline, int version, LocalDate due, Instant changed, String title, String number, String reportTo, int count) {}

    /** The {@value #MOST} latest days; those that have passed are among them while anything is owed. */
    byte[] of(Unit unit) {
        List<Day> days = Select.rows(database, OWED, row -> new Day(row.getObject(1, UUID.class), row.getInt(2), row.getObject(3, LocalDate.class),
                row.getTimestamp(4).toInstant(), row.getString(5), row.getString(6), row.getString(7), row.getInt(8)), unit.code, MOST);
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//Duban//Duban//ZH");
        calendar.setMethod(Method.PUBLISH);
        String name = (config.demo() ? "【演示数据】" : "") + Words.line(unit.name) + "督办时限";
        calendar.setName(name);
        calendar.setExperimentalProperty("X-WR-CALNAME", name);
        days.forEach(day -> calendar.addEvent(event(day)));
        if (days.isEmpty()) {
            // RFC 5545 §3.6 wants a component, and some programs take a calendar without one for broken.
            calendar.addComponent(zone());
        }
        StringWriter text = new StringWriter();
        try (ICalWriter writer = new ICalWriter(text, ICalVersion.V2_0)) {
            writer.getVObjectWriter().getFoldedLineWriter().setLineLength(LINE);
            writer.write(calendar);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static VTimezone zone() {
        UtcOffset offset = new UtcOffset(true, 8, 0);
        StandardTime standard = new StandardTime();
        standard.setDateStart(new DateTimeComponents(1992, 1, 1, 0, 0, 0, false));
        standard.setTimezoneOffsetFrom(offset);
        standard.setTimezoneOffsetTo(offset);
        VTimezone zone = new VTimezone(BusinessDays.ZONE.getId());
        zone.addStandardTime(standard);
        return zone;
    }

    private VEvent event(Day day) {
        VEvent event = new VEvent();
        event.setUid(day.deadline + "@" + config.domain());
        event.setSequence(day.version);
        event.setDateTimeStamp(Date.from(day.changed));
        event.setOrganizer(new Organizer(null, config.organizer()));
        event.setDateStart(date(day.due), false);
        event.setDateEnd(date(day.due.plusDays(1)), false);
        event.setSummary("报送截止：" + Words.line(day.title, LONGEST_TITLE));
        event.setDescription((config.demo() ? Words.DEMO.zh() + "\n" : "") + "请于" + Words.day(day.due) + "前（含当日）"
                + (day.reportTo == null ? "" : "向" + Words.line(day.reportTo)) + "报送办理情况，共" + day.count + "项。\n来源：《"
                + Words.line(day.title) + "》" + (day.number == null ? "" : "（" + Words.line(day.number) + "）"));
        event.setTransparency(true);
        event.setStatus(Status.confirmed());
        return event;
    }

    /** The library writes a date as it is in the zone of this machine. */
    private static Date date(LocalDate day) {
        return Date.from(day.atStartOfDay(ZoneId.systemDefault()).toInstant());
    }
}
