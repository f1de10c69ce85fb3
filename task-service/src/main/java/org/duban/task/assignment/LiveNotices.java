package org.duban.task.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.parse.ParsedContact;

/** Reads {@link LiveNotice}s, inside the transaction that asks: by plain SQL, since every tick and every report does. */
@ApplicationScoped
class LiveNotices {
    private static final TypeReference<List<ParsedContact>> CONTACTS = new TypeReference<>() {};
    private static final TypeReference<Ladder> LADDER = new TypeReference<>() {};

    private final DataSource database;
    private final ObjectMapper json;

    LiveNotices(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** As they are stored now: who has changed one in this transaction has flushed it. */
    Map<UUID, LiveNotice> read(Collection<UUID> ids) {
        Map<UUID, LiveNotice> notices = new HashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement select = connection.prepareStatement("""
                select id, title, document_number, issued_by, report_to, report_by, report_by_text, contact, ladder, own_ladder, status
                from notice where id = any(?)""")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    UUID id = row.getObject(1, UUID.class);
                    NoticeRef ref = new NoticeRef(id, row.getString(2), row.getString(3), row.getString(4), row.getString(5),
                            row.getObject(6, LocalDate.class), row.getString(7), parsed(row.getString(8), CONTACTS));
                    notices.put(id, new LiveNotice(Notice.Status.valueOf(row.getString(11)), ref,
                            LadderChoice.valueOf(row.getString(9)).ladder(parsed(row.getString(10), LADDER))));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("notices could not be read", e);
        }
        return notices;
    }

    private <T> T parsed(String column, TypeReference<T> type) {
        try {
            return column == null ? null : json.readValue(column, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of JSON could not be read", e);
        }
    }
}
