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
 * Plans again what was planned by an older version of the calendar: days that move with it, the next rung of deadlines, the next
 * briefing of notices; a batch in a transaction, so that a changed day never holds all deadlines. What is due already is left to the
 * ticks, which count anew themselves.
 */
@ApplicationScoped
public class Replanning {
    private static final Duration POLL = Duration.ofSeconds(10);

    private final DataSource database;
    private final RestDayMoves moves;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final int batch;
    private final Loop loop;

    Replanning(DataSource database, RestDayMoves moves, WorkingCalendar calendar, Clock clock, TickConfig config) {
        this.database = database;
        this.moves = moves;
        this.calendar = calendar;
        this.clock = clock;
        this.batch = config.batch();
        this.loop = new Loop("replanning", POLL, this::tick);
    }

    private record Planned(UUID id, UUID notice, LocalDate due, String rung) {}

    void start(@Observes Tables.Ready event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** Plans one batch of each again; false when there was none. */
    public boolean tick() {
        boolean moved = moves.tick();
        return moved | QuarkusTransaction.requiringNew().call(() -> {
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
        List<Moments.Moment> moments = stale.stream().map(deadline -> {
            LiveNotice notice = notices.get(deadline.notice);
            Course.Step next = notice.ladder() == null ? null
                    : new Course(notice.ladder(), deadline.due, current).planAnew(now, Mark.of(deadline.rung));
            return Moments.of(deadline.id, next);
        }).toList();
        return Moments.store(connection, "deadline", "next_rung = m.rung, next_at", moments, current);
    }

    private int notices(Connection connection, WorkingCalendar current, Instant now) throws SQLException {
        List<Moments.Moment> moments = new ArrayList<>();
        try (PreparedStatement select = claim(connection, "id, dispatched_at, briefed_on", "notice", "next_briefing_at", current, now);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                LocalDate briefed = row.getObject(3, LocalDate.class);
                LocalDate last = briefed != null ? briefed : BusinessDays.dayOf(row.getTimestamp(2).toInstant());
                moments.add(new Moments.Moment(row.getObject(1, UUID.class), null, BriefingHours.firstAfter(last, now, current)));
            }
        }
        return Moments.store(connection, "notice", "next_briefing_at", moments, current);
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
}
