package org.duban.task.briefing;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
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
import org.duban.task.event.Topics;
import org.duban.task.loop.Loop;
import org.duban.task.notice.BriefingHours;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;
import org.duban.task.unit.Unit;

/**
 * Briefs the offices (R8): on each working day at 08:40 one briefing for each live notice with anything open, and one
 * list of the escalations since the last. A notice waits while one of its rungs is due and not fired, so that the list is
 * whole, after a downtime too.
 */
@ApplicationScoped
public class BriefingTick {
    private final DataSource database;
    private final EntityManager entities;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final Loop loop;

    BriefingTick(DataSource database, EntityManager entities, Outbox outbox, WorkingCalendar calendar, Clock clock,
            TickConfig config) {
        this.database = database;
        this.entities = entities;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
        this.loop = new Loop("briefing-tick", config.poll(), this::tick);
    }

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** Briefs the office of one notice; false when none was due. */
    public boolean tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            Instant now = clock.instant();
            Notice notice = claim(now);
            if (notice == null) {
                return false;
            }
            try (Connection connection = database.getConnection()) {
                brief(notice, connection, now);
            }
            return true;
        });
    }

    private Notice claim(Instant now) {
        @SuppressWarnings("unchecked")
        List<Notice> claimed = entities.createNativeQuery("""
                select n.* from notice n
                where n.next_briefing_at <= ?1 and n.status = 'DISPATCHED'
                  and not exists (select 1 from deadline d where d.notice_id = n.id and d.next_at <= ?1)
                order by n.next_briefing_at limit 1 for update of n skip locked""", Notice.class)
                .setParameter(1, now).getResultList();
        return claimed.isEmpty() ? null : claimed.get(0);
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
            events.add(event(notice.id, BriefingData.BRIEFING_TYPE, "briefing", day, now, new Briefing(
                    "briefing/%s/%s".formatted(notice.id, day), day, ref, counts,
                    read.takeNewReports(), read.awaitingReview(), read.extensionRequests(), read.disputes(), read.dueSoon(), read.overdue(),
                    read.unacknowledged())));
        }
        if (!escalations.isEmpty()) {
            events.add(event(notice.id, BriefingData.ESCALATIONS_TYPE, "escalations", day, now, new Escalations(
                    "escalations/%s/%s".formatted(notice.id, day), day, ref, inspectorate(notice), escalations)));
        }
        notice.briefed(day, calendar);
        outbox.append(events);
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
