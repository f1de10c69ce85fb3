package org.duban.task.briefing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.assignment.TickConfig;
import org.duban.task.briefing.BriefingData.Briefing;
import org.duban.task.briefing.BriefingData.Counts;
import org.duban.task.briefing.BriefingData.Escalation;
import org.duban.task.briefing.BriefingData.Escalations;
import org.duban.task.briefing.BriefingData.UnitRef;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.event.Ids;
import org.duban.task.event.Omissions;
import org.duban.task.event.Topics;
import org.duban.task.hold.Hold;
import org.duban.task.loop.Agenda;
import org.duban.task.loop.Loop;
import org.duban.task.notice.BriefingHours;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;
import org.duban.task.schema.Tables;
import org.duban.task.unit.Unit;

/**
 * Briefs the offices (R8): on each working day at 08:40 one briefing for each live notice with anything open, and one
 * list of the escalations since the last. A notice waits while one of its rungs is due and not fired, so that the list is
 * whole, after a downtime too.
 */
@ApplicationScoped
public class BriefingTick {
    private final DataSource database;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Loop loop;

    BriefingTick(DataSource database, Outbox outbox, WorkingCalendar calendar, Clock clock, TickConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
        this.loop = new Loop("briefing-tick", new Agenda(database,
                "select min(next_briefing_at) from notice where status = 'DISPATCHED' and " + Hold.NONE, clock, config.poll(), this::tick));
    }

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** Briefs the office of one notice; false when none was due. */
    public boolean tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            try (Connection connection = database.getConnection()) {
                Notice notice = claim(connection, now);
                if (notice != null) {
                    brief(notice, connection, now);
                }
                return notice != null;
            }
        });
    }

    /**
     * Its id by plain SQL: the question is asked all the time, and nearly always answered with no. The lock is that of every change of a
     * notice: a stronger one would wait for, and keep waiting, who only adds a row that names it, such as a moved assignment.
     */
    private Notice claim(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                select n.id from notice n
                where n.next_briefing_at <= ? and n.status = 'DISPATCHED' and\s""" + Hold.NONE + """

                  and not exists (select 1 from deadline d where d.notice_id = n.id and d.next_at <= ?)
                order by n.next_briefing_at limit 1 for no key update of n skip locked""")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setTimestamp(2, Timestamp.from(now));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Notice.byId(row.getObject(1, UUID.class)) : null;
            }
        }
    }

    private void brief(Notice notice, Connection connection, Instant now) throws SQLException {
        WorkingCalendar calendar = this.calendar.current();
        LocalDate day = BriefingHours.newestDue(notice.nextBriefingAt, now, calendar);
        if (day == null) {
            // The day was declared off since.
            notice.postponeBriefing(now, calendar);
            return;
        }
        BriefingQueries read = new BriefingQueries(connection, notice.id, day, calendar);
        NoticeRef ref = NoticeRef.of(notice);
        List<CloudEvent> events = new ArrayList<>();
        // Deadlines are locked before submissions, as every change does it.
        List<Escalation> escalations = read.takeEscalations();
        Counts counts = read.counts();
        if (counts.open() > 0) {
            events.add(event(notice.id, BriefingData.BRIEFING_TYPE, "briefing", day, now, briefing(ref, day, counts, read)));
        }
        if (!escalations.isEmpty()) {
            Omissions omitted = new Omissions();
            events.add(event(notice.id, BriefingData.ESCALATIONS_TYPE, "escalations", day, now, new Escalations(
                    "escalations/%s/%s".formatted(notice.id, day), day, ref, inspectorate(notice),
                    omitted.first("escalations", escalations), omitted.counts())));
        }
        notice.briefed(day, calendar);
        outbox.append(events);
    }

    private static Briefing briefing(NoticeRef notice, LocalDate day, Counts counts, BriefingQueries read) throws SQLException {
        Omissions omitted = new Omissions();
        return new Briefing("briefing/%s/%s".formatted(notice.id(), day), day, notice, counts,
                omitted.first("newReports", read.takeNewReports()),
                omitted.first("awaitingReview", read.awaitingReview()),
                omitted.first("extensionRequests", read.extensionRequests()),
                omitted.first("disputes", read.disputes()),
                omitted.first("dueSoon", read.dueSoon()),
                omitted.first("overdue", read.overdue()),
                omitted.first("unacknowledged", read.unacknowledged()),
                omitted.counts());
    }

    /** One a day and notice, whoever holds it: the id follows from both. */
    private static CloudEvent event(UUID notice, String type, String kind, LocalDate day, Instant now, Object data) {
        return new CloudEvent(Ids.named(notice, kind + "/" + day), Topics.EVENTS, notice.toString(), type,
                notice.toString(), now, null, data);
    }

    private static UnitRef inspectorate(Notice notice) {
        return notice.inspectorateUnit == null ? null : Unit.byCode(notice.inspectorateUnit)
                .map(unit -> new UnitRef(unit.code, unit.name)).orElse(null);
    }
}
