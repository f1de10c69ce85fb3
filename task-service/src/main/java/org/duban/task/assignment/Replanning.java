package org.duban.task.assignment;

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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.calendar.BusinessDays;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Mark;
import org.duban.task.loop.Loop;
import org.duban.task.notice.BriefingHours;
import org.duban.task.schema.Tables;

/**
 * Plans again what was planned by an older version of the calendar: the next rung of deadlines, the next briefing of
 * notices; a batch in a transaction, so that a changed day never holds all deadlines. What is due already is left to the
 * ticks, which count anew themselves.
 */
@ApplicationScoped
public class Replanning {
    private static final Duration POLL = Duration.ofSeconds(10);

    private final DataSource database;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final int batch;
    private final Loop loop;

    Replanning(DataSource database, WorkingCalendar calendar, Clock clock, TickConfig config) {
        this.database = database;
        this.calendar = calendar;
        this.clock = clock;
        this.batch = config.batch();
        this.loop = new Loop("replanning", POLL, this::tick);
    }

    private record Planned(UUID id, UUID notice, LocalDate due, String rung) {}

    private record Moment(UUID id, String rung, Instant at) {}

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** Plans one batch of each again; false when there was none. */
    public boolean tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            WorkingCalendar current = calendar.current();
            Instant now = clock.instant();
            try (Connection connection = database.getConnection()) {
                return deadlines(connection, current, now) + notices(connection, current, now) > 0;
            }
        });
    }

    private int deadlines(Connection connection, WorkingCalendar current, Instant now) throws SQLException {
        List<Planned> stale = new ArrayList<>();
        try (PreparedStatement select = claim(connection, "id, notice_id, due, next_rung", "deadline", "next_at", current, now);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                stale.add(new Planned(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getObject(3, LocalDate.class), row.getString(4)));
            }
        }
        if (stale.isEmpty()) {
            return 0;
        }
        Map<UUID, LiveNotice> notices = LiveNotice.read(connection, stale.stream().map(Planned::notice).distinct().toList());
        List<Moment> moments = stale.stream().map(deadline -> {
            LiveNotice notice = notices.get(deadline.notice);
            Course.Step next = notice.ladder() == null ? null
                    : new Course(notice.ladder(), deadline.due, current).planAnew(now, Mark.of(deadline.rung));
            return next == null ? new Moment(deadline.id, null, null) : new Moment(deadline.id, next.mark().name(), next.at());
        }).toList();
        return store(connection, "deadline", "next_rung = m.rung, next_at", moments, current);
    }

    private int notices(Connection connection, WorkingCalendar current, Instant now) throws SQLException {
        List<Moment> moments = new ArrayList<>();
        try (PreparedStatement select = claim(connection, "id, dispatched_at, briefed_on", "notice", "next_briefing_at", current, now);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LocalDate briefed = row.getObject(3, LocalDate.class);
                LocalDate last = briefed != null ? briefed : BusinessDays.dayOf(row.getTimestamp(2).toInstant());
                moments.add(new Moment(row.getObject(1, UUID.class), null, BriefingHours.firstAfter(last, now, current)));
            }
        }
        return moments.isEmpty() ? 0 : store(connection, "notice", "next_briefing_at", moments, current);
    }

    private PreparedStatement claim(Connection connection, String columns, String table, String moment,
            WorkingCalendar current, Instant now) throws SQLException {
        PreparedStatement select = connection.prepareStatement("""
                select %s from %s where id = any(array(
                    select id from %2$s where calendar_version < ? and %s > ? limit ? for update skip locked))"""
                .formatted(columns, table, moment));
        select.setInt(1, current.version());
        select.setTimestamp(2, Timestamp.from(now));
        select.setInt(3, batch);
        return select;
    }

    private static int store(Connection connection, String table, String moment, List<Moment> moments,
            WorkingCalendar current) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update %s t set calendar_version = ?, %s = m.at
                from unnest((select ?::uuid[]), (select ?::text[]), (select ?::timestamptz[])) as m(id, rung, at)
                where t.id = m.id"""
                .formatted(table, moment))) {
            update.setInt(1, current.version());
            update.setArray(2, connection.createArrayOf("uuid", moments.stream().map(Moment::id).toArray()));
            update.setArray(3, connection.createArrayOf("text", moments.stream().map(Moment::rung).toArray()));
            update.setArray(4, connection.createArrayOf("timestamptz",
                    moments.stream().map(m -> m.at == null ? null : m.at.toString()).toArray()));
            return update.executeUpdate();
        }
    }
}
