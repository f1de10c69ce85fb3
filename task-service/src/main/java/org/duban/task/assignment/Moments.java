package org.duban.task.assignment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.duban.task.calendar.WorkingCalendar;
import org.duban.task.ladder.Course;

/** Next moments, of deadlines or notices, as they are written back: a batch in one statement. */
final class Moments {
    private Moments() {}

    /**
     * When something comes next.
     *
     * @param rung null for a notice
     * @param at   null: nothing comes any more
     */
    record Moment(UUID id, String rung, Instant at) {}

    /** @param next null: the ladder has ended */
    static Moment of(UUID deadline, Course.Step next) {
        return next == null ? new Moment(deadline, null, null) : new Moment(deadline, next.mark().name(), next.at());
    }

    /**
     * Each array stands in a query of its own, so that the planner does not know how long it is and goes by the ids.
     *
     * @param columns what is set, up to the column that gets the moment
     * @return how many were written
     */
    static int store(Connection connection, String table, String columns, List<Moment> moments, WorkingCalendar current)
            throws SQLException {
        if (moments.isEmpty()) {
            return 0;
        }
        try (PreparedStatement update = connection.prepareStatement("""
                update %s t set calendar_version = ?, %s = m.at
                from unnest((select ?::uuid[]), (select ?::text[]), (select ?::timestamptz[])) as m(id, rung, at)
                where t.id = m.id"""
                .formatted(table, columns))) {
            update.setInt(1, current.version());
            update.setArray(2, connection.createArrayOf("uuid", moments.stream().map(Moment::id).toArray()));
            update.setArray(3, connection.createArrayOf("text", moments.stream().map(Moment::rung).toArray()));
            update.setArray(4, connection.createArrayOf("timestamptz",
                    moments.stream().map(m -> m.at == null ? null : m.at.toString()).toArray()));
            return update.executeUpdate();
        }
    }
}
