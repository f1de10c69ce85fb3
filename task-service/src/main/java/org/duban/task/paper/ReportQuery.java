package org.duban.task.paper;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.duban.task.sql.Select;

/** What a report on a notice tells: what was accepted, with its attachments, and what is still open. */
@ApplicationScoped
class ReportQuery {
    /** A paper is made in memory: it tells so many of each, and counts the rest. */
    static final int MOST = 1000;
    private static final int MOST_LABELS = 30;

    private static final String ACCEPTED = """
            select t.heading, t.position, t.label, t.text, u.name, s.summary, s.problems, s.next_steps
            from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
            join lateral (select id, summary, problems, next_steps from submission
                where assignment_id = a.id and decision = 'ACCEPT' order by id desc limit 1) s on true
            where a.notice_id = ? and a.status = 'COMPLETED'
            order by t.position, t.id, array_position(array['LEAD', 'RESPONSIBLE', 'ASSISTING'], a.role), a.id limit ?""";

    private static final String ATTACHED = """
            select u.name, f.name
            from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
            join lateral (select id from submission
                where assignment_id = a.id and decision = 'ACCEPT' order by id desc limit 1) s on true
            join attachment f on f.submission_id = s.id
            where a.notice_id = ? and a.status = 'COMPLETED'
            order by t.position, t.id, array_position(array['LEAD', 'RESPONSIBLE', 'ASSISTING'], a.role), a.id, f.id limit ?""";

    private static final String OPEN = """
            select u.name, count(*), count(*) filter (where a.status = 'SUBMITTED'),
                   count(*) filter (where a.status <> 'SUBMITTED' and a.due < ?), (array_agg(t.label order by t.position, t.id))[1:%d]
            from assignment a join task t on t.id = a.task_id join unit u on u.code = a.unit_code
            where a.notice_id = ? and a.status in ('AWAITING_ACKNOWLEDGEMENT', 'IN_PROGRESS', 'SUBMITTED')
            group by u.code, u.name order by u.code limit ?""".formatted(MOST_LABELS);

    private final DataSource database;

    ReportQuery(DataSource database) {
        this.database = database;
    }

    /**
     * The newest accepted report on an assignment that is completed.
     *
     * @param heading of the section; null for a task under none
     * @param task    the place of its task in the notice
     */
    record Accepted(String heading, int task, String label, String text, String unit, String summary, String problems,
            String nextSteps) {

        int length() {
            return Stream.of(summary, problems, nextSteps).filter(Objects::nonNull).mapToInt(String::length).sum();
        }
    }

    /** A file that came with one of those. */
    record Attached(String unit, String name) {}

    /**
     * What a unit has not completed.
     *
     * @param count     of its assignments; {@code waiting} of them for review, {@code overdue} of them owed and late
     * @param labels    of their tasks, the first ones
     */
    record Open(String unit, int count, int waiting, int overdue, List<String> labels) {}

    /** {@value #MOST} at most, in the order of the notice. */
    List<Accepted> accepted(UUID notice) {
        return Select.rows(database, ACCEPTED, row -> new Accepted(row.getString(1), row.getInt(2), row.getString(3), row.getString(4),
                row.getString(5), row.getString(6), row.getString(7), row.getString(8)), notice, MOST);
    }

    List<Attached> attached(UUID notice) {
        return Select.rows(database, ATTACHED, row -> new Attached(row.getString(1), row.getString(2)), notice, MOST);
    }

    List<Open> open(UUID notice, LocalDate today) {
        return Select.rows(database, OPEN, row -> new Open(row.getString(1), row.getInt(2), row.getInt(3), row.getInt(4),
                List.of((String[]) row.getArray(5).getArray())), today, notice, MOST);
    }
}
