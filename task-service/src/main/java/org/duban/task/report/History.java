package org.duban.task.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.report.HistoryResource.HistoryEntry;
import org.duban.task.report.HistoryResource.SubmissionRef;
import org.duban.task.report.Submission.Kind;

/** Reads what happened to an assignment, in one statement. */
@ApplicationScoped
public class History {
    private static final String HISTORY = """
            select h.at, h.actor, h.action, h.before, h.after, h.reason, s.id, s.kind, s.summary, s.percent
            from (
                select created_at as at, 0 as source, 0 as id, null as actor, 'assignment.opened' as action,
                       null::jsonb as before, jsonb_build_object('due', original_due) as after, null as reason
                from assignment a where id = ? and not exists (
                    select 1 from audit where entity = 'assignment' and entity_id = ? and action = 'assignment.opened')
                union all
                select at, 1, id, actor, action, before, after, reason from audit
                where entity = 'assignment' and entity_id = ? and (? or split_part(action, '.', 1) not in ('extension', 'dispute'))
                union all
                select at, 2, id, actor, 'due.revised', jsonb_build_object('due', from_due),
                       jsonb_build_object('due', to_due), reason
                from due_revision where assignment_id = ?) h
            left join submission s on s.assignment_id = ? and s.id::text = h.after ->> 'submission'
            order by h.at, h.source, h.id""";

    private final DataSource database;
    private final ObjectMapper json;

    History(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * Oldest first; whether the caller may see it is asked elsewhere.
     *
     * @param whole false for who leads the task: without extension requests and disputes, which are between the unit and those who
     *              decide (R11)
     */
    public List<HistoryEntry> read(UUID assignment, boolean whole) {
        try (Connection connection = database.getConnection();
                PreparedStatement select = connection.prepareStatement(HISTORY)) {
            select.setObject(1, assignment);
            select.setString(2, assignment.toString());
            select.setString(3, assignment.toString());
            select.setBoolean(4, whole);
            select.setObject(5, assignment);
            select.setObject(6, assignment);
            List<HistoryEntry> history = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    history.add(entry(row));
                }
            }
            return history;
        } catch (SQLException e) {
            throw new IllegalStateException("the history could not be read", e);
        }
    }

    private HistoryEntry entry(ResultSet row) throws SQLException {
        SubmissionRef submission = row.getString(7) == null ? null : new SubmissionRef(row.getObject(7, UUID.class),
                Kind.valueOf(row.getString(8)), row.getString(9), row.getObject(10, Integer.class));
        return new HistoryEntry(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3),
                state(row.getString(4)), state(row.getString(5)), row.getString(6), submission);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> state(String stored) {
        try {
            return stored == null ? null : json.readValue(stored, Map.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an entry of the audit trail cannot be read", e);
        }
    }
}
