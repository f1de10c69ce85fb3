package org.duban.task.assignment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.loop.Loop;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.outbox.Outbox;

/**
 * The clock of the product: fires the rungs that have come due. One transaction claims a batch of deadlines, stores
 * their next rungs and appends their events, so each rung fires exactly once (R6); what another instance has claimed
 * is skipped, not waited for.
 */
@ApplicationScoped
public class DeadlineTick {
    private final DataSource database;
    private final DeadlineEvents events;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final int batch;
    private final Loop loop;

    DeadlineTick(DataSource database, DeadlineEvents events, Outbox outbox, WorkingCalendar calendar, Clock clock,
            TickConfig config) {
        this.database = database;
        this.events = events;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
        this.batch = config.batch();
        this.loop = new Loop("deadline-tick", config.poll(), () -> tick() == batch);
    }

    private record Claimed(UUID id, LocalDate due, Integer fired) {}

    /** What becomes of a claimed deadline; fired is null when nothing was owed. */
    private record Moved(UUID id, Ladder.Step fired, Ladder.Step next) {}

    void start(@Observes StartupEvent event) {
        loop.start();
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        loop.close();
    }

    /** Fires one batch; the number of deadlines that were due. */
    public int tick() {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = database.getConnection()) {
                return fire(connection, clock.instant());
            }
        });
    }

    private int fire(Connection connection, Instant now) throws SQLException {
        List<Claimed> claimed = claim(connection, now);
        if (claimed.isEmpty()) {
            return 0;
        }
        Map<UUID, DeadlinePicture> pictures = DeadlinePicture.read(connection,
                claimed.stream().map(Claimed::id).toList());
        Map<UUID, NoticeRef> notices = new HashMap<>();
        List<Moved> moved = new ArrayList<>(claimed.size());
        List<CloudEvent> fired = new ArrayList<>(claimed.size());
        for (Claimed deadline : claimed) {
            DeadlinePicture picture = pictures.get(deadline.id);
            Ladder.Step step = !picture.isOwed() ? null
                    : Ladder.standard().newestDue(now, deadline.due, deadline.fired, calendar);
            Integer last = step == null ? deadline.fired : Integer.valueOf(step.rung().offset());
            moved.add(new Moved(deadline.id, step,
                    picture.isOwed() ? Ladder.standard().nextAfter(now, deadline.due, last, calendar) : null));
            if (step != null) {
                NoticeRef notice = notices.computeIfAbsent(picture.noticeId(), id -> NoticeRef.of(Notice.byId(id)));
                fired.add(events.fired(picture, notice, step.rung(), now));
            }
        }
        move(connection, moved);
        outbox.append(fired);
        return claimed.size();
    }

    private List<Claimed> claim(Connection connection, Instant now) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        // The array keeps the planner on two index scans; joined, it may hash the whole table.
        try (PreparedStatement select = connection.prepareStatement("""
                select id, due, fired_rung from deadline
                where id = any(array(select id from deadline where next_at <= ?
                                     order by next_at limit ? for update skip locked))""")) {
            select.setTimestamp(1, Timestamp.from(now));
            select.setInt(2, batch);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    claimed.add(new Claimed(row.getObject("id", UUID.class), row.getObject("due", LocalDate.class),
                            row.getObject("fired_rung", Integer.class)));
                }
            }
        }
        return claimed;
    }

    private static void move(Connection connection, List<Moved> moved) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("""
                update deadline d set
                    version = d.version + 1,
                    fired_rung = coalesce(m.fired, d.fired_rung),
                    next_rung = m.next_rung,
                    next_at = m.next_at,
                    unlisted_rung = case when m.escalated then m.fired else d.unlisted_rung end
                from unnest(?::uuid[], ?::int[], ?::bool[], ?::int[], ?::timestamptz[])
                     as m(id, fired, escalated, next_rung, next_at)
                where d.id = m.id""")) {
            update.setArray(1, connection.createArrayOf("uuid", moved.stream().map(Moved::id).toArray()));
            update.setArray(2, connection.createArrayOf("int4",
                    moved.stream().map(m -> m.fired == null ? null : m.fired.rung().offset()).toArray()));
            update.setArray(3, connection.createArrayOf("bool",
                    moved.stream().map(m -> m.fired != null && m.fired.rung().tellInspectorate()).toArray()));
            update.setArray(4, connection.createArrayOf("int4",
                    moved.stream().map(m -> m.next == null ? null : m.next.rung().offset()).toArray()));
            update.setArray(5, connection.createArrayOf("timestamptz",
                    moved.stream().map(m -> m.next == null ? null : m.next.at().toString()).toArray()));
            update.executeUpdate();
        }
    }
}
