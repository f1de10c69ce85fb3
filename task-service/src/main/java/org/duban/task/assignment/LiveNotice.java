package org.duban.task.assignment;

import io.quarkus.hibernate.orm.panache.Panache;
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

/**
 * What a change, planning and firing need of a notice, as it is stored now, in one statement for any number of them.
 * Without the text, which may be long. Asked for under the lock of its deadlines: who changes a ladder holds them all.
 *
 * @param ladder null: no reminders
 */
record LiveNotice(Notice.Status status, NoticeRef ref, Ladder ladder) {

    @SuppressWarnings("unchecked")
    static Map<UUID, LiveNotice> read(Collection<UUID> ids) {
        Map<UUID, LiveNotice> notices = new HashMap<>();
        Panache.getEntityManager().createQuery("""
                select id, title, documentNumber, issuedBy, reportTo, reportBy, reportByText, contact, ladder, ownLadder,
                       status
                from Notice where id in ?1""", Object[].class).setParameter(1, ids).getResultList()
                .forEach(row -> notices.put((UUID) row[0], new LiveNotice(
                        (Notice.Status) row[10],
                        new NoticeRef((UUID) row[0], (String) row[1], (String) row[2], (String) row[3], (String) row[4],
                                (LocalDate) row[5], (String) row[6], (List<ParsedContact>) row[7]),
                        ((LadderChoice) row[8]).ladder((Ladder) row[9]))));
        return notices;
    }
}
