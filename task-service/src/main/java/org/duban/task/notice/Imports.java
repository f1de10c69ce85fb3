package org.duban.task.notice;

import io.quarkus.hibernate.orm.panache.Panache;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.duban.task.problem.ProblemCode;
import org.duban.task.problem.ProblemException;
import org.duban.task.problem.Text;

/** Whether a notice was imported before: one of the same number, or of the same text but for blanks. */
public final class Imports {
    private static final long LOCK = 0x6475_6261_6e00_0003L;

    private Imports() {}

    /** The one that a draft would repeat; one that was withdrawn does not count. */
    public static Optional<Notice> known(NoticeDraft draft) {
        String number = draft.documentNumber();
        String text = draft.sourceText();
        if (blank(number) && blank(text)) {
            return Optional.empty();
        }
        // As V9 has them in its indexes.
        @SuppressWarnings("unchecked")
        List<UUID> known = Panache.getEntityManager().createNativeQuery("""
                select id from notice where status <> 'WITHDRAWN' and (
                    number_key(document_number) = number_key(nullif(cast(:number as text), '')) or text_key(source_text) = text_key(nullif(cast(:text as text), '')))
                order by created_at, id limit 1""", UUID.class)
                .setParameter("number", blank(number) ? "" : number).setParameter("text", blank(text) ? "" : text).getResultList();
        return known.stream().findFirst().map(Notice::byId);
    }

    /**
     * Two imports of one notice at the same moment wait for each other.
     *
     * @throws ProblemException 409 that names the one there
     */
    static void refuseKnown(NoticeDraft draft) {
        Panache.getEntityManager().createNativeQuery("select 1 from (select pg_advisory_xact_lock(:lock)) held").setParameter("lock", LOCK)
                .getSingleResult();
        known(draft).ifPresent(notice -> {
            throw new ProblemException(ProblemCode.NOTICE_EXISTS, Text.of(
                    "文号或全文相同的通知“%s”已经导入（%s）。可用 POST /notices/%s/comparison 比较；确为另一份的，以 duplicate=true 重新提交。",
                    "The notice “%s” of the same number or text is there, %s. POST /notices/%s/comparison compares; duplicate=true stores it all the same.",
                    notice.title, notice.status, notice.id)).existing("/api/v1/notices/" + notice.id);
        });
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }
}
