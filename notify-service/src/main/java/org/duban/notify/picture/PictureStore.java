package org.duban.notify.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Keeps the latest picture of each deadline. */
@ApplicationScoped
public class PictureStore {

    private static final TypeReference<List<AssignmentFacts>> ASSIGNMENTS = new TypeReference<>() {};

    private final DataSource dataSource;
    private final ObjectMapper json;

    PictureStore(DataSource dataSource, ObjectMapper json) {
        this.dataSource = dataSource;
        this.json = json;
    }

    /** Stores the pictures that are newer than what is known; the others are ignored. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void apply(List<Picture> pictures) throws SQLException {
        Map<UUID, Picture> newest = new HashMap<>();
        pictures.forEach(picture -> newest.merge(
                picture.deadline(), picture, (known, other) -> other.version() > known.version() ? other : known));
        if (newest.isEmpty()) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement upsert = connection.prepareStatement("""
                        insert into deadline_picture (id, notice_id, unit_code, version, due, working_days_left, day,
                                                      occurred_at, assignments)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (id) do update set
                            version = excluded.version, due = excluded.due, day = excluded.day,
                            working_days_left = excluded.working_days_left, occurred_at = excluded.occurred_at,
                            assignments = excluded.assignments
                        where deadline_picture.version < excluded.version""")) {
            for (Picture picture : newest.values()) {
                upsert.setObject(1, picture.deadline());
                upsert.setObject(2, picture.notice());
                upsert.setString(3, picture.unit());
                upsert.setLong(4, picture.version());
                upsert.setObject(5, picture.due());
                upsert.setObject(6, picture.workingDaysLeft());
                upsert.setObject(7, picture.day());
                upsert.setObject(8, picture.occurredAt().atOffset(ZoneOffset.UTC));
                upsert.setString(9, write(picture.assignments()));
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /** The pictures of all deadlines of a unit under a notice, the oldest first. */
    public List<Picture> of(UUID notice, String unit) {
        return read(DeadlinePicture.of(notice, unit));
    }

    /** The pictures of all deadlines that any of those units has under any of those notices, the oldest first. */
    public List<Picture> of(Collection<UUID> notices, Collection<String> units) {
        return read(DeadlinePicture.of(notices, units));
    }

    /** The pictures of all deadlines of a unit, the oldest first. */
    public List<Picture> of(String unit) {
        return read(DeadlinePicture.of(unit));
    }

    private List<Picture> read(List<DeadlinePicture> pictures) {
        return pictures.stream()
                .map(known -> new Picture(
                        known.id,
                        known.noticeId,
                        known.unitCode,
                        known.version,
                        known.due,
                        known.workingDaysLeft,
                        known.day,
                        known.occurredAt,
                        read(known.assignments)))
                .toList();
    }

    private String write(List<AssignmentFacts> assignments) {
        try {
            return json.writeValueAsString(assignments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records of plain values cannot fail to be written", e);
        }
    }

    private List<AssignmentFacts> read(String assignments) {
        try {
            return json.readValue(assignments, ASSIGNMENTS);
        } catch (JsonProcessingException e) {
            // Of a newer program, say: a fault of this one picture, which no repeat can help.
            throw new IllegalArgumentException("a stored picture cannot be read", e);
        }
    }
}
