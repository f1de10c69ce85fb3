package org.duban.task.assignment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.duban.task.ladder.Ladder;
import org.duban.task.notice.LadderChoice;
import org.duban.task.notice.Notice;
import org.duban.task.notice.NoticeRef;
import org.duban.task.parse.ParsedContact;
import org.duban.task.sql.Sql;
import org.duban.task.sql.Trip;

/**
 * What a change, planning and firing need of a notice, as it is stored now. Without the text, which may be long; and
 * past Hibernate, for these are the ways that go most often.
 *
 * @param ladder null: no reminders
 */
record LiveNotice(Notice.Status status, NoticeRef ref, Ladder ladder) {
    private static final TypeReference<List<ParsedContact>> CONTACTS = new TypeReference<>() {};
    /** As Hibernate writes columns of JSON; the strict reading of requests does not apply to them. */
    private static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

    /** Any number in one statement. To be asked for under the lock of their deadlines: who changes a ladder holds them all. */
    static Map<UUID, LiveNotice> read(Connection connection, Collection<UUID> ids) throws SQLException {
        Map<UUID, LiveNotice> notices = new HashMap<>();
        read(new Trip(), Sql.ids(ids), notices).send(connection);
        return notices;
    }

    /** @param which an array of ids, or a query for them */
    static Trip read(Trip trip, Sql which, Map<UUID, LiveNotice> into) {
        return trip.then(which.in("""
                select id, title, document_number, issued_by, report_to, report_by, report_by_text, contact, ladder,
                       own_ladder, status
                from notice where id = any(%s)"""), row -> {
                    LiveNotice notice = of(row);
                    into.put(notice.ref().id(), notice);
                });
    }

    private static LiveNotice of(ResultSet row) throws SQLException {
        try {
            NoticeRef ref = new NoticeRef(row.getObject("id", UUID.class), row.getString("title"),
                    row.getString("document_number"), row.getString("issued_by"), row.getString("report_to"),
                    row.getObject("report_by", LocalDate.class), row.getString("report_by_text"),
                    JSON.readValue(row.getString("contact"), CONTACTS));
            String own = row.getString("own_ladder");
            Ladder ladder = LadderChoice.valueOf(row.getString("ladder"))
                    .ladder(own == null ? null : JSON.readValue(own, Ladder.class));
            return new LiveNotice(Notice.Status.valueOf(row.getString("status")), ref, ladder);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a notice's stored JSON cannot be read", e);
        }
    }
}
