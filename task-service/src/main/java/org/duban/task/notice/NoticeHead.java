package org.duban.task.notice;

import io.quarkus.hibernate.orm.panache.Panache;
import jakarta.persistence.Tuple;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.duban.task.notice.Notice.LadderChoice;
import org.duban.task.notice.Notice.Status;
import org.duban.task.parse.ParsedContact;

/** What a change under a notice asks of it: the notice without its text, sections and findings. */
public record NoticeHead(Status status, LadderChoice ladder, NoticeRef ref) {

    /** As it stands in the database now, whatever entity was loaded before. */
    @SuppressWarnings("unchecked")
    public static NoticeHead read(UUID id) {
        Tuple n = Panache.getEntityManager().createQuery("""
                select status, ladder, title, documentNumber, issuedBy, reportTo, reportBy, reportByText, contact
                from Notice where id = ?1""", Tuple.class).setParameter(1, id).getSingleResult();
        return new NoticeHead(n.get(0, Status.class), n.get(1, LadderChoice.class), new NoticeRef(id, n.get(2, String.class),
                n.get(3, String.class), n.get(4, String.class), n.get(5, String.class), n.get(6, LocalDate.class),
                n.get(7, String.class), (List<ParsedContact>) n.get(8)));
    }
}
