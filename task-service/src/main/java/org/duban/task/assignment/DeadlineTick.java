package org.duban.task.assignment;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.event.CloudEvent;
import org.duban.task.hold.Hold;
import org.duban.task.ladder.Course;
import org.duban.task.ladder.Mark;
import org.duban.task.loop.Agenda;
import org.duban.task.loop.Loop;
import org.duban.task.outbox.Outbox;
import org.duban.task.schema.Tables;

/**
 * The clock of the product: fires the rungs that have come due. One transaction claims a batch of deadlines, stores
 * their next rungs and appends their events, so each rung fires exactly once (R6); what another instance has claimed
 * is skipped, not waited for.
 */
@ApplicationScoped
public class DeadlineTick {
    /** Nothing is owed, or nobody is to be reminded. */
    private static final Course.Plan ENDED = new Course.Plan(null, null);
    static final String EARLIEST = "select min(next_at) from deadline where " + Hold.NONE;
    /**
     * A range of the index of moments, in its order, whatever is due. The moment stands in a query of its own so that the
     * planner does not know it: where it expects few rows, it would rather collect them in the order of the table and sort.
     */
    static final String CLAIM = """
            select id, due, next_rung from deadline where next_at <= (select ?::timestamptz) and\s""" + Hold.NONE + """

            order by next_at limit %d for update skip locked""";
    /**
     * Each array stands in a query of its own, so that the planner does not know how long it is and goes by the ids; else
     * it would read a table of middling size whole for each batch.
     */
    static final String MOVE = """
            update deadline d set
                version = d.version + 1,
                fired_rung = coalesce(m.fired, d.fired_rung),
                next_rung = m.next_rung,
                next_at = m.next_at,
                calendar_version = ?,
                unlisted_rung = case when m.escalated then m.fired else d.unlisted_rung end
            from unnest((select ?::uuid[]), (select ?::text[]), (select ?::bool[]), (select ?::text[]),
                        (select ?::timestamptz[])) as m(id, fired, escalated, next_rung, next_at)
            where d.id = m.id""";

    private final DataSource database;
    private final DeadlineEvents events;
    private final Outbox outbox;
    private final WorkingCalendar calendar;
    private final Clock clock;
    private final String claim;
    private final Loop loop;

    DeadlineTick(DataSource database, DeadlineEvents events, Outbox outbox, WorkingCalendar calendar, Clock clock,
            TickConfig config) {
        this.database = database;
        this.events = events;
        this.outbox = outbox;
        this.calendar = calendar;
        this.clock = clock;
        this.claim = CLAIM.formatted(config.batch());
        this.loop = new Loop("deadline-tick", new Agenda(database, EARLIEST, clock, config.poll(), () -> tick() > 0));
    }

    private record Claimed(UUID id, LocalDate due, String planned) {}

    /** What becomes of a claimed deadline. */
    private record Moved(UUID id, Course.Plan plan) {}

    private record Key(UUID notice, LocalDate due) {}

    void start(@Observes Tables.Ready event) {
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
        WorkingCalendar current = calendar.current();
        Map<UUID, DeadlinePicture> pictures = DeadlinePicture.read(connection,
                claimed.stream().map(Claimed::id).toList(), current);
        Map<UUID, LiveNotice> notices = LiveNotice.read(connection,
                pictures.values().stream().map(DeadlinePicture::noticeId).distinct().toList());
        Map<Key, Course> courses = new HashMap<>();
        List<Moved> moved = new ArrayList<>(claimed.size());
        List<CloudEvent> fired = new ArrayList<>(claimed.size());
        for (Claimed deadline : claimed) {
            DeadlinePicture picture = pictures.get(deadline.id);
            LiveNotice notice = notices.get(picture.noticeId());
            Course.Plan plan = !picture.isOwed() || notice.ladder() == null ? ENDED
                    : courses.computeIfAbsent(new Key(picture.noticeId(), deadline.due),
                            key -> new Course(notice.ladder(), key.due, current)).plan(now, Mark.of(deadline.planned));
            moved.add(new Moved(deadline.id, plan));
            if (plan.fires() != null) {
                fired.add(events.fired(picture, notice.ref(), plan.fires(), now, current));
            }
        }
        move(connection, moved, current.version());
        outbox.appendOnce(fired);
        return claimed.size();
    }

    private List<Claimed> claim(Connection connection, Instant now) throws SQLException {
        List<Claimed> claimed = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(claim)) {
            select.setTimestamp(1, Timestamp.from(now));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    claimed.add(new Claimed(row.getObject("id", UUID.class), row.getObject("due", LocalDate.class),
                            row.getString("next_rung")));
                }
            }
        }
        // In the order of ids, as every change takes them; what is written does not depend on where the rows lie.
        claimed.sort(Comparator.comparing(Claimed::id));
        return claimed;
    }

    private static void move(Connection connection, List<Moved> moved, int calendar) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(MOVE)) {
            update.setInt(1, calendar);
            update.setArray(2, connection.createArrayOf("uuid", moved.stream().map(Moved::id).toArray()));
            update.setArray(3, array(connection, "text", moved, m -> m.plan.fires(), step -> step.mark().name()));
            update.setArray(4, array(connection, "bool", moved, m -> m.plan.fires(), step -> step.rung().tellInspectorate()));
            update.setArray(5, array(connection, "text", moved, m -> m.plan.next(), step -> step.mark().name()));
            update.setArray(6, array(connection, "timestamptz", moved, m -> m.plan.next(), step -> step.at().toString()));
            update.executeUpdate();
        }
    }

    private static Array array(Connection connection, String type, List<Moved> moved, Function<Moved, Course.Step> which,
            Function<Course.Step, Object> column) throws SQLException {
        return connection.createArrayOf(type, moved.stream().map(which)
                .map(step -> step == null ? null : column.apply(step)).toArray());
    }
}
