package org.duban.task.assignment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Mark;
import org.duban.task.notice.BriefingHours;

/**
 * Counts as seen to what was due up to a moment, and fires none of it: after a restore, when units and offices have been told
 * already. Batches in transactions of their own; whoever dies in between begins again and finds the rest.
 */
@ApplicationScoped
public class Skipping {
    private final DataSource database;
    private final WorkingCalendar calendar;
    private final int batch;

    Skipping(DataSource database, WorkingCalendar calendar, TickConfig config) {
        this.database = database;
        this.calendar = calendar;
        this.batch = config.batch();
    }

    private record Due(UUID id, UUID notice, LocalDate due, String rung) {}

    /** The next rung of every deadline, and the next briefing of every notice, is the first after that moment. */
    public void until(Instant moment) {
        while (skip(moment) > 0) {
            // Until nothing is due up to then.
        }
    }

    private int skip(Instant moment) {
        return QuarkusTransaction.requiringNew().call(() -> {
            WorkingCalendar current = calendar.current();
            try (Connection connection = database.getConnection()) {
                return deadlines(connection, current, moment) + notices(connection, current, moment);
            }
        });
    }

    private int deadlines(Connection connection, WorkingCalendar current, Instant moment) throws SQLException {
        List<Due> due = new ArrayList<>();
        try (PreparedStatement select = claim(connection, "id, notice_id, due, next_rung", "deadline", "next_at", moment);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                due.add(new Due(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getObject(3, LocalDate.class),
                        row.getString(4)));
            }
        }
        if (due.isEmpty()) {
            return 0;
        }
        Map<UUID, LiveNotice> notices = LiveNotice.read(connection, due.stream().map(Due::notice).distinct().toList());
        return Moments.store(connection, "deadline", "next_rung = m.rung, next_at", due.stream().map(deadline -> {
            LiveNotice notice = notices.get(deadline.notice);
            Course.Step next = notice.ladder() == null ? null
                    : new Course(notice.ladder(), deadline.due, current).nextAfter(moment, Mark.of(deadline.rung));
            return Moments.of(deadline.id, next);
        }).toList(), current);
    }

    private int notices(Connection connection, WorkingCalendar current, Instant moment) throws SQLException {
        Instant next = BriefingHours.firstAfter(LocalDate.MIN, moment, current);
        List<Moments.Moment> moments = new ArrayList<>();
        try (PreparedStatement select = claim(connection, "id", "notice", "next_briefing_at", moment);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                moments.add(new Moments.Moment(row.getObject(1, UUID.class), null, next));
            }
        }
        return Moments.store(connection, "notice", "next_briefing_at", moments, current);
    }

    private PreparedStatement claim(Connection connection, String columns, String table, String moment, Instant until)
            throws SQLException {
        PreparedStatement select = connection.prepareStatement(
                "select %s from %s where %s <= ? order by %3$s limit ? for update".formatted(columns, table, moment));
        select.setTimestamp(1, Timestamp.from(until));
        select.setInt(2, batch);
        return select;
    }
}
